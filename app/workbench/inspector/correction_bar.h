// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/inspector/tap_tempo.h"
#include "engine/core/units.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QAction;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace tempo::workbench {

/// How a person corrects a tempo: by a ratio, by typing, by tapping. What was typed or tapped only counts once it is
/// taken over with the button.
class CorrectionBar final : public QWidget {
    Q_OBJECT
public:
    explicit CorrectionBar(QWidget* parent = nullptr);

    /// What the ratios refer to; empty: they are off.
    void setTempo(std::optional<Bpm> tempo);
    /// Another recording: what was typed and tapped is forgotten.
    void reset();
    /// As the key and the button do. @param seconds of a clock that does not go back
    void tapAt(double seconds);
    /// What the button would take over.
    [[nodiscard]] std::optional<Bpm> proposal() const { return m_proposal; }
    [[nodiscard]] const std::vector<QAction*>& barActions() const { return m_actions; }

Q_SIGNALS:
    void correctionWanted(tempo::Bpm bpm, const QString& reason);

private:
    void addRatio(const QString& text, const QString& toolTip, const QString& reason, double factor,
                  const QKeySequence& keys);
    QToolButton* addButton(QAction* action);
    void takeTyped(const QString& text);
    void propose(std::optional<Bpm> tempo, const QString& reason);
    void use();

    std::optional<Bpm> m_tempo;
    std::optional<Bpm> m_proposal;
    QString m_reason;
    TapTempo m_taps;
    QElapsedTimer m_clock;
    std::vector<QAction*> m_actions;
    std::vector<QAction*> m_ratios;
    QAction* m_tap;
    QLineEdit* m_field;
    QPushButton* m_use;
};

} // namespace tempo::workbench
