// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/evaluation/evaluation_job.h"
#include "engine/evaluation/report_tables.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QListWidget;
class QTableWidget;
class QTabWidget;

namespace tempo::workbench {

class FiguresView;

/// The numbers of an evaluation. First the accuracies of all judged tracks, of the filtered and of the selected ones,
/// side by side; then figures, every other table, and the tracks on which two systems differ, for one of the three. It
/// shows the report's own texts, so that window and command say the same.
class MetricsView final : public QWidget {
    Q_OBJECT
public:
    explicit MetricsView(QWidget* parent = nullptr);

    void setView(std::shared_ptr<const EvaluationWork> work, const EvaluationView& view);
    [[nodiscard]] QTableWidget& headline() { return *m_headline; }
    [[nodiscard]] QTableWidget& details() { return *m_details; }
    [[nodiscard]] QComboBox& scopeBox() { return *m_scope; }
    [[nodiscard]] QComboBox& detailBox() { return *m_detail; }
    [[nodiscard]] QListWidget& lists() { return *m_lists; }
    [[nodiscard]] FiguresView& figures() { return *m_figures; }
    [[nodiscard]] QTabWidget& tabs() { return *m_tabs; }
    /// The table that is shown, or the one beside the figure or list that is shown.
    [[nodiscard]] ReportTable currentTable() const;
    /// What its numbers are of.
    [[nodiscard]] QString context() const;
    [[nodiscard]] bool isEmpty() const { return !m_view.all; }
    /// At the end of the first row.
    void addTool(QWidget* widget);

Q_SIGNALS:
    /// A list was chosen, e.g. the tracks that only the model gets right.
    void itemsChosen(const std::vector<std::size_t>& items);

private:
    [[nodiscard]] std::shared_ptr<const EvaluationReport> shown() const;
    void show();
    void showDetail();
    void showLists();
    [[nodiscard]] std::vector<ReportTable> tables() const;

    std::shared_ptr<const EvaluationWork> m_work;
    EvaluationView m_view;
    QComboBox* m_scope;
    QLabel* m_context;
    QTableWidget* m_headline;
    QComboBox* m_detail;
    QTableWidget* m_details;
    QLabel* m_detailNote;
    FiguresView* m_figures;
    QTabWidget* m_tabs;
    QHBoxLayout* m_tools;
    QListWidget* m_lists;
    std::vector<std::vector<std::size_t>> m_listItems;
};

} // namespace tempo::workbench
