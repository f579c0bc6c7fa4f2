// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/waveform_view.h"

#include "widgets/theme/theme.h"
#include "widgets/views/time_axis.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <span>

namespace tempo::ui {

namespace {

/// Beats nearer to each other than this many pixels would be a grey area: then only downbeats are drawn.
constexpr double kClosestBeats = 5.0;

/// The items that fall into one column of pixels; at least one where the recording goes on.
template <class Item>
std::span<const Item> itemsBetween(const std::vector<Item>& items, double rate, double begin, double end)
{
    const auto clamped = [&](double index) {
        return static_cast<std::size_t>(std::clamp(index, 0.0, static_cast<double>(items.size())));
    };
    const std::size_t first = clamped(std::floor(begin * rate));
    const std::size_t last = std::min(items.size(), std::max(first + 1, clamped(std::floor(end * rate))));
    return first >= items.size() ? std::span<const Item>{} : std::span(items).subspan(first, last - first);
}

} // namespace

WaveformView::WaveformView(TimeAxis* axis, QWidget* parent) : TimeView(axis, tr("Waveform with beats"), parent) {}

void WaveformView::setPeaks(std::vector<WavePeak> peaks, double peaksPerSecond)
{
    m_peaks = std::move(peaks);
    m_peaksPerSecond = peaksPerSecond;
    float loudest = 0.0F;
    for (const WavePeak& peak : m_peaks)
        loudest = std::max({loudest, std::abs(peak.least), std::abs(peak.most)});
    m_scale = loudest > 0.0F ? 1.0F / loudest : 1.0F;
    refresh();
}

void WaveformView::setBeats(std::vector<WaveBeat> beats)
{
    m_beats = std::move(beats);
    refresh();
}

void WaveformView::paintPicture(QPainter& painter, const QRectF& area)
{
    const Colors& colors = Theme::instance().colors();
    const double pixel = 1.0 / painter.device()->devicePixelRatio();
    const double middle = area.center().y();
    const double half = 0.46 * area.height() * static_cast<double>(m_scale);
    painter.setPen(colors.line);
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle));
    const QColor color = mixed(colors.panel, colors.secondary, 0.75);
    for (double x = area.left(); x < area.right(); x += pixel) {
        WavePeak column;
        for (const WavePeak& peak : itemsBetween(m_peaks, m_peaksPerSecond, secondsAt(x), secondsAt(x + pixel))) {
            column.least = std::min(column.least, peak.least);
            column.most = std::max(column.most, peak.most);
        }
        const double top = middle - half * static_cast<double>(column.most);
        const double bottom = middle - half * static_cast<double>(column.least);
        painter.fillRect(QRectF(x, top, pixel, std::max(pixel, bottom - top)), color);
    }
    paintBeats(painter, area);
}

void WaveformView::paintBeats(QPainter& painter, const QRectF& area) const
{
    const Colors& colors = Theme::instance().colors();
    const TimeRegion& range = axis().range();
    const double density = m_beats.size() < 2 ? area.width()
                                              : (xOf(m_beats.back().seconds) - xOf(m_beats.front().seconds)) /
                                                    static_cast<double>(m_beats.size() - 1);
    const bool hasDownbeats = std::ranges::any_of(m_beats, &WaveBeat::isDownbeat);
    for (const WaveBeat& beat : m_beats) {
        if (beat.seconds < range.begin || beat.seconds > range.end)
            continue;
        if (density < kClosestBeats && hasDownbeats && !beat.isDownbeat)
            continue;
        const double x = std::round(xOf(beat.seconds)) + 0.5;
        if (beat.isDownbeat) {
            painter.fillRect(QRectF(x - 1.0, area.top(), 2.0, area.height()), colors.reference);
            painter.fillRect(QRectF(x - 3.0, area.top(), 6.0, 4.0), colors.reference);
        } else {
            painter.fillRect(QRectF(x - 0.5, area.top(), 1.0, area.height()),
                             mixed(colors.panel, colors.reference, density < 2.0 * kClosestBeats ? 0.35 : 0.6));
        }
    }
}

EnvelopeView::EnvelopeView(TimeAxis* axis, const QString& name, QWidget* parent) : TimeView(axis, name, parent) {}

void EnvelopeView::setValues(std::vector<float> values, double valuesPerSecond)
{
    m_values = std::move(values);
    m_valuesPerSecond = valuesPerSecond;
    m_most = m_values.empty() ? 0.0F : std::ranges::max(m_values);
    refresh();
}

void EnvelopeView::paintPicture(QPainter& painter, const QRectF& area)
{
    if (m_most <= 0.0F)
        return;
    const Colors& colors = Theme::instance().colors();
    const double pixel = 1.0 / painter.device()->devicePixelRatio();
    const double base = area.bottom() - 1.0;
    QPainterPath curve(QPointF(area.left(), base));
    for (double x = area.left(); x < area.right(); x += pixel) {
        float most = 0.0F;
        for (const float value : itemsBetween(m_values, m_valuesPerSecond, secondsAt(x), secondsAt(x + pixel)))
            most = std::max(most, value);
        curve.lineTo(x, base - (area.height() - 4.0) * static_cast<double>(most / m_most));
    }
    curve.lineTo(area.right(), base);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.secondary, 1.0));
    painter.setBrush(mixed(colors.panel, colors.secondary, 0.25));
    painter.drawPath(curve);
}

} // namespace tempo::ui
