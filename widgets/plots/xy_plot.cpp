// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/xy_plot.h"

#include "widgets/plots/run_colors.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace tempo::ui {

namespace {

constexpr double kNearPixels = 9.0;
constexpr double kLinePixels = 5.0;
constexpr int kSprite = 7;
constexpr int kHalo = 13;
constexpr int kDensityCells = 120;
constexpr std::array kOctaveRatios{1.0, 2.0, 3.0, 0.5, 1.0 / 3.0};
constexpr std::array kFurtherRatios{1.5, 2.0 / 3.0, 4.0 / 3.0, 0.75};
constexpr double kMargin = 1.12;

QString ratioText(double ratio)
{
    const std::array texts{std::pair{2.0, "×2"},         std::pair{3.0, "×3"},   std::pair{0.5, "×1/2"},
                           std::pair{1.0 / 3.0, "×1/3"}, std::pair{1.5, "×3/2"}, std::pair{2.0 / 3.0, "×2/3"},
                           std::pair{4.0 / 3.0, "×4/3"}, std::pair{0.75, "×3/4"}};
    for (const auto& [value, text] : texts)
        if (std::abs(value - ratio) < 1e-9)
            return QString::fromUtf8(text);
    return {};
}

/// A marker drawn once: thousands of them cost no more than a copy each.
QPixmap sprite(XyPlot::Role role, const QColor& color, double pixelRatio)
{
    QPixmap pixmap(QSize(kSprite + 2, kSprite + 2) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = color;
    fill.setAlphaF(0.72F);
    painter.setBrush(fill);
    painter.setPen(Qt::NoPen);
    const QRectF area(1.0, 1.0, kSprite, kSprite);
    switch (role) {
    case XyPlot::Role::Baseline:
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case XyPlot::Role::Model:
        painter.drawEllipse(area);
        break;
    case XyPlot::Role::Other:
        painter.drawPolygon(QPolygonF({area.bottomLeft(), QPointF(area.center().x(), area.top()), area.bottomRight()}));
        break;
    }
    return pixmap;
}

} // namespace

struct XyPlot::System {
    QString name;
    Role role = Role::Other;
    int color = 0;
    QVector<double> estimates;
    QCPGraph* points = nullptr;
};

struct XyPlot::Parts {
    QVector<double> reference;
    std::vector<System> systems;
    QVector<int> shown; // empty: all
    QVector<int> selected;
    double tolerance = 0.04;
    bool isTempoScale = true;
    bool hasAllRatios = false;
    Tool tool = Tool::Zoom;
    QPolygonF lasso; // in pixels of the canvas
    bool isLassoing = false;
    std::vector<QCPGraph*> lines;
    std::vector<QCPItemText*> lineNames;
    QCPGraph* bandLow = nullptr;
    QCPGraph* bandHigh = nullptr;
    QCPGraph* halo = nullptr;
    QCPCurve* tether = nullptr;
    QCPCurve* lassoLine = nullptr;
    QCPColorMap* density = nullptr;

    [[nodiscard]] QVector<int> rows() const
    {
        if (!shown.isEmpty())
            return shown;
        QVector<int> all(reference.size());
        std::iota(all.begin(), all.end(), 0);
        return all;
    }
};

XyPlot::XyPlot(const QString& name, QWidget* parent) : Plot(name, parent), m_parts(std::make_unique<Parts>())
{
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
    m_parts->shown.clear();
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
    return m_parts->rows().size() * systemCount() > kMostPoints;
}

void XyPlot::drawPoints()
{
    const QVector<int> rows = m_parts->rows();
    const bool isDensity = showsDensity();
    for (System& system : m_parts->systems) {
        QVector<double> x;
        QVector<double> y;
        if (!isDensity)
            for (const int row : rows)
                if (std::isfinite(system.estimates[row]) && system.estimates[row] > 0.0) {
                    x.append(m_parts->reference[row]);
                    y.append(system.estimates[row]);
                }
        system.points->setData(x, y);
    }
    drawLines();
    drawDensity();
    drawSelection();
    refresh();
}

void XyPlot::drawDensity()
{
    if (!showsDensity()) {
        if (m_parts->density)
            m_parts->density->setVisible(false);
        return;
    }
    if (!m_parts->density) {
        m_parts->density = new QCPColorMap(surface().xAxis, surface().yAxis);
        m_parts->density->removeFromLegend();
        m_parts->density->setInterpolate(false);
        m_parts->density->setTightBoundary(false);
    }
    // Cells of equal size on the screen: on tempo axes in octaves, which a colour map of linear keys cannot have; so
    // the cells are counted in the axes' own measure and the map is laid over the whole view.
    const PlotView all = fullView();
    QCPColorMapData* const cells = m_parts->density->data();
    cells->setSize(kDensityCells, kDensityCells);
    cells->setRange(QCPRange(all.left, all.right), QCPRange(all.bottom, all.top));
    cells->fill(0.0);
    for (const System& system : m_parts->systems)
        for (const int row : m_parts->rows()) {
            int column = 0;
            int line = 0;
            if (!std::isfinite(system.estimates[row]))
                continue;
            cells->coordToCell(m_parts->reference[row], system.estimates[row], &column, &line);
            if (column >= 0 && column < kDensityCells && line >= 0 && line < kDensityCells)
                cells->setCell(column, line, cells->cell(column, line) + 1.0);
        }
    const Colors& colors = Theme::instance().colors();
    QCPColorGradient gradient;
    gradient.clearColorStops();
    gradient.setColorStopAt(0.0, colors.panel);
    gradient.setColorStopAt(0.02, mixed(colors.panel, colors.model, 0.35));
    gradient.setColorStopAt(1.0, colors.text);
    m_parts->density->setGradient(gradient);
    m_parts->density->rescaleDataRange(true);
    m_parts->density->setVisible(true);
}

void XyPlot::drawSelection()
{
    QVector<double> x;
    QVector<double> y;
    for (const int row : std::as_const(m_parts->selected))
        for (const System& system : m_parts->systems)
            if (row >= 0 && row < system.estimates.size() && std::isfinite(system.estimates[row])) {
                x.append(m_parts->reference[row]);
                y.append(system.estimates[row]);
            }
    m_parts->halo->setData(x, y);
    if (m_parts->selected.size() == 1 && x.size() > 1)
        m_parts->tether->setData(x, y);
    else
        m_parts->tether->data()->clear();
}

void XyPlot::drawLines()
{
    QCustomPlot& plot = surface();
    for (QCPGraph* const line : m_parts->lines)
        plot.removeGraph(line);
    for (QCPItemText* const text : m_parts->lineNames)
        plot.removeItem(text);
    m_parts->lines.clear();
    m_parts->lineNames.clear();
    const PlotView all = fullView();
    const Colors& colors = Theme::instance().colors();
    std::vector<double> ratios(kOctaveRatios.begin(), kOctaveRatios.end());
    if (m_parts->hasAllRatios)
        ratios.insert(ratios.end(), kFurtherRatios.begin(), kFurtherRatios.end());
    for (const double ratio : ratios) {
        QCPGraph* const line = plot.addGraph();
        line->setData({all.left, all.right}, {all.left * ratio, all.right * ratio}, true);
        const bool isIdentity = ratio == 1.0;
        line->setPen(isIdentity ? QPen(colors.reference, 1) : QPen(colors.secondary, 1, Qt::DashLine));
        line->setLayer(QStringLiteral("grid"));
        line->removeFromLegend();
        m_parts->lines.push_back(line);
        if (isIdentity)
            continue;
        auto* const text = new QCPItemText(&plot);
        const bool isSteep = ratio > 1.0;
        // Where the line leaves the picture: at the top for fast ones, at the right for slow ones.
        const double x = isSteep ? all.top / ratio / 1.04 : all.right / 1.04;
        text->position->setCoords(x, x * ratio);
        text->setPositionAlignment(isSteep ? Qt::AlignRight | Qt::AlignTop : Qt::AlignRight | Qt::AlignBottom);
        text->setText(ratioText(ratio));
        text->setFont(fontOf(TextRole::Caption));
        text->setColor(colors.secondary);
        text->setVisible(x > all.left && x * ratio > all.bottom);
        m_parts->lineNames.push_back(text);
    }
    const double t = m_parts->tolerance;
    m_parts->bandLow->setData({all.left, all.right}, {all.left * (1.0 - t), all.right * (1.0 - t)}, true);
    m_parts->bandHigh->setData({all.left, all.right}, {all.left * (1.0 + t), all.right * (1.0 + t)}, true);
    QColor band = colors.good;
    band.setAlphaF(0.16F);
    m_parts->bandHigh->setBrush(band);
}

QVector<int> XyPlot::rowsInside(const QPolygonF& pixels) const
{
    QVector<int> inside;
    for (const int row : m_parts->rows())
        for (const System& system : m_parts->systems)
            if (std::isfinite(system.estimates[row]) &&
                pixels.containsPoint(pixelOf(m_parts->reference[row], system.estimates[row]), Qt::OddEvenFill)) {
                inside.append(row);
                break;
            }
    return inside;
}

int XyPlot::rowNear(double reference, double estimate) const
{
    const QPointF wanted = pixelOf(reference, estimate);
    int nearest = -1;
    double least = kNearPixels;
    for (const int row : m_parts->rows())
        for (const System& system : m_parts->systems) {
            if (!std::isfinite(system.estimates[row]))
                continue;
            const QPointF offset = QPointF(pixelOf(m_parts->reference[row], system.estimates[row])) - wanted;
            const double distance = std::hypot(offset.x(), offset.y());
            if (distance < least) {
                least = distance;
                nearest = row;
            }
        }
    return nearest;
}

double XyPlot::ratioNear(const QPointF& place) const
{
    const QPointF pixel = pixelOf(place.x(), place.y());
    double nearest = 0.0;
    double least = kLinePixels;
    std::vector<double> ratios(kOctaveRatios.begin(), kOctaveRatios.end());
    if (m_parts->hasAllRatios)
        ratios.insert(ratios.end(), kFurtherRatios.begin(), kFurtherRatios.end());
    for (const double ratio : ratios) {
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

void XyPlot::restyle(const Colors& colors)
{
    const double pixelRatio = devicePixelRatioF();
    const bool isDark = Theme::instance().isDark() && colors.page == Theme::instance().colors().page;
    for (const System& system : m_parts->systems) {
        const QColor color = system.role == Role::Baseline ? colors.baseline
                             : system.role == Role::Model  ? colors.model
                                                           : runColor(system.color, isDark);
        system.points->setScatterStyle(QCPScatterStyle(sprite(system.role, color, pixelRatio)));
    }
    m_parts->halo->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.selection, 2), Qt::NoBrush, kHalo));
    m_parts->tether->setPen(QPen(colors.selection, 1.5));
    m_parts->lassoLine->setPen(QPen(colors.selection, 1.5, Qt::DashLine));
    surface().legend->setFont(fontOf(TextRole::Caption));
    surface().legend->setTextColor(colors.secondary);
    surface().legend->setBrush(Qt::NoBrush);
    drawLines();
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
    const int row = rowNear(place.x(), place.y());
    Q_EMIT const_cast<XyPlot*>(this)->rowHovered(row);
    return {};
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
    if (watched == canvas() && isMouse && m_parts && m_parts->tool != Tool::Zoom && lassoEvent(event))
        return true;
    return Plot::eventFilter(watched, event);
}

} // namespace tempo::ui
