// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/curve_plot.h"

#include "widgets/plots/curve_smoothing.h"
#include "widgets/plots/run_colors.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

namespace tempo::ui {

namespace {

constexpr double kRawOpacity = 0.28;
constexpr double kClickPixels = 12.0;
constexpr double kMarginShare = 0.06;
constexpr int kMarkSize = 9;
constexpr int kDiscSize = 5;

QVector<double> fromStd(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

} // namespace

struct CurvePlot::Curve {
    Style style;
    QVector<double> x;
    QVector<double> y;
    DebiasedAverage average{0.0};
    QCPGraph* raw = nullptr;  // only of steps
    QCPGraph* line = nullptr; // smoothed, or the values themselves
    QCPItemTracer* mark = nullptr;
    QCPItemText* markText = nullptr;
    double low = std::numeric_limits<double>::infinity(); // of the finite values
    double high = -std::numeric_limits<double>::infinity();
    double lowPositive = std::numeric_limits<double>::infinity();
};

struct CurvePlot::Parts {
    std::map<int, Curve> curves;
    int lastCurve = -1;
    QVector<int> highlighted;
    double smoothing = 0.9;
    bool isLogX = false;
    bool isLogY = false;
    bool isIgnoringOutliers = false;
    double fixedLow = 0.0;
    double fixedHigh = 0.0;
    QCPItemText* outside = nullptr;
};

CurvePlot::CurvePlot(const QString& name, QWidget* parent) : Plot(name, parent), m_parts(std::make_unique<Parts>())
{
    QCustomPlot& plot = surface();
    plot.legend->setVisible(true);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setRowSpacing(0);
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    m_parts->outside = new QCPItemText(&plot);
    m_parts->outside->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_parts->outside->position->setCoords(0.01, 0.01);
    m_parts->outside->setPositionAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_parts->outside->setVisible(false);
}

CurvePlot::~CurvePlot() = default;

int CurvePlot::addCurve(const Style& style)
{
    const int number = ++m_parts->lastCurve;
    Curve& curve = m_parts->curves[number];
    curve.style = style;
    QCustomPlot& plot = surface();
    if (style.kind == Kind::Steps) {
        curve.raw = plot.addGraph();
        curve.raw->setAntialiased(false);
        curve.raw->removeFromLegend();
        curve.average = DebiasedAverage(m_parts->smoothing);
    }
    curve.line = plot.addGraph();
    curve.line->setName(style.name);
    styleCurve(curve);
    return number;
}

void CurvePlot::removeCurve(int number)
{
    const auto found = m_parts->curves.find(number);
    if (found == m_parts->curves.end())
        return;
    clearMark(number);
    if (found->second.raw)
        surface().removeGraph(found->second.raw);
    surface().removeGraph(found->second.line);
    m_parts->curves.erase(found);
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
    Curve& curve = m_parts->curves.at(number);
    curve.x.clear();
    curve.y.clear();
    curve.low = curve.lowPositive = std::numeric_limits<double>::infinity();
    curve.high = -curve.low;
    curve.average = DebiasedAverage(m_parts->smoothing);
    curve.line->data()->clear();
    if (curve.raw)
        curve.raw->data()->clear();
    addPoints(number, x, y);
}

void CurvePlot::addPoints(int number, const QVector<double>& x, const QVector<double>& y)
{
    Q_ASSERT(x.size() == y.size());
    Curve& curve = m_parts->curves.at(number);
    curve.x += x;
    curve.y += y;
    for (const double value : y)
        if (std::isfinite(value)) {
            curve.low = std::min(curve.low, value);
            curve.high = std::max(curve.high, value);
            if (value > 0.0)
                curve.lowPositive = std::min(curve.lowPositive, value);
        }
    if (curve.raw) {
        curve.raw->addData(x, y, true);
        QVector<double> averages;
        averages.reserve(y.size());
        for (const double value : y)
            averages.append(curve.average.next(value));
        curve.line->addData(x, averages, true);
    } else {
        curve.line->addData(x, y, true);
    }
    showOutside();
    refresh();
}

int CurvePlot::curveCount() const
{
    return static_cast<int>(m_parts->curves.size());
}

qsizetype CurvePlot::pointCount(int number) const
{
    const auto found = m_parts->curves.find(number);
    return found == m_parts->curves.end() ? 0 : found->second.x.size();
}

QVector<double> CurvePlot::smoothedValues(int number) const
{
    QVector<double> values;
    for (const QCPGraphData& point : *m_parts->curves.at(number).line->data())
        values.append(point.value);
    return values;
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
    std::vector<double> averages;
    averages.reserve(static_cast<std::size_t>(curve.y.size()));
    for (const double value : std::as_const(curve.y))
        averages.push_back(curve.average.next(value));
    curve.line->setData(curve.x, fromStd(averages), true);
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
    for (const auto& [number, curve] : m_parts->curves)
        if (curve.raw)
            count += typicalRange({curve.y.begin(), curve.y.end()}).outside;
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
        curve.mark->setGraph(curve.line);
        curve.mark->setStyle(QCPItemTracer::tsCircle);
        curve.mark->setSize(kMarkSize);
        curve.markText = new QCPItemText(&surface());
        curve.markText->position->setParentAnchor(curve.mark->position);
        // Below: the best accuracy is near the top of its plot.
        curve.markText->position->setCoords(0, kMarkSize);
        curve.markText->setPositionAlignment(Qt::AlignTop | Qt::AlignHCenter);
        curve.markText->setFont(fontOf(TextRole::Caption));
    }
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

bool CurvePlot::isEmpty() const
{
    return std::all_of(m_parts->curves.begin(), m_parts->curves.end(),
                       [](const auto& entry) { return entry.second.x.isEmpty(); });
}

PlotView CurvePlot::fullView() const
{
    PlotView all{.left = std::numeric_limits<double>::infinity(),
                 .right = -std::numeric_limits<double>::infinity(),
                 .bottom = std::numeric_limits<double>::infinity(),
                 .top = -std::numeric_limits<double>::infinity()};
    for (const auto& [number, curve] : m_parts->curves) {
        if (curve.x.isEmpty())
            continue;
        all.left = std::min(all.left, curve.x.front());
        all.right = std::max(all.right, curve.x.back());
        if (m_parts->isIgnoringOutliers && curve.raw) {
            const ValueRange range = typicalRange({curve.y.begin(), curve.y.end()});
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
    if (m_parts->isLogX)
        all.left = std::max(all.left, 1.0);
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
        if (!curve.y.isEmpty())
            parts << tr("%1 from %L2 to %L3, now %L4")
                         .arg(curve.style.name)
                         .arg(curve.low, 0, 'g', 4)
                         .arg(curve.high, 0, 'g', 4)
                         .arg(curve.y.back(), 0, 'g', 4);
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
    if (curve.raw)
        curve.raw->setPen(QPen(mixed(colors.panel, pen.color(), kRawOpacity), 1));
    else
        curve.line->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, pen.color(), kDiscSize));
    if (curve.mark) {
        curve.mark->setPen(QPen(colors.text, 1.5));
        curve.mark->setBrush(Qt::NoBrush);
        curve.markText->setColor(colors.text);
    }
}

void CurvePlot::restyle(const Colors& colors)
{
    for (auto& [number, curve] : m_parts->curves)
        styleCurve(curve);
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
    const auto index = std::min<qsizetype>(after - curve.x.begin(), curve.x.size() - 1);
    return QStringLiteral("%1\n%L2: %L3").arg(curve.style.name).arg(curve.x[index]).arg(curve.y[index], 0, 'g', 5);
}

} // namespace tempo::ui
