// SPDX-License-Identifier: GPL-3.0-or-later
// What of the curves is seen, and how.
#include "widgets/plots/curve_graph.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/curve_plot_parts.h"
#include "widgets/plots/run_colors.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tempo::ui {

namespace {

constexpr double kRawOpacity = 0.28;
constexpr float kBandOpacity = 0.18F;
constexpr double kClickPixels = 12.0;
constexpr double kMarginShare = 0.06;
constexpr double kRightShare = 0.012;
constexpr int kDiscSize = 6;
constexpr int kExportColumns = 4000;
constexpr int kPixelsPerBar = 3;
constexpr int kMostInLegend = 5;
constexpr int kMarkRoom = 48;
constexpr int kPixelsPerLine = 3;

void fill(QCPGraph& graph, const std::vector<CurvePoint>& points, bool isDense)
{
    QVector<QCPGraphData> data;
    data.reserve(static_cast<qsizetype>(points.size()));
    for (const CurvePoint& point : points)
        data.append(QCPGraphData(point.x, point.y));
    graph.data()->set(data, true);
    setDense(graph, isDense);
}

/// Both edges, point by point.
std::vector<CurvePoint> pairsOf(const std::vector<CurvePoint>& low, const std::vector<CurvePoint>& high)
{
    std::vector<CurvePoint> pairs;
    for (std::size_t i = 0; i < low.size(); ++i) {
        pairs.push_back(low[i]);
        pairs.push_back(high[i]);
    }
    return pairs;
}

/// Drawn once: QPainter takes long for a circle.
QCPScatterStyle discOf(const QColor& color, double ratio)
{
    QPixmap disc(QSize(kDiscSize + 2, kDiscSize + 2) * ratio);
    disc.setDevicePixelRatio(ratio);
    disc.fill(Qt::transparent);
    QPainter painter(&disc);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(1, 1, kDiscSize, kDiscSize));
    painter.end();
    return QCPScatterStyle(disc);
}

} // namespace

void CurvePlot::thinForScreen()
{
    thinCurves(std::max(1, surface().axisRect()->width()));
    placeMarks();
}

void CurvePlot::thinCurves(int count)
{
    const PlotView seen = view();
    const PixelColumns columns{
        .left = seen.left, .right = seen.right, .count = count, .isLogarithmic = m_parts->isLogX};
    // What is seen is the same, and takes half the time.
    PixelColumns wide = columns;
    wide.count = std::max(1, count / kPixelsPerBar);
    PixelColumns widest = columns;
    widest.count = std::max(1, count / kPixelsPerLine);
    const bool isOther = !(columns == m_parts->columns);
    m_parts->columns = columns;
    for (auto& [number, curve] : m_parts->curves) {
        if (curve.isThin && !isOther)
            continue;
        curve.isThin = true;
        if (curve.raw)
            fill(*curve.raw, thinned(curve.x, curve.values, wide, ColumnPick::Extremes), isDense(curve.x, wide));
        if (curve.band)
            fill(*curve.band,
                 pairsOf(thinned(curve.x, curve.bandLow, wide, ColumnPick::Lowest),
                         thinned(curve.x, curve.bandHigh, wide, ColumnPick::Highest)),
                 isDense(curve.x, wide));
        fill(*curve.line, thinned(curve.x, curve.raw ? curve.averages : curve.values, widest, ColumnPick::Mean),
             isDense(curve.x, widest));
    }
}

void CurvePlot::fillLegend()
{
    // Of several runs the solid lines; what dashes mean is said once.
    bool isFirstSecondary = true;
    int entries = 0;
    const bool isShort = m_parts->curves.size() > 2;
    for (auto& [number, curve] : m_parts->curves) {
        const bool isListed = !isShort || !curve.style.isSecondary || isFirstSecondary;
        isFirstSecondary = isFirstSecondary && !curve.style.isSecondary;
        entries += isListed ? 1 : 0;
        if (isListed)
            curve.line->addToLegend();
        else
            curve.line->removeFromLegend();
    }
    // More would cover the curves.
    surface().legend->setVisible(entries <= kMostInLegend);
}

void CurvePlot::placeMarks()
{
    const auto marked = std::count_if(m_parts->curves.begin(), m_parts->curves.end(),
                                      [](const auto& entry) { return entry.second.mark != nullptr; });
    const QRect area = surface().axisRect()->rect();
    for (auto& [number, curve] : m_parts->curves) {
        if (!curve.mark)
            continue;
        // The words of several would lie over one another.
        curve.markText->setVisible(marked == 1 || m_parts->highlighted.contains(number));
        const double x = surface().xAxis->coordToPixel(curve.mark->graphKey());
        const Qt::AlignmentFlag side = x > area.right() - kMarkRoom  ? Qt::AlignRight
                                       : x < area.left() + kMarkRoom ? Qt::AlignLeft
                                                                     : Qt::AlignHCenter;
        curve.markText->setPositionAlignment(Qt::AlignTop | side);
    }
}

qsizetype CurvePlot::drawnPoints()
{
    thinForScreen();
    qsizetype count = 0;
    for (const auto& [number, curve] : m_parts->curves)
        for (const QCPGraph* const graph : {curve.raw, curve.line, curve.band})
            count += graph ? graph->dataCount() : 0;
    return count;
}

bool CurvePlot::isEmpty() const
{
    return std::all_of(m_parts->curves.begin(), m_parts->curves.end(),
                       [](const auto& entry) { return entry.second.x.empty(); });
}

PlotView CurvePlot::fullView() const
{
    PlotView all{.left = std::numeric_limits<double>::infinity(),
                 .right = -std::numeric_limits<double>::infinity(),
                 .bottom = std::numeric_limits<double>::infinity(),
                 .top = -std::numeric_limits<double>::infinity()};
    for (auto& [number, curve] : m_parts->curves) {
        if (curve.x.empty())
            continue;
        all.left = std::min(all.left, curve.x.front());
        all.right = std::max(all.right, curve.x.back());
        if (m_parts->isIgnoringOutliers && curve.raw) {
            const ValueRange& range = curve.typicalValues();
            all.bottom = std::min(all.bottom, range.low);
            all.top = std::max(all.top, range.high);
        } else {
            all.bottom = std::min(all.bottom, m_parts->isLogY ? curve.lowPositive : curve.low);
            all.top = std::max(all.top, curve.high);
        }
    }
    if (m_parts->fixedHigh > m_parts->fixedLow && !m_parts->isLogY) {
        all.bottom = m_parts->fixedLow;
        all.top = m_parts->fixedHigh;
    }
    // From the beginning, as the plot below or above; the last point is not cut in half.
    all.left = m_parts->isLogX ? std::max(all.left, 1.0) : std::min(all.left, 0.0);
    all.right += m_parts->isLogX ? 0.0 : kRightShare * (all.right - all.left);
    if (!(all.left < all.right))
        all.right = all.left + 1.0;
    if (!std::isfinite(all.bottom) || !std::isfinite(all.top))
        return {.left = all.left, .right = all.right, .bottom = 0.0, .top = 1.0};
    if (m_parts->isLogY) {
        all.bottom = std::max(all.bottom, std::numeric_limits<double>::min()) * 0.9;
        all.top = std::max(all.top, all.bottom) * 1.1;
    } else {
        const double margin = std::max((all.top - all.bottom) * kMarginShare, 1e-9);
        all.bottom -= margin;
        all.top += margin;
    }
    return all;
}

QString CurvePlot::describe() const
{
    if (isEmpty())
        return tr("%1: nothing yet").arg(accessibleName());
    QStringList parts;
    for (const auto& [number, curve] : m_parts->curves)
        if (!curve.x.empty())
            parts << tr("%1 from %L2 to %L3, now %L4")
                         .arg(curve.style.name)
                         .arg(curve.low, 0, 'g', 4)
                         .arg(curve.high, 0, 'g', 4)
                         .arg(curve.values.values().back(), 0, 'g', 4);
    return tr("%1: %2").arg(accessibleName(), parts.join(QStringLiteral("; ")));
}

void CurvePlot::styleCurve(Curve& curve)
{
    const Colors& colors = Theme::instance().colors();
    const bool isDark = Theme::instance().isDark();
    const bool isHighlighted = std::any_of(m_parts->highlighted.begin(), m_parts->highlighted.end(), [&](int number) {
        const auto found = m_parts->curves.find(number);
        return found != m_parts->curves.end() && &found->second == &curve;
    });
    const bool isFaint = !m_parts->highlighted.isEmpty() && !isHighlighted;
    QPen pen = runPen(curve.style.color, isDark, 2.0);
    if (curve.style.isSecondary)
        pen.setStyle(Qt::DashLine);
    if (isFaint)
        pen.setColor(mixed(colors.panel, pen.color(), 0.4));
    curve.line->setPen(pen);
    QColor bandColor = pen.color();
    bandColor.setAlphaF(kBandOpacity);
    if (curve.raw)
        curve.raw->setPen(QPen(mixed(colors.panel, pen.color(), kRawOpacity), 1));
    else if (curve.band)
        curve.band->setBrush(bandColor);
    else
        curve.line->setScatterStyle(discOf(pen.color(), surface().bufferDevicePixelRatio()));
    styleMark(curve, colors);
}

void CurvePlot::styleMark(Curve& curve, const Colors& colors)
{
    if (!curve.mark)
        return;
    curve.mark->setPen(QPen(colors.text, 1.5));
    curve.mark->setBrush(Qt::NoBrush);
    curve.markText->setColor(colors.text);
}

void CurvePlot::restyle(const Colors& colors)
{
    for (auto& [number, curve] : m_parts->curves)
        styleCurve(curve);
    // A picture for export is about to be made, which nobody announces.
    thinCurves(kExportColumns);
    surface().legend->setFont(fontOf(TextRole::Caption));
    surface().legend->setTextColor(colors.secondary);
    surface().legend->setBrush(Qt::NoBrush);
    m_parts->outside->setFont(fontOf(TextRole::Caption));
    m_parts->outside->setColor(colors.secondary);
}

int CurvePlot::nearestCurve(const QPointF& place) const
{
    const QPoint pixel = pixelOf(place.x(), place.y());
    int nearest = -1;
    double least = kClickPixels;
    for (const auto& [number, curve] : m_parts->curves) {
        const double distance = curve.line->selectTest(pixel, false);
        if (distance >= 0.0 && distance < least) {
            least = distance;
            nearest = number;
        }
    }
    return nearest;
}

void CurvePlot::clicked(const QPointF& place, Qt::KeyboardModifiers)
{
    const int curve = nearestCurve(place);
    if (curve >= 0)
        Q_EMIT curveClicked(curve);
}

QString CurvePlot::tipAt(const QPointF& place) const
{
    const int number = nearestCurve(place);
    if (number < 0)
        return {};
    const Curve& curve = m_parts->curves.at(number);
    const auto after = std::lower_bound(curve.x.begin(), curve.x.end(), place.x());
    const auto index = std::min(static_cast<std::size_t>(after - curve.x.begin()), curve.x.size() - 1);
    return QStringLiteral("%1\n%L2: %L3")
        .arg(curve.style.name)
        .arg(curve.x[index])
        .arg(curve.values.values()[index], 0, 'g', 5);
}

} // namespace tempo::ui
