// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/plot_canvas.h"

#include <string>
#include <vector>

namespace tempo {

struct PlotTick {
    double value = 0.0;
    std::string label; ///< empty: a line only
};

struct PlotAxis {
    double low = 0.0;
    double high = 1.0;
    bool isLogarithmic = false;
    std::vector<PlotTick> ticks;
    std::string title; ///< with its unit

    /// Where a value lies, 0 at the low end and 1 at the high one.
    [[nodiscard]] double place(double value) const;
};

/// A rectangle with two axes, drawn on a canvas.
class PlotFrame {
public:
    static constexpr double kTypeSize = 8.0;

    PlotFrame(PlotCanvas& canvas, Point topLeft, Point bottomRight, PlotAxis x, PlotAxis y);

    /// Grid, ticks and titles.
    void drawAxes();
    [[nodiscard]] Point at(double x, double y) const;
    /// The same, moved to the nearest edge where it lies outside.
    [[nodiscard]] Point atEdge(double x, double y) const;
    void clip() { m_canvas.clip(m_topLeft, m_bottomRight); }

private:
    PlotCanvas& m_canvas;
    Point m_topLeft;
    Point m_bottomRight;
    PlotAxis m_x;
    PlotAxis m_y;
};

} // namespace tempo
