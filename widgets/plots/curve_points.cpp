// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/curve_points.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tempo::ui {

namespace {

constexpr std::size_t kBlock = 16;
constexpr std::size_t kPointsPerColumn = 2;

/// Where a column ends.
double edgeOf(const PixelColumns& columns, int column)
{
    const double share = static_cast<double>(column + 1) / columns.count;
    return columns.isLogarithmic && columns.left > 0.0 ? columns.left * std::pow(columns.right / columns.left, share)
                                                       : columns.left + (columns.right - columns.left) * share;
}

void addColumn(std::vector<CurvePoint>& points, double x, const Extent& extent, ColumnPick pick)
{
    if (extent.count == 0) {
        points.push_back({x, std::numeric_limits<double>::quiet_NaN()});
        return;
    }
    switch (pick) {
    case ColumnPick::Extremes: {
        // The nearer end first: the line does not cross the column twice.
        const double before = points.empty() ? extent.low : points.back().y;
        const bool isLowFirst = !(std::abs(before - extent.high) < std::abs(before - extent.low));
        points.push_back({x, isLowFirst ? extent.low : extent.high});
        if (extent.low < extent.high)
            points.push_back({x, isLowFirst ? extent.high : extent.low});
        return;
    }
    case ColumnPick::Mean:
        points.push_back({x, extent.sum / static_cast<double>(extent.count)});
        return;
    case ColumnPick::Lowest:
        points.push_back({x, extent.low});
        return;
    case ColumnPick::Highest:
        points.push_back({x, extent.high});
        return;
    }
}

/// Those that are seen: from the first to before the last.
std::pair<std::size_t, std::size_t> seenOf(std::span<const double> x, const PixelColumns& columns)
{
    const auto first = std::lower_bound(x.begin(), x.end(), columns.left);
    const auto last = std::upper_bound(first, x.end(), columns.right);
    return {static_cast<std::size_t>(first - x.begin()), static_cast<std::size_t>(last - x.begin())};
}

} // namespace

void Extent::add(double value)
{
    if (!std::isfinite(value))
        return;
    low = std::min(low, value);
    high = std::max(high, value);
    sum += value;
    ++count;
}

void Extent::add(const Extent& other)
{
    low = std::min(low, other.low);
    high = std::max(high, other.high);
    sum += other.sum;
    count += other.count;
}

void ValueRow::append(double value)
{
    m_values.push_back(value);
    m_last.add(value);
    if (m_values.size() % kBlock == 0) {
        m_blocks.push_back(m_last);
        m_last = {};
    }
}

void ValueRow::clear()
{
    m_values.clear();
    m_blocks.clear();
    m_last = {};
}

Extent ValueRow::extent(std::size_t begin, std::size_t end) const
{
    Extent extent;
    while (begin < end) {
        if (begin % kBlock == 0 && begin + kBlock <= end) {
            extent.add(m_blocks[begin / kBlock]);
            begin += kBlock;
        } else {
            extent.add(m_values[begin++]);
        }
    }
    return extent;
}

bool isDense(std::span<const double> x, const PixelColumns& columns)
{
    const auto [first, last] = seenOf(x, columns);
    return last - first > kPointsPerColumn * static_cast<std::size_t>(columns.count);
}

std::vector<CurvePoint> thinned(std::span<const double> x, const ValueRow& values, const PixelColumns& columns,
                                ColumnPick pick)
{
    const auto [first, last] = seenOf(x, columns);
    std::vector<CurvePoint> points;
    if (first > 0)
        points.push_back({x[first - 1], values.values()[first - 1]});
    if (!isDense(x, columns)) {
        for (std::size_t i = first; i < last; ++i)
            points.push_back({x[i], values.values()[i]});
    } else {
        std::size_t begin = first;
        for (int column = 0; column < columns.count && begin < last; ++column) {
            const bool isLast = column + 1 == columns.count;
            const auto rest = x.subspan(begin, last - begin);
            const auto inside = std::lower_bound(rest.begin(), rest.end(), edgeOf(columns, column)) - rest.begin();
            const std::size_t end = isLast ? last : begin + static_cast<std::size_t>(inside);
            if (end == begin)
                continue;
            addColumn(points, 0.5 * (x[begin] + x[end - 1]), values.extent(begin, end), pick);
            begin = end;
        }
    }
    if (last < x.size())
        points.push_back({x[last], values.values()[last]});
    return points;
}

} // namespace tempo::ui
