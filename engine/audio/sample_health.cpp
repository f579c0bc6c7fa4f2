// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/sample_health.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tempo {

namespace {

constexpr float kFullScale = 32767.0F / 32768.0F;
constexpr std::int32_t kMagnitudeBits = 0x7FFFFFFF;

/// The bits of the largest |x|. Without the sign bit, floats order like integers, with infinity and NaN above all
/// numbers; so one integer maximum answers "does anything here reach full scale?" and compilers vectorise it.
std::int32_t largestMagnitude(std::span<const float> samples)
{
    std::int32_t largest = 0;
    for (const float sample : samples)
        largest = std::max(largest, std::bit_cast<std::int32_t>(sample) & kMagnitudeBits);
    return largest;
}

} // namespace

void SampleHealth::addChannel(std::span<const float> samples)
{
    m_samples += static_cast<std::int64_t>(samples.size());
    constexpr std::size_t kStretch = 1024;
    while (!samples.empty()) {
        const auto stretch = samples.first(std::min(kStretch, samples.size()));
        const float largest = std::bit_cast<float>(largestMagnitude(stretch));
        if (largest < kFullScale)
            m_peak = std::max(m_peak, static_cast<double>(largest));
        else // also when largest is NaN or infinite: see largestMagnitude()
            countExtremes(stretch);
        samples = samples.subspan(stretch.size());
    }
}

void SampleHealth::countExtremes(std::span<const float> samples)
{
    for (const float sample : samples) {
        if (!std::isfinite(sample)) {
            ++m_nonFinite;
            continue;
        }
        const float magnitude = std::fabs(sample);
        m_clipped += magnitude >= kFullScale ? 1 : 0;
        m_peak = std::max(m_peak, static_cast<double>(magnitude));
    }
}

void SampleHealth::addMean(std::span<const float> samples)
{
    if (m_varies || samples.empty())
        return;
    if (!m_first)
        m_first = samples.front();
    m_varies = std::any_of(samples.begin(), samples.end(), [&](float sample) { return !(sample == *m_first); });
}

double SampleHealth::clippedShare() const
{
    return m_samples > 0 ? static_cast<double>(m_clipped) / static_cast<double>(m_samples) : 0.0;
}

std::optional<float> SampleHealth::constantValue() const
{
    return m_varies ? std::nullopt : m_first;
}

} // namespace tempo
