// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCPGraph;
class QCustomPlot;

namespace tempo::ui {

/// How a graph of addCurveGraph() is drawn.
enum class GraphWay {
    Line,
    Columns, ///< dense: from lowest to highest, a bar a column. Its points are pairs of one x, or single ones
    Band,    ///< filled between the two points of each x, dense or not
};

/// A graph that is drawn fast where its points lie closer than pixels. QPainter takes ten times as long for one thick
/// antialiased line, for its dashes and for one zigzag than for the same as many short lines and upright bars. Only
/// lines are in the legend. @return owned by the plot
QCPGraph* addCurveGraph(QCustomPlot& plot, GraphWay way);

/// Whether the points of such a graph lie about one pixel from one another.
void setDense(QCPGraph& graph, bool isDense);

} // namespace tempo::ui
