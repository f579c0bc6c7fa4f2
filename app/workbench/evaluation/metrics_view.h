// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/evaluation/evaluation_job.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QTableWidget;

namespace tempo::ui {
class CurvePlot;
}

namespace tempo::workbench {

/// The numbers of an evaluation, for all judged tracks or for the selected ones: the headline, accuracy over
/// tolerances, every other table, and the tracks on which two systems differ. It shows the report's own texts, so that
/// window and command say the same.
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
    [[nodiscard]] ui::CurvePlot& tolerancePlot() { return *m_tolerance; }

Q_SIGNALS:
    /// A list was chosen, e.g. the tracks that only the model gets right.
    void itemsChosen(const std::vector<std::size_t>& items);

private:
    [[nodiscard]] const EvaluationReport* shown() const;
    void show();
    void showDetail();
    void showLists();
    void drawTolerances();

    std::shared_ptr<const EvaluationWork> m_work;
    EvaluationView m_view;
    QComboBox* m_scope;
    QLabel* m_context;
    QTableWidget* m_headline;
    QComboBox* m_detail;
    QTableWidget* m_details;
    QLabel* m_detailNote;
    ui::CurvePlot* m_tolerance;
    QListWidget* m_lists;
    std::vector<std::vector<std::size_t>> m_listItems;
};

} // namespace tempo::workbench
