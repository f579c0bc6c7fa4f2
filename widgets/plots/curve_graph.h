// SPDX-License-Identifier: GPL-3.0-or-later
// For the sources of plots/ only: it brings qcustomplot.h.
#pragma once

#include <qcustomplot.h>

namespace tempo::ui {

/// A graph that is drawn fast where its points lie closer than pixels. QPainter takes ten times as long for one thick
/// antialiased line, for its dashes and for one zigzag than for the same as many short lines and upright bars.
class CurveGraph final : public QCPGraph {
public:
    enum class Way {
        Line,
        Columns, ///< dense: from lowest to highest, a bar a column. Its points are pairs of one x, or single ones
        Band,    ///< filled between the two points of each x, dense or not
    };

    CurveGraph(QCustomPlot& plot, Way way);

    /// Whether the points lie about one pixel from one another.
    void setDense(bool isDense) { m_isDense = isDense; }
    [[nodiscard]] bool isDense() const { return m_isDense; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawLine(QCPPainter& painter) const;
    void drawColumns(QCPPainter& painter, const QColor& color) const;
    void drawBand(QCPPainter& painter) const;

    Way m_way;
    bool m_isDense = false;
};

} // namespace tempo::ui
