// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_filter.h"
#include "app/workbench/evaluation/evaluation_job.h"
#include "app/workbench/evaluation/evaluation_state.h"
#include "app/workbench/page.h"
#include "app/workbench/playback/mixer.h"
#include "app/workbench/services.h"
#include "engine/evaluation/report_tables.h"
#include "widgets/plots/xy_plot.h"

#include <QSet>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QSlider;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace tempo::ui {
class EmptyState;
} // namespace tempo::ui

namespace tempo::workbench {

class FilterBar;
class MetricsView;
class PredictionModel;
class PredictionOrder;
class SystemChips;
class TrackCatalogue;
class TrackInspector;
class TrackSelection;
class XyPair;

/// The baseline against the models: point by point, in numbers, and by ear.
class EvaluationPage final : public Page {
    Q_OBJECT
public:
    explicit EvaluationPage(const Services& services, QWidget* parent = nullptr);
    ~EvaluationPage() override;

    [[nodiscard]] QString title() const override { return tr("Evaluation"); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] std::vector<QAction*> pageActions() const override { return m_actions; }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    [[nodiscard]] QString status() const override;

    /// From now on one selection for both, and the filter knows what the dataset page knows of a track, as long as both
    /// show the same dataset. Both must live longer.
    void shareWith(const TrackCatalogue& catalogue, TrackSelection& selection);
    /// The dataset to evaluate next; what was shown of another one goes, but an opened bundle stays until then.
    void proposeDataset(const QString& path);
    /// A model file or other program's estimates take part from the next evaluation on.
    void addModel(const QString& file);
    /// A folder has another name; models may lie in it.
    void followRename(const std::filesystem::path& from, const std::filesystem::path& to);
    void addEstimates(const QString& path);
    void evaluate();
    /// All of a report's files into a folder.
    void exportReport(const QString& folder);
    /// Everything, with the view, as one file; and from one, with nothing else at hand.
    void saveBundle(const QString& file);
    void openBundle(const QString& file);
    /// Among the judged tracks that the filter lets through; an empty list takes the selection back.
    void selectItems(const std::vector<std::size_t>& items);
    /// Plays the selected track with the clicks of one voice alone.
    void playWith(ClickVoice voice);

    [[nodiscard]] const std::vector<std::size_t>& selectedItems() const { return m_selected; }
    /// Judged items that the filter lets through.
    [[nodiscard]] const std::vector<std::size_t>& shownItems() const { return m_shown; }
    [[nodiscard]] std::shared_ptr<const EvaluationReport> report() const { return m_view.all; }
    [[nodiscard]] const EvaluationView& view() const { return m_view; }
    [[nodiscard]] EvaluationState state() const;
    [[nodiscard]] XyPair& plots() { return *m_plots; }
    [[nodiscard]] ui::XyPlot& plot();
    [[nodiscard]] MetricsView& metrics() { return *m_metrics; }
    [[nodiscard]] PredictionModel& predictions() { return *m_predictions; }
    [[nodiscard]] QTableView& table() { return *m_table; }
    [[nodiscard]] FilterBar& filterBar() { return *m_filterBar; }
    [[nodiscard]] SystemChips& chips() { return *m_chips; }
    [[nodiscard]] QComboBox& splitBox() { return *m_split; }
    [[nodiscard]] QComboBox& referenceBox() { return *m_reference; }
    [[nodiscard]] QSlider& toleranceSlider() { return *m_tolerance; }
    [[nodiscard]] QLabel& banner() { return *m_banner; }
    /// Where the numbers come from, if that is a bundle.
    [[nodiscard]] QLabel& origin() { return *m_origin; }
    [[nodiscard]] TrackInspector& inspector() { return *m_inspector; }
    /// A table as text. @param form  "csv", "md" or "tex"
    [[nodiscard]] QString tableText(const QString& form) const;

protected:
    void hideEvent(QHideEvent* event) override;

private:
    // evaluation_layout.cpp
    QWidget* makeHeader();
    QMenu* makeSystemsMenu();
    QMenu* makeExportMenu();
    QWidget* makePlotPanel();
    QMenu* makeAxesMenu();
    QWidget* makeTableButton();
    QWidget* makeLower();
    void makeActions();
    void connectParts();
    // evaluation_page.cpp
    void showWork(std::shared_ptr<const EvaluationWork> work, const std::optional<EvaluationState>& state);
    void askForView();
    void showView(EvaluationView view);
    void applyState(const EvaluationState& state);
    void forget();
    [[nodiscard]] ViewOrder viewOrder() const;
    [[nodiscard]] double tolerance() const;
    void setTolerance(double tolerance);
    // evaluation_tracks.cpp
    void filterTracks();
    void showFiltered();
    void showSelection();
    void joinSelection(const QVector<int>& rows, ui::XyPlot::Join join);
    void showTrack(std::size_t item);
    void selectRatio(double ratio);
    void selectOctaveErrors();
    void takeSelection(const std::vector<std::size_t>& items);
    void followShared(const QSet<QString>& ids);
    [[nodiscard]] bool sharesDataset() const;
    [[nodiscard]] std::vector<std::size_t> itemsOf(const QStringList& ids) const;
    [[nodiscard]] QStringList idsOf(const std::vector<std::size_t>& items) const;
    [[nodiscard]] TrackRow rowOf(std::size_t item) const;
    // evaluation_files.cpp
    void showBundle(const OpenedEvidence& opened, const QString& file);
    void askForBundle();
    void saveTable();
    void copyTable(const QString& form);

    Services m_services;
    const TrackCatalogue* m_catalogue = nullptr;
    TrackSelection* m_shared = nullptr;
    QString m_dataset;
    std::vector<std::filesystem::path> m_models; ///< beside the one that comes with the program
    std::vector<app::EstimatesSource> m_estimates;
    std::shared_ptr<const EvaluationWork> m_work;
    EvaluationView m_view;
    TrackFilter m_filter;
    std::vector<std::size_t> m_shown;
    std::vector<std::size_t> m_selected;
    std::optional<std::size_t> m_heard;            ///< in the inspector
    std::optional<EvaluationState> m_pendingState; ///< until the report is there
    double m_exactTolerance;                       ///< the slider has steps
    QTimer m_pause;                                ///< while a slider moves
    std::vector<QAction*> m_actions;

    QLabel* m_name;
    QLabel* m_banner;
    QLabel* m_origin;
    QComboBox* m_split;
    QComboBox* m_reference;
    QSlider* m_tolerance;
    QLabel* m_toleranceText;
    QPushButton* m_evaluate;
    QPushButton* m_export;
    FilterBar* m_filterBar;
    SystemChips* m_chips;
    XyPair* m_plots;
    MetricsView* m_metrics;
    PredictionModel* m_predictions;
    PredictionOrder* m_sorted;
    QTableView* m_table;
    TrackInspector* m_inspector;
    QTabWidget* m_tabs;
    QAction* m_logarithmic = nullptr;
    QAction* m_linear = nullptr;
    QAction* m_sideBySide = nullptr;
    QAction* m_allRatios = nullptr;
    ui::EmptyState* m_empty;
    QStackedWidget* m_stack;
    QSplitter* m_upper;
    QSplitter* m_rows;
};

} // namespace tempo::workbench
