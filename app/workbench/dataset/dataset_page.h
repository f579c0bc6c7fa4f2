// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/correction_store.h"
#include "app/workbench/dataset/dataset_review.h"
#include "app/workbench/dataset/dataset_scanner.h"
#include "app/workbench/dataset/track_catalogue.h"
#include "app/workbench/dataset/track_editor.h"
#include "app/workbench/dataset/track_selection.h"
#include "app/workbench/dataset/track_table_model.h"
#include "app/workbench/page.h"
#include "app/workbench/services.h"

#include <QStringList>
#include <QTimer>

#include <memory>
#include <optional>

class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace tempo::ui {
class EmptyState;
}

namespace tempo::workbench {

class DatasetHeader;
class FilterBar;
class HistogramPanel;
class ProblemsView;
class SplitView;
class TrackInspector;
class TrackTable;

/// The dataset browser: what is in a folder of annotated music, and what is wrong with it.
class DatasetPage final : public Page {
    Q_OBJECT
public:
    explicit DatasetPage(const Services& services, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Dataset"); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] std::vector<QAction*> pageActions() const override { return m_actions; }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    [[nodiscard]] QString status() const override;

    /// Begins to scan a folder or a manifest; what was shown goes when the first of the new is there.
    void openDataset(const QString& path);
    /// Of the dataset that is shown or being scanned; empty if there is none.
    [[nodiscard]] QString datasetPath() const { return m_path; }
    /// The newest first.
    [[nodiscard]] QStringList recentDatasets() const { return m_recent; }

    /// The dataset lies elsewhere now; its corrections go with it.
    void relink(const QString& path);
    void rescan();
    void makeDemo();
    enum class ReportFormat { Csv, Html };
    /// In the background; says how it went.
    void exportReport(const QString& path, ReportFormat format);

    [[nodiscard]] bool isScanning() const { return m_scanner.isRunning(); }
    [[nodiscard]] const TrackCatalogue& catalogue() const { return m_catalogue; }
    [[nodiscard]] TrackSelection& selection() { return m_selection; }
    [[nodiscard]] TrackTableModel& model() { return m_model; }
    [[nodiscard]] CorrectionStore& corrections() { return m_store; }
    [[nodiscard]] TrackEditor& editor() { return m_editor; }
    [[nodiscard]] FilterBar& filterBar() { return *m_filter; }
    [[nodiscard]] HistogramPanel& histogramPanel() { return *m_histogram; }
    [[nodiscard]] ProblemsView& problems() { return *m_problems; }
    [[nodiscard]] SplitView& splitView() { return *m_split; }
    [[nodiscard]] TrackTable& table() { return *m_table; }
    /// After the scan: problems and split; null before.
    [[nodiscard]] const DatasetReview* review() const { return m_review.get(); }
    /// Why there is no dataset; empty if there is one.
    [[nodiscard]] QString emptyTitle() const;

private:
    // dataset_page_view.cpp
    void buildView();
    QWidget* buildEmpty();
    QWidget* buildBrowser();
    void connectParts();
    // dataset_page_actions.cpp
    void buildActions();
    QAction* addPageAction(const QString& text, const QKeySequence& keys, const std::function<void()>& work);
    void addEditActions();
    void showPreviews();
    void askForReport(ReportFormat format);
    void askForFolder(const QString& title, const std::function<void(const QString&)>& use);
    void askForTag();
    // dataset_page.cpp
    void showOpened(const OpenedDataset& opened);
    void showRead(const std::vector<ReadTrack>& tracks);
    void showScanned(const std::shared_ptr<const ScanReport>& report, const QStringList& messages);
    void showFailure(const QString& message, bool isMissing);
    void showEmpty(const QString& title, const QString& text, bool canLocate);
    void chooseVersion(const QString& version);
    void reviewSoon();
    void adoptReview(std::shared_ptr<const DatasetReview> review);
    void inspect(const QString& id);
    void chooseTracks(const QStringList& ids, const QString& predicate);
    void showCounts();
    void showDetail();
    void followSelection();
    void remember(const QString& path);
    /// What is selected and filtered out is neither counted nor edited.
    [[nodiscard]] QStringList selectedIds() const;
    [[nodiscard]] int shownSelectedCount() const;
    [[nodiscard]] bool isShowingDataset() const;

    Services m_services;
    QString m_path;
    QString m_shownPath;  ///< of the dataset whose tracks are shown
    QString m_formerPath; ///< where the dataset that is being opened lay before
    QStringList m_recent;
    TrackCatalogue m_catalogue;
    TrackSelection m_selection;
    TrackTableModel m_model;
    CorrectionStore m_store;
    TrackEditor m_editor;
    DatasetScanner m_scanner;
    std::shared_ptr<const ScanReport> m_scanned;
    std::shared_ptr<const DatasetReview> m_review;
    /// What the last session chose, until its dataset is there.
    struct Pending {
        QString path;
        QString version;
        QStringList selected;
        QString current;
    };
    std::optional<Pending> m_pending;
    QTimer m_hintEnd;
    QString m_hint; ///< in the place of the status, while an action is under the pointer

    std::vector<QAction*> m_actions;
    std::vector<QAction*> m_trackActions; ///< that need a selection
    std::vector<QAction*> m_ratioActions;
    QAction* m_locate = nullptr;
    QStackedWidget* m_stack = nullptr;
    ui::EmptyState* m_empty = nullptr;
    QWidget* m_locateButton = nullptr;
    DatasetHeader* m_header = nullptr;
    FilterBar* m_filter = nullptr;
    HistogramPanel* m_histogram = nullptr;
    ProblemsView* m_problems = nullptr;
    SplitView* m_split = nullptr;
    QTabWidget* m_tabs = nullptr;
    TrackTable* m_table = nullptr;
    TrackInspector* m_inspector = nullptr;
    QSplitter* m_rows = nullptr;    ///< browser above inspector
    QSplitter* m_columns = nullptr; ///< tracks beside problems
    QSplitter* m_left = nullptr;    ///< histogram above table
};

} // namespace tempo::workbench
