// SPDX-License-Identifier: GPL-3.0-or-later
// How an XyPlot draws.
#include "widgets/plots/system_color.h"
#include "widgets/plots/xy_plot_parts.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <QPainter>

#include <array>
#include <cmath>

namespace tempo::ui {

namespace {

constexpr int kSprite = 7;
constexpr int kHalo = 13;
constexpr int kDensityCells = 120;

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

QColor fillOf(const QColor& color)
{
    QColor fill = color;
    fill.setAlphaF(0.72F);
    return fill;
}

/// The marker as a shape, for vectors.
QCPScatterStyle shapeStyle(XyPlot::Role role, const QColor& color)
{
    const QCPScatterStyle::ScatterShape shape = role == XyPlot::Role::Baseline ? QCPScatterStyle::ssSquare
                                                : role == XyPlot::Role::Model  ? QCPScatterStyle::ssCircle
                                                                               : QCPScatterStyle::ssTriangle;
    return {shape, QPen(Qt::NoPen), QBrush(fillOf(color)), kSprite};
}

/// A marker drawn once: thousands of them cost no more than a copy each.
QPixmap sprite(XyPlot::Role role, const QColor& color, double pixelRatio)
{
    QPixmap pixmap(QSize(kSprite + 2, kSprite + 2) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fillOf(color));
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

/// The ring around a selected point, drawn once likewise.
QPixmap haloSprite(const QColor& color, double pixelRatio)
{
    constexpr double kPen = 2.0;
    constexpr int kSize = kHalo + 3;
    QPixmap pixmap(QSize(kSize, kSize) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, kPen));
    painter.drawEllipse(QRectF(1.5, 1.5, kHalo, kHalo));
    return pixmap;
}

} // namespace

void XyPlot::drawPoints()
{
    const QVector<int> rows = m_parts->rows();
    const bool isDensity = showsDensity();
    for (System& system : m_parts->systems) {
        QVector<double> x;
        QVector<double> y;
        if (!isDensity && system.isVisible)
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
    // A colour map is stretched over the screen between its corners: so the cells are of equal size on the screen,
    // which on tempo axes is in octaves.
    const PlotView all = fullView();
    const auto cellOf = [this](double value, double low, double high) {
        const double share =
            m_parts->isTempoScale ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
        return static_cast<int>(std::floor(share * kDensityCells));
    };
    QCPColorMapData* const cells = m_parts->density->data();
    cells->setSize(kDensityCells, kDensityCells);
    cells->setRange(QCPRange(all.left, all.right), QCPRange(all.bottom, all.top));
    cells->fill(0.0);
    for (const System& system : m_parts->systems)
        for (const int row : m_parts->rows()) {
            if (!system.isVisible || !std::isfinite(system.estimates[row]) || system.estimates[row] <= 0.0)
                continue;
            const int column = cellOf(m_parts->reference[row], all.left, all.right);
            const int line = cellOf(system.estimates[row], all.bottom, all.top);
            if (column >= 0 && column < kDensityCells && line >= 0 && line < kDensityCells)
                cells->setCell(column, line, cells->cell(column, line) + 1.0);
        }
    const Colors& colors = m_parts->colors;
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
            if (system.isVisible && row >= 0 && row < system.estimates.size() && std::isfinite(system.estimates[row])) {
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
    const Colors& colors = m_parts->colors;
    for (const double ratio : m_parts->ratios()) {
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
        // Above the line, where it leaves the picture: at the top for fast ones, at the right for slow ones.
        const double x = isSteep ? all.top / ratio / 1.12 : all.right / 1.04;
        text->position->setCoords(x, x * ratio);
        text->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
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

void XyPlot::restyle(const Colors& colors)
{
    m_parts->colors = colors;
    for (const System& system : m_parts->systems) {
        const QColor color = systemColor(system.role, system.color, colors);
        system.points->setScatterStyle(isForVectors()
                                           ? shapeStyle(system.role, color)
                                           : QCPScatterStyle(sprite(system.role, color, devicePixelRatioF())));
    }
    m_parts->halo->setScatterStyle(
        isForVectors() ? QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.selection, 2), Qt::NoBrush, kHalo)
                       : QCPScatterStyle(haloSprite(colors.selection, devicePixelRatioF())));
    m_parts->tether->setPen(QPen(colors.selection, 1.5));
    m_parts->lassoLine->setPen(QPen(colors.selection, 1.5, Qt::DashLine));
    surface().legend->setVisible(m_parts->hasLegend || isForPicture());
    surface().legend->setFont(fontOf(TextRole::Caption));
    surface().legend->setTextColor(colors.secondary);
    surface().legend->setBrush(Qt::NoBrush);
    drawLines();
    drawDensity();
}

} // namespace tempo::ui
