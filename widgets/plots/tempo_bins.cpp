// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/tempo_bins.h"

#include <algorithm>
#include <cmath>

namespace tempo::ui {

namespace {

constexpr double kWidth = 5.0;
constexpr double kPerOctave = 12.0;
constexpr double kAnchor = 40.0;
constexpr double kMostBins = 300.0;
constexpr int kOriginalBins = 25;

/// Whole steps around both ends on a scale where bins have equal width; `upper` is beyond `high` and never on it.
struct Steps {
    double lower;
    double upper;
    double width;
};

Steps stepsAround(double low, double high, double width)
{
    while ((high - low) / width > kMostBins)
        width *= 2.0;
    return {.lower = std::floor(low / width), .upper = std::floor(high / width) + 1.0, .width = width};
}

} // namespace

std::size_t TempoBins::binOf(double bpm) const
{
    const auto above = std::ranges::upper_bound(edges, bpm);
    const auto index = static_cast<std::size_t>(above - edges.begin());
    return std::clamp<std::size_t>(index, 1, count()) - 1;
}

TempoBins makeTempoBins(std::span<const double> bpm, TempoBinning binning)
{
    if (bpm.empty())
        return {};
    const auto [low, high] = std::ranges::minmax(bpm);
    TempoBins bins;
    if (binning == TempoBinning::Original) {
        const double width = high > low ? (high - low) / kOriginalBins : 1.0 / kOriginalBins;
        for (int edge = 0; edge <= kOriginalBins; ++edge)
            bins.edges.push_back(edge == kOriginalBins && high > low ? high : low + edge * width);
        return bins;
    }
    const bool isLog = binning == TempoBinning::Log2;
    const Steps steps =
        isLog ? stepsAround(std::log2(low / kAnchor) + 1e-9, std::log2(high / kAnchor) + 1e-9, 1.0 / kPerOctave)
              : stepsAround(low, high, kWidth);
    for (double step = steps.lower; step <= steps.upper; ++step)
        bins.edges.push_back(isLog ? kAnchor * std::exp2(step * steps.width) : step * steps.width);
    return bins;
}

} // namespace tempo::ui
