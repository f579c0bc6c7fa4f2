// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/halve_rate.h"

#include <array>
#include <cmath>
#include <numbers>

namespace tempo::synth {

namespace {

/// Every second coefficient of a half-band filter is zero, so these stand for 4 * kHalf - 1 taps.
constexpr std::size_t kHalf = 16;

/// The coefficients at odd distances 1, 3, 5, ... from the middle, with a Blackman window.
std::array<float, kHalf> makeTaps()
{
    std::array<double, kHalf> taps{};
    double sum = 0.0;
    for (std::size_t i = 0; i < kHalf; ++i) {
        const double distance = 2.0 * static_cast<double>(i) + 1.0;
        const double phase = std::numbers::pi * distance / (2.0 * static_cast<double>(kHalf));
        const double window = 0.42 + 0.5 * std::cos(phase) + 0.08 * std::cos(2.0 * phase);
        taps[i] = window * std::sin(std::numbers::pi * distance / 2.0) / (std::numbers::pi * distance);
        sum += 2.0 * taps[i];
    }
    // The middle is one half; the others add up to the other half, so that level stays.
    std::array<float, kHalf> result{};
    for (std::size_t i = 0; i < kHalf; ++i)
        result[i] = static_cast<float>(taps[i] * 0.5 / sum);
    return result;
}

} // namespace

std::vector<float> halveRate(std::span<const float> input, std::int64_t begin, std::size_t nOutput)
{
    const std::array<float, kHalf> taps = makeTaps();
    constexpr auto kReach = static_cast<std::int64_t>(2 * kHalf);
    std::vector<float> padded(static_cast<std::size_t>(kReach), 0.0F);
    padded.insert(padded.end(), input.begin(), input.end());
    const auto needed = static_cast<std::size_t>(begin) + 2 * nOutput + 2 * static_cast<std::size_t>(kReach);
    if (padded.size() < needed)
        padded.resize(needed, 0.0F);
    std::vector<float> output(nOutput);
    for (std::size_t n = 0; n < nOutput; ++n) {
        const float* const middle = padded.data() + kReach + begin + 2 * static_cast<std::int64_t>(n);
        float sum = 0.5F * middle[0];
        for (std::size_t i = 0; i < kHalf; ++i) {
            const auto distance = static_cast<std::ptrdiff_t>(2 * i + 1);
            sum += taps[i] * (middle[distance] + middle[-distance]);
        }
        output[n] = sum;
    }
    return output;
}

} // namespace tempo::synth
