// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/curve_graph.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tempo::ui {

namespace {

constexpr double kLongestDashed = 5000.0;
constexpr double kLeastDash = 0.1;

struct Column {
    double x = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// What one x spans. An x without a finite value is left out.
std::vector<Column> columnsOf(const QCPGraphDataContainer& data)
{
    std::vector<Column> columns;
    for (auto point = data.constBegin(); point != data.constEnd(); ++point) {
        if (!std::isfinite(point->value))
            continue;
        if (columns.empty() || columns.back().x != point->key)
            columns.push_back({point->key, point->value, point->value});
        columns.back().low = std::min(columns.back().low, point->value);
        columns.back().high = std::max(columns.back().high, point->value);
    }
    return columns;
}

/// A pen's first dash and gap, in pixels; no gap for a solid one.
struct Dashes {
    double dash = 1.0;
    double gap = 0.0;
};

Dashes dashesOf(const QPen& pen)
{
    const auto pattern = pen.dashPattern();
    if (pattern.size() < 2)
        return {};
    return {pattern[0] * pen.widthF(), pattern[1] * pen.widthF()};
}

/// One straight piece of a line. @param way  how long the line is up to here @return and after it
double drawDashes(QCPPainter& painter, const QLineF& line, const Dashes& dashes, double way)
{
    const double length = line.length();
    const double period = dashes.dash + dashes.gap;
    // What lies far outside would be dashes without end.
    if (dashes.gap <= 0.0 || length > kLongestDashed) {
        painter.drawLine(line);
        return way + length;
    }
    double done = 0.0;
    while (done < length) {
        const double phase = std::fmod(way + done, period);
        const bool isDash = phase < dashes.dash;
        const double next = std::min(length, done + std::max(kLeastDash, (isDash ? dashes.dash : period) - phase));
        if (isDash)
            painter.drawLine(QLineF(line.pointAt(done / length), line.pointAt(next / length)));
        done = next;
    }
    return way + length;
}

class CurveGraph final : public QCPGraph {
public:
    CurveGraph(QCustomPlot& plot, GraphWay way);
    void setDense(bool isDense) { m_isDense = isDense; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawLine(QCPPainter& painter) const;
    void drawColumns(QCPPainter& painter, const QColor& color) const;
    void drawBand(QCPPainter& painter) const;

    GraphWay m_way;
    bool m_isDense = false;
};

CurveGraph::CurveGraph(QCustomPlot& plot, GraphWay way) : QCPGraph(plot.xAxis, plot.yAxis), m_way(way)
{
    // Whoever fills it has thinned the points already.
    setAdaptiveSampling(false);
    setAntialiased(way == GraphWay::Line);
    if (way != GraphWay::Line)
        removeFromLegend();
}

void CurveGraph::draw(QCPPainter* painter)
{
    // Paper has no pixels, and takes its time.
    const bool isPaper = painter->modes().testFlag(QCPPainter::pmVectorized);
    if (m_way == GraphWay::Band && !m_isDense)
        drawBand(*painter);
    else if (m_way == GraphWay::Line && !isPaper)
        drawLine(*painter);
    else if (m_way == GraphWay::Line || !m_isDense)
        QCPGraph::draw(painter);
    else
        drawColumns(*painter, m_way == GraphWay::Band ? brush().color() : pen().color());
}

void CurveGraph::drawLine(QCPPainter& painter) const
{
    const Dashes dashes = dashesOf(pen());
    QPen solid = pen();
    solid.setCapStyle(dashes.gap > 0.0 ? Qt::FlatCap : Qt::SquareCap);
    solid.setStyle(Qt::SolidLine);
    painter.setAntialiasing(true);
    painter.setPen(solid);
    double way = 0.0; // along the line, for the dashes
    QPointF before;
    bool isGap = true;
    for (auto point = mDataContainer->constBegin(); point != mDataContainer->constEnd(); ++point) {
        if (!std::isfinite(point->value)) {
            isGap = true;
            continue;
        }
        const QPointF place = coordsToPixels(point->key, point->value);
        if (!isGap)
            way = drawDashes(painter, QLineF(before, place), dashes, way);
        before = place;
        isGap = false;
    }
    if (scatterStyle().isNone())
        return;
    QVector<QPointF> places;
    getScatters(&places, QCPDataRange(0, dataCount()));
    drawScatterPlot(&painter, places, scatterStyle());
}

void CurveGraph::drawColumns(QCPPainter& painter, const QColor& color) const
{
    const std::vector<Column> columns = columnsOf(*mDataContainer);
    const QCPAxis& horizontal = *mKeyAxis.data();
    const QCPAxis& vertical = *mValueAxis.data();
    const QRectF area = QRectF(clipRect()).adjusted(-2, -2, 2, 2);
    const auto yOf = [&](double value) { return std::clamp(vertical.coordToPixel(value), area.top(), area.bottom()); };
    painter.setAntialiasing(false);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        double low = columns[i].low;
        double high = columns[i].high;
        if (i > 0) {
            // As a line from the column before would.
            low = std::min(low, columns[i - 1].high);
            high = std::max(high, columns[i - 1].low);
        }
        const double left = horizontal.coordToPixel(columns[i].x);
        const double right = i + 1 < columns.size() ? horizontal.coordToPixel(columns[i + 1].x) : left + 1.0;
        const double top = yOf(high);
        const QRectF bar(left, top, right - left, std::max(1.0, yOf(low) - top));
        painter.fillRect(bar & area, color);
    }
}

void CurveGraph::drawBand(QCPPainter& painter) const
{
    const std::vector<Column> columns = columnsOf(*mDataContainer);
    QPolygonF outline;
    for (const Column& column : columns)
        outline << coordsToPixels(column.x, column.high);
    for (auto column = columns.rbegin(); column != columns.rend(); ++column)
        outline << coordsToPixels(column->x, column->low);
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush());
    painter.drawPolygon(outline);
}

} // namespace

QCPGraph* addCurveGraph(QCustomPlot& plot, GraphWay way)
{
    return new CurveGraph(plot, way);
}

void setDense(QCPGraph& graph, bool isDense)
{
    static_cast<CurveGraph&>(graph).setDense(isDense);
}

} // namespace tempo::ui
