// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/evaluation/evaluation_job.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QStackedWidget;

namespace tempo::ui {
class CategoryBars;
class CurvePlot;
class Plot;
} // namespace tempo::ui

namespace tempo::workbench {

/// A report as pictures: accuracy over tolerances, kinds of errors, accuracy by genre, tempo and so on, and confidence
/// against accuracy. A click on a bar chooses its tracks.
class FiguresView final : public QWidget {
    Q_OBJECT
public:
    explicit FiguresView(QWidget* parent = nullptr);

    void setReport(std::shared_ptr<const EvaluationWork> work, std::shared_ptr<const EvaluationReport> report);
    [[nodiscard]] QComboBox& figureBox() { return *m_figure; }
    [[nodiscard]] ui::CurvePlot& tolerancePlot() { return *m_tolerance; }
    [[nodiscard]] ui::CategoryBars& bars() { return *m_bars; }
    [[nodiscard]] ui::CurvePlot& confidencePlot() { return *m_confidence; }

Q_SIGNALS:
    void itemsChosen(const std::vector<std::size_t>& items);
    void exportWanted(tempo::ui::Plot* plot);

private:
    void fillFigures();
    void show();
    void drawTolerances();
    void drawErrors();
    void drawBreakdown(const Breakdown& breakdown);
    void drawConfidence();
    void chooseCategory(int category, int system);

    std::shared_ptr<const EvaluationWork> m_work;
    std::shared_ptr<const EvaluationReport> m_report;
    QComboBox* m_figure;
    QStackedWidget* m_stack;
    ui::CurvePlot* m_tolerance;
    ui::CategoryBars* m_bars;
    ui::CurvePlot* m_confidence;
};

} // namespace tempo::workbench
