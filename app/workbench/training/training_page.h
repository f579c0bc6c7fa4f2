// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/page.h"
#include "app/workbench/services.h"
#include "training/config/run_config.h"
#include "training/files/run_record.h"

#include <filesystem>
#include <memory>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace tempo::ui {
class EmptyState;
}

namespace tempo::workbench {

class EpochView;
class RecipeEditor;
class RunCurves;
class RunList;
class RunsPanel;
class TrainingController;

/// Training from the window: the recipe, the live curves, the validation set after every epoch, and all runs.
class TrainingPage final : public Page {
    Q_OBJECT
public:
    /// @param runs  where run folders lie; those of `tempnetic fit` too
    TrainingPage(const Services& services, std::filesystem::path runs, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Training"); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] std::vector<QAction*> pageActions() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    [[nodiscard]] QString status() const override;

    /// The dataset that a new run begins with, as long as none is written into the recipe.
    void proposeDataset(const QString& path);
    [[nodiscard]] TrainingController& controller() { return *m_controller; }
    [[nodiscard]] RecipeEditor& recipe() { return *m_recipe; }
    [[nodiscard]] RunCurves& curves() { return *m_curves; }
    [[nodiscard]] EpochView& epochView() { return *m_epochView; }
    [[nodiscard]] RunsPanel& runsPanel() { return *m_runsPanel; }
    void startTraining();

Q_SIGNALS:
    /// A finished run's model is wanted for dropped songs.
    void estimationWanted(const std::filesystem::path& model);
    /// It is to be judged on the dataset that it learnt from, on the tracks that it did not learn from.
    void evaluationWanted(const std::filesystem::path& model, const QString& dataset);
    /// A run's folder has another name, and so have its files.
    void runRenamed(const std::filesystem::path& from, const std::filesystem::path& to);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeRecipePanel();
    QWidget* makeMiddle();
    QWidget* makeRight();
    void loadPresets();
    void lookForDevices();
    void beginCurves();
    void drawProgress(int newSteps, int newEpochs);
    void endRun(const QString& problem);
    void tellDesktop(const QString& problem);
    void followRename(const std::filesystem::path& from, const std::filesystem::path& to);
    void overlayRuns();
    void overlayRun(const std::shared_ptr<const RunRecord>& run);
    void offerInterrupted();

    Services m_services;
    TrainingController* m_controller;
    RunList* m_runs;
    RecipeEditor* m_recipe;
    QComboBox* m_presets;
    QPushButton* m_start;
    RunCurves* m_curves;
    EpochView* m_epochView;
    QPlainTextEdit* m_log;
    RunsPanel* m_runsPanel;
    ui::EmptyState* m_missing;
    QStackedWidget* m_stack;
    QSplitter* m_columns;
    QSplitter* m_rows;
    std::vector<std::pair<QString, RunConfig>> m_presetConfigs;
    QString m_liveName;
    bool m_hasLooked = false;
    bool m_hasOffered = false;
    bool m_isRestored = false; // a recipe of the last session
};

} // namespace tempo::workbench
