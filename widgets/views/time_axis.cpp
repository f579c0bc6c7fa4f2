// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/time_axis.h"

#include <algorithm>

namespace tempo::ui {

namespace {

constexpr double kShortestRegion = 0.05;

} // namespace

void TimeAxis::setDuration(double seconds)
{
    m_duration = std::max(0.0, seconds);
    m_range = {.begin = 0.0, .end = m_duration};
    m_cursor.reset();
    m_region.reset();
    Q_EMIT rangeChanged();
    Q_EMIT cursorMoved();
    Q_EMIT regionChanged();
}

void TimeAxis::setRange(double begin, double end)
{
    const double length = std::clamp(end - begin, std::min(kShortestRange, m_duration), m_duration);
    const double first = std::clamp(begin, 0.0, m_duration - length);
    const TimeRegion range{.begin = first, .end = first + length};
    if (range == m_range)
        return;
    m_range = range;
    Q_EMIT rangeChanged();
}

void TimeAxis::zoom(double factor, double around)
{
    const double length = m_range.end - m_range.begin;
    if (length <= 0.0)
        return;
    const double share = std::clamp((around - m_range.begin) / length, 0.0, 1.0);
    const double wanted = std::clamp(length * factor, std::min(kShortestRange, m_duration), m_duration);
    const double first = around - share * wanted;
    setRange(first, first + wanted);
}

void TimeAxis::scroll(double seconds)
{
    setRange(m_range.begin + seconds, m_range.end + seconds);
}

void TimeAxis::followCursor()
{
    if (!m_cursor || (*m_cursor >= m_range.begin && *m_cursor <= m_range.end))
        return;
    setRange(*m_cursor, *m_cursor + (m_range.end - m_range.begin));
}

void TimeAxis::setCursor(std::optional<double> seconds)
{
    if (seconds == m_cursor)
        return;
    m_cursor = seconds;
    Q_EMIT cursorMoved();
}

void TimeAxis::setRegion(std::optional<TimeRegion> region)
{
    if (region) {
        region->begin = std::clamp(region->begin, 0.0, m_duration);
        region->end = std::clamp(region->end, 0.0, m_duration);
        if (region->end - region->begin < kShortestRegion)
            region.reset();
    }
    if (region == m_region)
        return;
    m_region = region;
    Q_EMIT regionChanged();
}

void TimeAxis::wishSeek(double seconds)
{
    Q_EMIT seekWanted(std::clamp(seconds, 0.0, m_duration));
}

} // namespace tempo::ui
