// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/curve_smoothing.h"

#include <algorithm>
#include <cmath>

namespace tempo::ui {

namespace {

constexpr double kLowShare = 0.01;
constexpr double kHighShare = 0.99;
constexpr double kMargin = 0.2;

} // namespace

double DebiasedAverage::next(double value)
{
    if (std::isfinite(value)) {
        m_sum = m_smoothing * m_sum + (1.0 - m_smoothing) * value;
        m_weight = m_smoothing * m_weight + (1.0 - m_smoothing);
    }
    return m_weight > 0.0 ? m_sum / m_weight : value;
}

std::vector<double> smoothed(std::span<const double> values, double smoothing)
{
    std::vector<double> result;
    result.reserve(values.size());
    DebiasedAverage average(smoothing);
    for (const double value : values)
        result.push_back(average.next(value));
    return result;
}

ValueRange typicalRange(std::vector<double> values)
{
    values.erase(std::remove_if(values.begin(), values.end(), [](double value) { return !std::isfinite(value); }),
                 values.end());
    if (values.empty())
        return {};
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const ValueRange all{.low = *least, .high = *most, .outside = 0};
    const double last = static_cast<double>(values.size() - 1);
    const auto valueAt = [&values](double rank) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
        std::nth_element(values.begin(), place, values.end());
        return *place;
    };
    const double low = valueAt(std::floor(kLowShare * last));
    const double high = valueAt(std::ceil(kHighShare * last));
    const double width = high - low;
    ValueRange range;
    range.low = std::max(all.low, low - kMargin * width);
    range.high = std::min(all.high, high + kMargin * width);
    range.outside = static_cast<std::size_t>(std::count_if(
        values.begin(), values.end(), [&](double value) { return value < range.low || value > range.high; }));
    return range;
}

} // namespace tempo::ui
