// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/run_config.h"
#include "training/neural/neural_module.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QPlainTextEdit;
class QTabWidget;

namespace tempo::workbench {

class RecipeForm;

/// A training's configuration, as a form and as the text that a file would have; each follows the other, and the text
/// is checked while it is written.
class RecipeEditor final : public QWidget {
    Q_OBJECT
public:
    explicit RecipeEditor(QWidget* parent = nullptr);

    void setConfig(const RunConfig& config);
    [[nodiscard]] const RunConfig& config() const;
    void setDevices(const std::vector<ComputeDevice>& devices);
    /// What is wrong with the text, with its line; empty if nothing is.
    [[nodiscard]] QString problem() const;

    [[nodiscard]] RecipeForm& form() { return *m_form; }
    [[nodiscard]] QPlainTextEdit& text() { return *m_text; }
    /// Reads the text now, instead of a moment after the last key.
    void readText();

Q_SIGNALS:
    /// Configuration or problem.
    void edited();
    void datasetWanted();

private:
    void writeText();

    RecipeForm* m_form;
    QTabWidget* m_tabs;
    QPlainTextEdit* m_text;
    QLabel* m_problem;
    QTimer m_pause;
    bool m_isWriting = false;
};

} // namespace tempo::workbench
