// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/curve_plot.h"

#include "widgets/plots/curve_graph.h"
#include "widgets/plots/curve_plot_parts.h"
#include "widgets/plots/curve_smoothing.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace tempo::ui {

namespace {

constexpr int kMarkSize = 9;
constexpr int kLeftMargin = 52;
/// Beyond so many values the typical range is not worked out anew for every one.
constexpr std::size_t kFewValues = 2000;

} // namespace

void CurvePlot::Curve::clearPoints(double smoothing)
{
    x.clear();
    for (ValueRow* const row : {&values, &averages, &bandLow, &bandHigh})
        row->clear();
    low = lowPositive = std::numeric_limits<double>::infinity();
    high = -low;
    average = DebiasedAverage(smoothing);
    judged = counted = 0;
    isThin = false;
}

void CurvePlot::Curve::extend(double value)
{
    if (!std::isfinite(value))
        return;
    low = std::min(low, value);
    high = std::max(high, value);
    if (value > 0.0)
        lowPositive = std::min(lowPositive, value);
}

const ValueRange& CurvePlot::Curve::typicalValues()
{
    const std::vector<double>& all = values.values();
    if (all.size() < kFewValues || all.size() > judged + judged / 10) {
        typical = typicalRange(all);
        judged = counted = all.size();
    }
    for (; counted < all.size(); ++counted)
        if (std::isfinite(all[counted]) && (all[counted] < typical.low || all[counted] > typical.high))
            ++typical.outside;
    return typical;
}

CurvePlot::CurvePlot(const QString& name, QWidget* parent) : Plot(name, parent), m_parts(std::make_unique<Parts>())
{
    QCustomPlot& plot = surface();
    // Plots that stand one above the other begin at the same place.
    plot.axisRect()->setMinimumMargins(QMargins(kLeftMargin, 12, 8, 0));
    plot.legend->setVisible(true);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setRowSpacing(0);
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    m_parts->outside = new QCPItemText(&plot);
    m_parts->outside->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_parts->outside->position->setCoords(0.01, 0.01);
    m_parts->outside->setPositionAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_parts->outside->setVisible(false);
    connect(&plot, &QCustomPlot::beforeReplot, this, &CurvePlot::thinForScreen);
}

CurvePlot::~CurvePlot() = default;

int CurvePlot::addCurve(const Style& style)
{
    const int number = ++m_parts->lastCurve;
    Curve& curve = m_parts->curves[number];
    curve.style = style;
    if (style.kind == Kind::Steps) {
        curve.raw = addCurveGraph(surface(), GraphWay::Columns);
        curve.average = DebiasedAverage(m_parts->smoothing);
    }
    if (style.kind == Kind::Means)
        curve.band = addCurveGraph(surface(), GraphWay::Band);
    curve.line = addCurveGraph(surface(), GraphWay::Line);
    curve.line->setName(style.name);
    styleCurve(curve);
    fillLegend();
    return number;
}

void CurvePlot::removeCurve(int number)
{
    const auto found = m_parts->curves.find(number);
    if (found == m_parts->curves.end())
        return;
    clearMark(number);
    for (QCPGraph* const graph : {found->second.raw, found->second.band, found->second.line})
        if (graph)
            surface().removeGraph(graph);
    m_parts->curves.erase(found);
    fillLegend();
    refresh();
}

void CurvePlot::clear()
{
    while (!m_parts->curves.empty())
        removeCurve(m_parts->curves.begin()->first);
    refresh();
}

void CurvePlot::setPoints(int number, const QVector<double>& x, const QVector<double>& y)
{
    m_parts->curves.at(number).clearPoints(m_parts->smoothing);
    addPoints(number, x, y);
}

void CurvePlot::addPoints(int number, const QVector<double>& x, const QVector<double>& y)
{
    Q_ASSERT(x.size() == y.size());
    Curve& curve = m_parts->curves.at(number);
    curve.x.insert(curve.x.end(), x.begin(), x.end());
    for (const double value : y) {
        curve.values.append(value);
        curve.extend(value);
        if (curve.raw)
            curve.averages.append(curve.average.next(value));
    }
    curve.isThin = false;
    showOutside();
    refresh();
}

void CurvePlot::setMeans(int number, const QVector<double>& x, const QVector<double>& y, const QVector<double>& low,
                         const QVector<double>& high)
{
    Q_ASSERT(x.size() == low.size() && x.size() == high.size());
    Curve& curve = m_parts->curves.at(number);
    curve.clearPoints(m_parts->smoothing);
    for (qsizetype i = 0; i < x.size(); ++i) {
        curve.bandLow.append(low[i]);
        curve.bandHigh.append(high[i]);
        curve.extend(low[i]);
        curve.extend(high[i]);
    }
    addPoints(number, x, y);
}

int CurvePlot::curveCount() const
{
    return static_cast<int>(m_parts->curves.size());
}

qsizetype CurvePlot::pointCount(int number) const
{
    const auto found = m_parts->curves.find(number);
    return found == m_parts->curves.end() ? 0 : static_cast<qsizetype>(found->second.x.size());
}

QVector<double> CurvePlot::smoothedValues(int number) const
{
    const std::vector<double>& averages = m_parts->curves.at(number).averages.values();
    return {averages.begin(), averages.end()};
}

void CurvePlot::setSmoothing(double smoothing)
{
    m_parts->smoothing = std::clamp(smoothing, 0.0, 0.999);
    for (auto& [number, curve] : m_parts->curves)
        smoothAgain(curve);
    refresh();
}

double CurvePlot::smoothing() const
{
    return m_parts->smoothing;
}

void CurvePlot::smoothAgain(Curve& curve)
{
    if (!curve.raw)
        return;
    curve.average = DebiasedAverage(m_parts->smoothing);
    curve.averages.clear();
    for (const double value : curve.values.values())
        curve.averages.append(curve.average.next(value));
    curve.isThin = false;
}

void CurvePlot::setLogarithmic(Qt::Orientation axis, bool isLog)
{
    (axis == Qt::Horizontal ? m_parts->isLogX : m_parts->isLogY) = isLog;
    setScales(m_parts->isLogX ? PlotScale::Log : PlotScale::Linear,
              m_parts->isLogY ? PlotScale::Log : PlotScale::Linear);
    fit();
}

bool CurvePlot::isLogarithmic(Qt::Orientation axis) const
{
    return axis == Qt::Horizontal ? m_parts->isLogX : m_parts->isLogY;
}

void CurvePlot::setIgnoringOutliers(bool isIgnoring)
{
    m_parts->isIgnoringOutliers = isIgnoring;
    showOutside();
    refresh();
}

std::size_t CurvePlot::outsideCount() const
{
    if (!m_parts->isIgnoringOutliers)
        return 0;
    std::size_t count = 0;
    for (auto& [number, curve] : m_parts->curves)
        if (curve.raw)
            count += curve.typicalValues().outside;
    return count;
}

void CurvePlot::showOutside()
{
    const std::size_t count = outsideCount();
    m_parts->outside->setVisible(count > 0);
    m_parts->outside->setText(tr("%n value(s) outside", nullptr, static_cast<int>(count)));
}

void CurvePlot::setMark(int number, double x, const QString& text)
{
    Curve& curve = m_parts->curves.at(number);
    if (!curve.mark) {
        curve.mark = new QCPItemTracer(&surface());
        curve.mark->setStyle(QCPItemTracer::tsCircle);
        curve.mark->setSize(kMarkSize);
        curve.markText = new QCPItemText(&surface());
        curve.markText->position->setParentAnchor(curve.mark->position);
        // Below: the best accuracy is near the top of its plot.
        curve.markText->position->setCoords(0, kMarkSize);
        curve.markText->setPositionAlignment(Qt::AlignTop | Qt::AlignHCenter);
        curve.markText->setFont(fontOf(TextRole::Caption));
    }
    thinForScreen();
    curve.mark->setGraph(curve.line);
    curve.mark->setGraphKey(x);
    curve.markText->setText(text);
    styleCurve(curve);
    refresh();
}

void CurvePlot::clearMark(int number)
{
    const auto found = m_parts->curves.find(number);
    if (found == m_parts->curves.end() || !found->second.mark)
        return;
    surface().removeItem(found->second.markText);
    surface().removeItem(found->second.mark);
    found->second.mark = nullptr;
    found->second.markText = nullptr;
}

void CurvePlot::setHighlighted(const QVector<int>& curves)
{
    m_parts->highlighted = curves;
    restyle(Theme::instance().colors());
    refresh();
}

void CurvePlot::setFixedRange(double low, double high)
{
    m_parts->fixedLow = low;
    m_parts->fixedHigh = high;
    refresh();
}

void CurvePlot::setLegendAtBottom(bool isAtBottom)
{
    const Qt::Alignment vertical = isAtBottom ? Qt::AlignBottom : Qt::AlignTop;
    surface().axisRect()->insetLayout()->setInsetAlignment(0, vertical | Qt::AlignRight);
}

} // namespace tempo::ui
