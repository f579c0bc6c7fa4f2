// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/evaluation/evaluation_job.h"
#include "widgets/plots/xy_plot.h"

#include <QVector>
#include <QWidget>

#include <array>
#include <memory>

class QLabel;

namespace tempo::workbench {

class HoverCard;

/// The judged tracks as points: all systems in one plot, or, as in the original project, the baseline in one and the
/// others in a second one beside it, with the same axes. Rows are the places of the report's items.
class XyPair final : public QWidget {
    Q_OBJECT
public:
    explicit XyPair(QWidget* parent = nullptr);

    void setReport(std::shared_ptr<const EvaluationWork> work, std::shared_ptr<const EvaluationReport> report);
    /// The same points under another tolerance.
    void setTolerance(double tolerance);
    void setShownRows(const QVector<int>& rows);
    void setSelectedRows(const QVector<int>& rows);
    void setVisibleSystems(const QVector<int>& systems);
    void setSideBySide(bool isSideBySide);
    [[nodiscard]] bool isSideBySide() const { return m_isSideBySide; }
    void setTempoScale(bool isLogarithmic);
    void setAllRatios(bool hasAll);
    void setTool(ui::XyPlot::Tool tool);
    void setView(const ui::PlotView& view);

    /// The left one, which is the only one while they are not side by side.
    [[nodiscard]] ui::XyPlot& plot() { return *m_plots[0]; }
    [[nodiscard]] ui::XyPlot& second() { return *m_plots[1]; }
    [[nodiscard]] const HoverCard& card() const { return *m_card; }

Q_SIGNALS:
    void selectionWanted(const QVector<int>& rows, tempo::ui::XyPlot::Join join);
    void ratioClicked(double ratio);
    void exportWanted(tempo::ui::Plot* plot);

private:
    void addPlot(ui::XyPlot& plot);
    void shareSystems();
    void showCard(ui::XyPlot& plot, int row, const QPoint& point);

    std::shared_ptr<const EvaluationWork> m_work;
    std::shared_ptr<const EvaluationReport> m_report;
    std::array<ui::XyPlot*, 2> m_plots;
    std::array<QLabel*, 2> m_captions;
    HoverCard* m_card;
    QVector<int> m_visible;
    bool m_isSideBySide = false;
    bool m_isFollowing = false; ///< one plot's view is being given to the other
};

} // namespace tempo::workbench
