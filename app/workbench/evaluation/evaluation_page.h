// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/evaluation/evaluation_job.h"
#include "app/workbench/page.h"
#include "app/workbench/services.h"

#include <QTimer>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace tempo::ui {
class EmptyState;
class XyPlot;
} // namespace tempo::ui

namespace tempo::workbench {

class MetricsView;
class PredictionModel;
class TrackInspector;

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

    /// The dataset to evaluate next; what was shown of another one goes.
    void proposeDataset(const QString& path);
    /// A model file or other program's estimates take part from the next evaluation on.
    void addModel(const QString& file);
    /// A folder has another name; models may lie in it.
    void followRename(const std::filesystem::path& from, const std::filesystem::path& to);
    void addEstimates(const QString& path);
    void evaluate();
    /// All of a report's files into a folder.
    void exportReport(const QString& folder);
    /// Among the judged tracks; an empty list takes the selection back.
    void selectItems(const std::vector<std::size_t>& items);

    [[nodiscard]] const std::vector<std::size_t>& selectedItems() const { return m_selected; }
    [[nodiscard]] std::shared_ptr<const EvaluationReport> report() const { return m_view.all; }
    [[nodiscard]] ui::XyPlot& plot() { return *m_plot; }
    [[nodiscard]] MetricsView& metrics() { return *m_metrics; }
    [[nodiscard]] PredictionModel& predictions() { return *m_predictions; }
    [[nodiscard]] QComboBox& splitBox() { return *m_split; }
    [[nodiscard]] QSlider& toleranceSlider() { return *m_tolerance; }
    [[nodiscard]] QLabel& banner() { return *m_banner; }
    [[nodiscard]] TrackInspector& inspector() { return *m_inspector; }

private:
    QWidget* makeHeader();
    QWidget* makePlotPanel();
    QWidget* makeLower();
    void makeActions();
    void showWork(std::shared_ptr<const EvaluationWork> work);
    void askForView();
    void showView(EvaluationView view);
    void drawSystems();
    void showLegend();
    void showSelection();
    void showTrack(std::size_t item);
    void selectRatio(double ratio);
    [[nodiscard]] double tolerance() const;

    Services m_services;
    QString m_dataset;
    std::vector<std::filesystem::path> m_models; ///< beside the one that comes with the program
    std::vector<app::EstimatesSource> m_estimates;
    std::shared_ptr<const EvaluationWork> m_work;
    EvaluationView m_view;
    std::vector<std::size_t> m_selected;
    QTimer m_pause; ///< while a slider moves
    std::vector<QAction*> m_actions;

    QLabel* m_name;
    QLabel* m_banner;
    QLabel* m_legend;
    QComboBox* m_split;
    QComboBox* m_reference;
    QSlider* m_tolerance;
    QLabel* m_toleranceText;
    QPushButton* m_evaluate;
    QPushButton* m_export;
    ui::XyPlot* m_plot;
    MetricsView* m_metrics;
    PredictionModel* m_predictions;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_table;
    TrackInspector* m_inspector;
    ui::EmptyState* m_empty;
    QStackedWidget* m_stack;
    QSplitter* m_upper;
    QSplitter* m_rows;
};

} // namespace tempo::workbench
