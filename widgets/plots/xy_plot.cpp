// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/xy_plot.h"

#include "widgets/plots/xy_plot_parts.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace tempo::ui {

namespace {

constexpr double kNearPixels = 9.0;
constexpr double kLinePixels = 5.0;
constexpr double kMargin = 1.12;

} // namespace

XyPlot::XyPlot(const QString& name, QWidget* parent) : Plot(name, parent), m_parts(std::make_unique<Parts>())
{
    m_parts->colors = Theme::instance().colors();
    QCustomPlot& plot = surface();
    setAxisTitles(tr("Reference tempo (BPM)"), tr("Estimated tempo (BPM)"));
    setScales(PlotScale::Tempo, PlotScale::Tempo);
    m_parts->bandLow = plot.addGraph();
    m_parts->bandHigh = plot.addGraph();
    m_parts->bandHigh->setChannelFillGraph(m_parts->bandLow);
    for (QCPGraph* const graph : {m_parts->bandLow, m_parts->bandHigh}) {
        graph->setPen(Qt::NoPen);
        graph->removeFromLegend();
    }
    const QString marks = QStringLiteral("marks");
    m_parts->tether = new QCPCurve(plot.xAxis, plot.yAxis);
    m_parts->halo = plot.addGraph();
    m_parts->lassoLine = new QCPCurve(plot.xAxis, plot.yAxis);
    for (QCPAbstractPlottable* const mark :
         std::initializer_list<QCPAbstractPlottable*>{m_parts->tether, m_parts->halo, m_parts->lassoLine}) {
        mark->setLayer(marks);
        mark->removeFromLegend();
    }
    m_parts->halo->setLineStyle(QCPGraph::lsNone);
    plot.legend->setVisible(true);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setRowSpacing(0);
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignLeft);
}

XyPlot::~XyPlot() = default;

void XyPlot::setReference(const QVector<double>& reference)
{
    for (const System& system : m_parts->systems)
        surface().removeGraph(system.points);
    m_parts->systems.clear();
    m_parts->reference = reference;
    m_parts->selected.clear();
    m_parts->shown.reset();
    drawPoints();
}

int XyPlot::addSystem(const QString& name, Role role, int color, const QVector<double>& estimates)
{
    Q_ASSERT(estimates.size() == m_parts->reference.size());
    QCPGraph* const points = surface().addGraph();
    points->setName(name);
    points->setLineStyle(QCPGraph::lsNone);
    m_parts->systems.push_back({.name = name, .role = role, .color = color, .estimates = estimates, .points = points});
    restyle(Theme::instance().colors());
    drawPoints();
    return systemCount() - 1;
}

void XyPlot::setEstimates(int system, const QVector<double>& estimates)
{
    Q_ASSERT(estimates.size() == m_parts->reference.size());
    m_parts->systems.at(static_cast<std::size_t>(system)).estimates = estimates;
    drawPoints();
}

int XyPlot::systemCount() const
{
    return static_cast<int>(m_parts->systems.size());
}

void XyPlot::setVisibleSystems(const QVector<int>& systems)
{
    for (int number = 0; number < systemCount(); ++number) {
        System& system = m_parts->systems[static_cast<std::size_t>(number)];
        system.isVisible = systems.contains(number);
        if (system.isVisible)
            system.points->addToLegend();
        else
            system.points->removeFromLegend();
    }
    drawPoints();
}

QVector<int> XyPlot::visibleSystems() const
{
    QVector<int> visible;
    for (int system = 0; system < systemCount(); ++system)
        if (m_parts->systems[static_cast<std::size_t>(system)].isVisible)
            visible.append(system);
    return visible;
}

void XyPlot::setTolerance(double tolerance)
{
    m_parts->tolerance = tolerance;
    drawLines();
    refresh();
}

void XyPlot::setTempoScale(bool isLogarithmic)
{
    m_parts->isTempoScale = isLogarithmic;
    const PlotScale scale = isLogarithmic ? PlotScale::Tempo : PlotScale::Linear;
    setScales(scale, scale);
    drawPoints();
    fit();
}

bool XyPlot::hasTempoScale() const
{
    return m_parts->isTempoScale;
}

void XyPlot::setAllRatios(bool hasAll)
{
    m_parts->hasAllRatios = hasAll;
    drawLines();
    refresh();
}

void XyPlot::setLegendVisible(bool isVisible)
{
    m_parts->hasLegend = isVisible;
    surface().legend->setVisible(isVisible);
    refresh();
}

void XyPlot::setTool(Tool tool)
{
    m_parts->tool = tool;
    canvas()->setCursor(tool == Tool::Zoom ? Qt::ArrowCursor : Qt::CrossCursor);
}

XyPlot::Tool XyPlot::tool() const
{
    return m_parts->tool;
}

void XyPlot::setSelectedRows(const QVector<int>& rows)
{
    m_parts->selected = rows;
    drawSelection();
    if (isVisible())
        surface().layer(QStringLiteral("marks"))->replot();
}

QVector<int> XyPlot::selectedRows() const
{
    return m_parts->selected;
}

void XyPlot::setShownRows(const QVector<int>& rows)
{
    m_parts->shown = rows;
    drawPoints();
}

bool XyPlot::showsDensity() const
{
    return m_parts->rows().size() * visibleSystems().size() > kMostPoints;
}

QVector<int> XyPlot::rowsInside(const QPolygonF& pixels) const
{
    QVector<int> inside;
    for (const int row : m_parts->rows())
        for (const System& system : m_parts->systems)
            if (system.isVisible && std::isfinite(system.estimates[row]) &&
                pixels.containsPoint(pixelOf(m_parts->reference[row], system.estimates[row]), Qt::OddEvenFill)) {
                inside.append(row);
                break;
            }
    return inside;
}

int XyPlot::rowNear(double reference, double estimate) const
{
    return nearest({reference, estimate}).row;
}

XyPlot::Near XyPlot::nearest(const QPointF& place) const
{
    const QCPAxis& horizontal = *surface().xAxis;
    const QCPAxis& vertical = *surface().yAxis;
    const double x = horizontal.coordToPixel(place.x());
    const double y = vertical.coordToPixel(place.y());
    Near near;
    double least = kNearPixels;
    for (const int row : m_parts->rows()) {
        // Most rows are far off in one direction already.
        const double aside = horizontal.coordToPixel(m_parts->reference[row]);
        if (std::abs(aside - x) > kNearPixels)
            continue;
        for (const System& system : m_parts->systems) {
            if (!system.isVisible || !std::isfinite(system.estimates[row]))
                continue;
            const double above = vertical.coordToPixel(system.estimates[row]);
            const double distance = std::hypot(aside - x, above - y);
            if (distance < least) {
                least = distance;
                near = {.row = row, .pixel = QPointF(aside, above).toPoint()};
            }
        }
    }
    return near;
}

double XyPlot::ratioNear(const QPointF& place) const
{
    const QPointF pixel = pixelOf(place.x(), place.y());
    double nearest = 0.0;
    double least = kLinePixels;
    for (const double ratio : m_parts->ratios()) {
        const double distance = std::abs(pixelOf(place.x(), place.x() * ratio).y() - pixel.y());
        if (distance < least) {
            least = distance;
            nearest = ratio;
        }
    }
    return nearest;
}

bool XyPlot::isEmpty() const
{
    return m_parts->reference.isEmpty() || m_parts->systems.empty();
}

PlotView XyPlot::fullView() const
{
    double low = std::numeric_limits<double>::infinity();
    double high = 0.0;
    const auto take = [&](double value) {
        if (std::isfinite(value) && value > 0.0) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    };
    for (const double value : std::as_const(m_parts->reference))
        take(value);
    for (const System& system : m_parts->systems)
        for (const double value : std::as_const(system.estimates))
            take(value);
    if (high <= 0.0) {
        low = 30.0;
        high = 300.0;
    }
    if (!m_parts->isTempoScale)
        return {.left = 0.0, .right = high * kMargin, .bottom = 0.0, .top = high * kMargin};
    return {.left = low / kMargin, .right = high * kMargin, .bottom = low / kMargin, .top = high * kMargin};
}

QString XyPlot::describe() const
{
    if (isEmpty())
        return tr("%1: no predictions yet").arg(accessibleName());
    QStringList parts;
    for (const System& system : m_parts->systems) {
        if (!system.isVisible)
            continue;
        int right = 0;
        int missing = 0;
        for (const int row : m_parts->rows()) {
            const double error = std::abs(system.estimates[row] - m_parts->reference[row]);
            if (!std::isfinite(error))
                ++missing;
            else if (error <= m_parts->tolerance * m_parts->reference[row])
                ++right;
        }
        parts << tr("%1: %2 of %3 within %4 %, %5 without an estimate")
                     .arg(system.name)
                     .arg(right)
                     .arg(m_parts->rows().size())
                     .arg(100.0 * m_parts->tolerance)
                     .arg(missing);
    }
    return parts.join(QStringLiteral("; "));
}

void XyPlot::clicked(const QPointF& place, Qt::KeyboardModifiers modifiers)
{
    const Join join = modifiers.testFlag(Qt::ShiftModifier)     ? Join::Add
                      : modifiers.testFlag(Qt::ControlModifier) ? Join::Remove
                                                                : Join::Replace;
    const int row = rowNear(place.x(), place.y());
    if (row >= 0) {
        Q_EMIT selectionWanted({row}, join);
        Q_EMIT rowActivated(row);
        return;
    }
    const double ratio = ratioNear(place);
    if (ratio > 0.0)
        Q_EMIT ratioClicked(ratio);
    else if (join == Join::Replace)
        Q_EMIT selectionWanted({}, join);
}

QString XyPlot::tipAt(const QPointF& place) const
{
    // The card is the page's: it knows what a row is.
    const_cast<XyPlot*>(this)->hover(nearest(place));
    return {};
}

void XyPlot::hover(const Near& near)
{
    if (std::exchange(m_parts->hovered, near.row) != near.row)
        Q_EMIT rowHovered(near.row, near.pixel);
}

void XyPlot::leaveEvent(QEvent* event)
{
    hover({});
    Plot::leaveEvent(event);
}

bool XyPlot::lassoEvent(QEvent* event)
{
    const auto join = [](Qt::KeyboardModifiers modifiers) {
        return modifiers.testFlag(Qt::ShiftModifier)     ? Join::Add
               : modifiers.testFlag(Qt::ControlModifier) ? Join::Remove
                                                         : Join::Replace;
    };
    auto* const mouse = static_cast<QMouseEvent*>(event);
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        if (mouse->button() != Qt::LeftButton)
            return false;
        m_parts->isLassoing = true;
        m_parts->lasso = QPolygonF({mouse->position()});
        return true;
    case QEvent::MouseMove: {
        if (!m_parts->isLassoing)
            return false;
        if (m_parts->tool == Tool::Lasso)
            m_parts->lasso.append(mouse->position());
        else
            m_parts->lasso = QPolygonF(QRectF(m_parts->lasso.front(), mouse->position()));
        QVector<double> x;
        QVector<double> y;
        for (const QPointF& pixel : std::as_const(m_parts->lasso)) {
            x.append(surface().xAxis->pixelToCoord(pixel.x()));
            y.append(surface().yAxis->pixelToCoord(pixel.y()));
        }
        m_parts->lassoLine->setData(x, y);
        surface().layer(QStringLiteral("marks"))->replot();
        return true;
    }
    case QEvent::MouseButtonRelease: {
        if (!m_parts->isLassoing)
            return false;
        m_parts->isLassoing = false;
        const QPolygonF lasso = std::exchange(m_parts->lasso, {});
        m_parts->lassoLine->data()->clear();
        surface().layer(QStringLiteral("marks"))->replot();
        const QRectF area = lasso.boundingRect();
        constexpr double kLeastDrag = 4.0;
        if (area.width() < kLeastDrag && area.height() < kLeastDrag)
            clicked({surface().xAxis->pixelToCoord(mouse->position().x()),
                     surface().yAxis->pixelToCoord(mouse->position().y())},
                    mouse->modifiers());
        else
            Q_EMIT selectionWanted(rowsInside(lasso), join(mouse->modifiers()));
        return true;
    }
    default:
        return false;
    }
}

bool XyPlot::eventFilter(QObject* watched, QEvent* event)
{
    const bool isMouse = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseMove ||
                         event->type() == QEvent::MouseButtonRelease;
    // Beside the axes nothing is asked for a tip.
    if (watched == canvas() && event->type() == QEvent::MouseMove && m_parts &&
        !surface().axisRect()->rect().contains(static_cast<QMouseEvent*>(event)->position().toPoint()))
        hover({});
    if (watched == canvas() && isMouse && m_parts && m_parts->tool != Tool::Zoom && lassoEvent(event))
        return true;
    return Plot::eventFilter(watched, event);
}

} // namespace tempo::ui
