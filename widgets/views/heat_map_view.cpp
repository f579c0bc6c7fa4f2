// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/heat_map_view.h"

#include "widgets/theme/theme.h"
#include "widgets/views/time_axis.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tempo::ui {

namespace {

constexpr double kMarkSize = 9.0;
constexpr double kLabelHeight = 18.0;
constexpr double kLeastLabelDistance = 13.0;

QList<QRgb> colorTable(const Colors& colors)
{
    QList<QRgb> table;
    table.reserve(256);
    for (int strength = 0; strength < 256; ++strength)
        table.append(mixed(colors.panel, colors.text, 0.92 * strength / 255.0).rgb());
    return table;
}

/// At the right, each at its line's height as far as there is room: labels of near tempi stand below each other, and
/// where the view is too low for that, beside.
std::vector<QRectF> placesOfLabels(const std::vector<HeatMapLine>& lines, const QFontMetrics& metrics,
                                   const QRectF& area)
{
    constexpr double kBetween = 2.0;
    std::vector<QRectF> places;
    double right = area.right() - 2.0 * kBetween;
    double left = right;
    double free = area.top();
    for (const HeatMapLine& line : lines) {
        const double y = area.bottom() - line.height * area.height();
        const double own = std::max(area.top(), std::min(y - kLabelHeight / 2.0, area.bottom() - kLabelHeight));
        const bool hasRoom = places.empty() || std::max(free, own) + kLabelHeight <= area.bottom() + 1.0;
        right = hasRoom ? right : left - kBetween;
        const double top = hasRoom ? std::max(free, own) : own;
        const double width = metrics.horizontalAdvance(line.label) + kMarkSize + 20.0;
        places.emplace_back(right - width, top, width, kLabelHeight);
        free = places.back().bottom() + kBetween;
        left = std::min(left, places.back().left());
    }
    return places;
}

} // namespace

HeatMapView::HeatMapView(TimeAxis* axis, const QString& name, QWidget* parent) : TimeView(axis, name, parent) {}

void HeatMapView::setStrength(std::shared_ptr<const Matrix<std::uint8_t>> strength, double framesPerSecond)
{
    m_strength = std::move(strength);
    m_framesPerSecond = framesPerSecond;
    refresh();
}

void HeatMapView::setTicks(std::vector<HeatMapTick> ticks)
{
    m_ticks = std::move(ticks);
    refresh();
}

void HeatMapView::setLines(std::vector<HeatMapLine> lines)
{
    m_lines = std::move(lines);
    refresh();
}

void HeatMapView::paintPicture(QPainter& painter, const QRectF& area)
{
    if (m_strength && m_strength->rows() > 0)
        paintStrength(painter, area);
    paintTicks(painter, area);
    paintLines(painter, area);
}

void HeatMapView::paintStrength(QPainter& painter, const QRectF& area) const
{
    const Matrix<std::uint8_t>& strength = *m_strength;
    const double ratio = painter.device()->devicePixelRatio();
    const int width = std::max(1, static_cast<int>(std::lround(area.width() * ratio)));
    const auto nBins = static_cast<int>(strength.cols());
    QImage image(width, nBins, QImage::Format_Indexed8);
    image.setColorTable(colorTable(Theme::instance().colors()));
    std::vector<unsigned> sums(strength.cols());
    const auto frameAt = [&](int x) {
        const double frame = secondsAt(area.left() + x / ratio) * m_framesPerSecond;
        return static_cast<std::size_t>(std::clamp(frame, 0.0, static_cast<double>(strength.rows() - 1)));
    };
    for (int x = 0; x < width; ++x) {
        const std::size_t first = frameAt(x);
        const std::size_t last = std::max(first + 1, frameAt(x + 1));
        std::ranges::fill(sums, 0U);
        for (std::size_t frame = first; frame < last; ++frame) {
            const std::span<const std::uint8_t> row = strength.row(frame);
            for (std::size_t bin = 0; bin < row.size(); ++bin)
                sums[bin] += row[bin];
        }
        for (int bin = 0; bin < nBins; ++bin)
            image.scanLine(nBins - 1 - bin)[x] =
                static_cast<uchar>(sums[static_cast<std::size_t>(bin)] / static_cast<unsigned>(last - first));
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(area, image.convertToFormat(QImage::Format_RGB32));
}

void HeatMapView::paintTicks(QPainter& painter, const QRectF& area) const
{
    const Colors& colors = Theme::instance().colors();
    painter.setFont(fontOf(TextRole::Caption));
    double lastLabel = 2.0 * area.bottom();
    for (const HeatMapTick& tick : m_ticks) {
        const double y = area.bottom() - tick.height * area.height();
        QColor grid = colors.secondary;
        grid.setAlphaF(0.25F);
        painter.setPen(grid);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(colors.secondary);
        const double top = std::clamp(y - 8.0, area.top(), std::max(area.top(), area.bottom() - 16.0));
        if (std::abs(top - lastLabel) < kLeastLabelDistance)
            continue;
        lastLabel = top;
        painter.drawText(QRectF(0, top, kGutter - 6, 16), Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
}

void HeatMapView::paintLines(QPainter& painter, const QRectF& area) const
{
    const Colors& colors = Theme::instance().colors();
    std::vector<HeatMapLine> lines;
    std::ranges::copy_if(m_lines, std::back_inserter(lines),
                         [](const HeatMapLine& line) { return line.height >= 0.0 && line.height <= 1.0; });
    std::ranges::sort(lines, std::greater{}, &HeatMapLine::height);
    painter.setFont(fontOf(TextRole::Caption));
    for (const HeatMapLine& line : lines) {
        const double y = area.bottom() - line.height * area.height();
        painter.setPen(QPen(colors.panel, 3.0));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    // After all margins, so that of two near lines both are seen.
    for (const HeatMapLine& line : lines) {
        const double y = area.bottom() - line.height * area.height();
        painter.setPen(QPen(colorOf(line.meaning), line.meaning == Meaning::Reference ? 1.0 : 1.5,
                            line.meaning == Meaning::Baseline ? Qt::DashLine : Qt::SolidLine));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<QRectF> labels = placesOfLabels(lines, painter.fontMetrics(), area);
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const HeatMapLine& line = lines[place];
        const QRectF& label = labels[place];
        painter.setPen(colors.line);
        painter.setBrush(colors.panel);
        painter.drawRoundedRect(label, 4.0, 4.0);
        paintMark(painter, {label.left() + 10.0, label.center().y()}, kMarkSize, shapeOf(line.meaning),
                  colorOf(line.meaning));
        painter.setPen(colors.text);
        painter.drawText(label.adjusted(kMarkSize + 10.0, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, line.label);
    }
}

} // namespace tempo::ui
