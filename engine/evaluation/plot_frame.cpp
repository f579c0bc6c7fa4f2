// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/plot_frame.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace tempo {

namespace {

constexpr double kHairline = 0.5;

} // namespace

double PlotAxis::place(double value) const
{
    if (isLogarithmic)
        return std::log(value / low) / std::log(high / low);
    return (value - low) / (high - low);
}

PlotFrame::PlotFrame(PlotCanvas& canvas, Point topLeft, Point bottomRight, PlotAxis x, PlotAxis y)
    : m_canvas(canvas), m_topLeft(topLeft), m_bottomRight(bottomRight), m_x(std::move(x)), m_y(std::move(y))
{
}

Point PlotFrame::at(double x, double y) const
{
    return {std::lerp(m_topLeft.x, m_bottomRight.x, m_x.place(x)),
            std::lerp(m_bottomRight.y, m_topLeft.y, m_y.place(y))};
}

Point PlotFrame::atEdge(double x, double y) const
{
    return at(std::clamp(x, m_x.low, m_x.high), std::clamp(y, m_y.low, m_y.high));
}

void PlotFrame::drawAxes()
{
    for (const PlotTick& tick : m_x.ticks) {
        const double x = at(tick.value, m_y.low).x;
        m_canvas.line({x, m_topLeft.y}, {x, m_bottomRight.y}, Ink::Grid, kHairline, 0.0);
        m_canvas.text({x, m_bottomRight.y + 11.0}, tick.label, Ink::Soft, kTypeSize, Anchor::Middle, 0.0);
    }
    for (const PlotTick& tick : m_y.ticks) {
        const double y = at(m_x.low, tick.value).y;
        m_canvas.line({m_topLeft.x, y}, {m_bottomRight.x, y}, Ink::Grid, kHairline, 0.0);
        m_canvas.text({m_topLeft.x - 4.0, y + 3.0}, tick.label, Ink::Soft, kTypeSize, Anchor::End, 0.0);
    }
    m_canvas.line({m_topLeft.x, m_bottomRight.y}, m_bottomRight, Ink::Soft, kHairline, 0.0);
    m_canvas.text({std::midpoint(m_topLeft.x, m_bottomRight.x), m_bottomRight.y + 24.0}, m_x.title, Ink::Text,
                  kTypeSize + 1.0, Anchor::Middle, 0.0);
    m_canvas.text({m_topLeft.x - 28.0, std::midpoint(m_topLeft.y, m_bottomRight.y)}, m_y.title, Ink::Text,
                  kTypeSize + 1.0, Anchor::Middle, 90.0);
}

} // namespace tempo
