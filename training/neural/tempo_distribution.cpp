// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/tempo_distribution.h"

#include <algorithm>
#include <cmath>

namespace tempo {

namespace {

/// Keeps the logarithm of an empty bin finite.
constexpr double kTinyProbability = 1e-12;

bool isLocalMaximum(std::span<const float> values, std::size_t bin)
{
    return values[bin] > 0.0F && (bin == 0 || values[bin] > values[bin - 1]) &&
           (bin + 1 == values.size() || values[bin] >= values[bin + 1]);
}

/// Where between its neighbours a maximum lies, in bins; 0 at the grid's ends.
double refinedBin(std::span<const float> values, std::size_t bin)
{
    if (bin == 0 || bin + 1 == values.size())
        return static_cast<double>(bin);
    const auto level = [&](std::size_t i) { return std::log(static_cast<double>(values[i]) + kTinyProbability); };
    const double curvature = level(bin - 1) - 2.0 * level(bin) + level(bin + 1);
    const double shift = curvature < 0.0 ? 0.5 * (level(bin - 1) - level(bin + 1)) / curvature : 0.0;
    return static_cast<double>(bin) + std::clamp(shift, -0.5, 0.5);
}

/// Takes the probability around a bin, so that no other candidate counts it again.
double takeMass(std::vector<double>& left, std::size_t bin, std::size_t reach)
{
    double mass = 0.0;
    const std::size_t end = std::min(left.size(), bin + reach + 1);
    for (std::size_t i = bin > reach ? bin - reach : 0; i < end; ++i)
        mass += std::exchange(left[i], 0.0);
    return mass;
}

} // namespace

Bpm peakTempo(std::span<const float> distribution, const TempoGrid& grid)
{
    const auto best = std::ranges::max_element(distribution) - distribution.begin();
    return grid.tempoOf(refinedBin(distribution, static_cast<std::size_t>(best)));
}

std::vector<TempoCandidate> rankTempi(std::span<const float> distribution, const TempoGrid& grid, double tolerance,
                                      std::size_t limit)
{
    std::vector<std::size_t> maxima;
    for (std::size_t bin = 0; bin < distribution.size(); ++bin)
        if (isLocalMaximum(distribution, bin))
            maxima.push_back(bin);
    std::ranges::stable_sort(maxima, [&](std::size_t a, std::size_t b) { return distribution[a] > distribution[b]; });

    const auto reach = static_cast<std::size_t>(std::lround(grid.binsPerOctave * std::log2(1.0 + tolerance)));
    std::vector<double> left(distribution.begin(), distribution.end());
    std::vector<TempoCandidate> candidates;
    for (const std::size_t bin : maxima) {
        if (candidates.size() == limit)
            break;
        if (left[bin] > 0.0)
            candidates.push_back(
                {.bpm = grid.tempoOf(refinedBin(distribution, bin)), .weight = takeMass(left, bin, reach)});
    }
    // A lower but broader maximum may hold more probability; the answer is the peak all the same.
    if (candidates.size() > 2)
        std::stable_sort(candidates.begin() + 1, candidates.end(),
                         [](const TempoCandidate& a, const TempoCandidate& b) { return a.weight > b.weight; });
    return candidates;
}

} // namespace tempo
