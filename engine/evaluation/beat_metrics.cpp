// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/beat_metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

namespace tempo {

namespace {

using Beats = std::vector<double>;

/// Index of the beat nearest to a time, the earlier one of two.
std::size_t nearestBeat(std::span<const double> beats, double time)
{
    const auto after = static_cast<std::size_t>(std::ranges::lower_bound(beats, time) - beats.begin());
    if (after == 0)
        return 0;
    if (after == beats.size() || time - beats[after - 1] <= beats[after] - time)
        return after - 1;
    return after;
}

/// The annotation at the metrical levels that AML allows: itself, off-beat, double, half from the first, half from the
/// second beat.
std::array<Beats, 5> metricalVariations(std::span<const double> reference)
{
    std::array<Beats, 5> variations;
    auto& [plain, offBeat, twice, oddHalf, evenHalf] = variations;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        plain.push_back(reference[i]);
        twice.push_back(reference[i]);
        (i % 2 == 0 ? oddHalf : evenHalf).push_back(reference[i]);
        if (i + 1 < reference.size()) {
            offBeat.push_back(0.5 * (reference[i] + reference[i + 1]));
            twice.push_back(offBeat.back());
        }
    }
    return variations;
}

/// The interval that a beat is measured by: the one before it, or the one after it where a sequence begins.
double intervalAt(std::span<const double> beats, std::size_t index, bool looksForward)
{
    if (beats.size() == 1)
        return 0.0;
    const std::size_t end = looksForward && index + 1 < beats.size() ? index + 1 : index;
    return beats[end] - beats[end - 1];
}

bool isContinued(double distance, double referenceInterval, double estimatedInterval, double phase, double period)
{
    if (referenceInterval == 0.0)
        return false;
    return std::abs(distance / referenceInterval) < phase &&
           std::abs(1.0 - estimatedInterval / referenceInterval) < period;
}

/// Share of the longest correct sequence and of all correct beats.
std::pair<double, double> continuityAgainst(std::span<const double> reference, std::span<const double> estimate,
                                            double phase, double period)
{
    std::vector<char> isUsed(reference.size(), 0);
    std::size_t correct = 0;
    std::size_t run = 0;
    std::size_t longest = 0;
    for (std::size_t beat = 0; beat < estimate.size(); ++beat) {
        const std::size_t nearest = nearestBeat(reference, estimate[beat]);
        const bool looksForward = beat == 0 || nearest == 0;
        const bool isCorrect =
            isUsed[nearest] == 0 &&
            isContinued(estimate[beat] - reference[nearest], intervalAt(reference, nearest, looksForward),
                        intervalAt(estimate, beat, looksForward), phase, period);
        isUsed[nearest] = isUsed[nearest] != 0 || isCorrect ? 1 : 0;
        run = isCorrect ? run + 1 : 0;
        correct += isCorrect ? 1U : 0U;
        longest = std::max(longest, run);
    }
    const auto n = static_cast<double>(std::max(reference.size(), estimate.size()));
    return {static_cast<double>(longest) / n, static_cast<double>(correct) / n};
}

/// Half of the interval that a beat's error is scaled by.
double errorScale(std::span<const double> reference, std::size_t nearest, double error)
{
    const std::size_t last = reference.size() - 1;
    if (nearest == last)
        return 0.5 * (reference[last] - reference[last - 1]);
    if (error >= 0.0)
        return 0.5 * (reference[nearest + 1] - reference[nearest]);
    return nearest == 0 ? 0.5 * (reference[0] - reference[last]) : 0.5 * (reference[nearest] - reference[nearest - 1]);
}

/// Entropy in bits of the histogram of the beats' errors against the nearest reference beat.
double errorEntropy(std::span<const double> reference, std::span<const double> estimate, int bins)
{
    std::vector<std::size_t> counts(static_cast<std::size_t>(bins), 0);
    for (const double beat : estimate) {
        const std::size_t nearest = nearestBeat(reference, beat);
        const double error = beat - reference[nearest];
        const double relative = 0.5 * error / errorScale(reference, nearest, error);
        // Into (-0.5, 0.5].
        const double wrapped = relative - std::ceil(relative - 0.5);
        const auto bin = static_cast<int>(std::floor((wrapped + 0.5) * bins));
        ++counts[static_cast<std::size_t>(std::clamp(bin, 0, bins - 1))];
    }
    double entropy = 0.0;
    for (const std::size_t count : counts) {
        const double share = static_cast<double>(count) / static_cast<double>(estimate.size());
        if (count > 0)
            entropy -= share * std::log2(share);
    }
    return entropy;
}

} // namespace

std::vector<double> trimBeats(std::span<const double> beats, double firstSeconds)
{
    const auto first = std::ranges::lower_bound(beats, firstSeconds);
    return {first, beats.end()};
}

double beatFMeasure(std::span<const double> reference, std::span<const double> estimate, double window)
{
    if (reference.empty() || estimate.empty())
        return 0.0;
    // Both lists ascend, so taking the first partner that is free is the largest matching.
    std::size_t matched = 0;
    std::size_t beat = 0;
    for (const double time : reference) {
        while (beat < estimate.size() && estimate[beat] < time - window)
            ++beat;
        if (beat < estimate.size() && estimate[beat] <= time + window) {
            ++matched;
            ++beat;
        }
    }
    return 2.0 * static_cast<double>(matched) / static_cast<double>(reference.size() + estimate.size());
}

double cemgilAccuracy(std::span<const double> reference, std::span<const double> estimate, double sigma)
{
    if (reference.empty() || estimate.empty())
        return 0.0;
    double sum = 0.0;
    for (const double time : reference) {
        const double distance = time - estimate[nearestBeat(estimate, time)];
        sum += std::exp(-distance * distance / (2.0 * sigma * sigma));
    }
    return sum / (0.5 * static_cast<double>(reference.size() + estimate.size()));
}

BeatContinuity beatContinuity(std::span<const double> reference, std::span<const double> estimate, double phase,
                              double period)
{
    BeatContinuity result;
    if (reference.size() < 2 || estimate.size() < 2)
        return result;
    std::tie(result.cmlc, result.cmlt) = continuityAgainst(reference, estimate, phase, period);
    const std::array<Beats, 5> variations = metricalVariations(reference);
    for (const Beats& variation : variations) {
        const auto [longest, total] = continuityAgainst(variation, estimate, phase, period);
        result.amlc = std::max(result.amlc, longest);
        result.amlt = std::max(result.amlt, total);
    }
    return result;
}

double informationGain(std::span<const double> reference, std::span<const double> estimate, int bins)
{
    if (reference.size() < 2 || estimate.size() < 2)
        return 0.0;
    const double most = std::log2(bins);
    const double entropy = std::max(errorEntropy(reference, estimate, bins), errorEntropy(estimate, reference, bins));
    return (most - entropy) / most;
}

} // namespace tempo
