// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace tempo {

/// Running statistics over decoded samples that tell a sound file from a faulty one.
/// Cost: one pass over the samples, vectorised; a second one only over stretches that reach full scale.
class SampleHealth {
public:
    /// Counts samples of one channel, before averaging.
    void addChannel(std::span<const float> samples);
    /// Looks at samples of the mean of the channels, in order.
    void addMean(std::span<const float> samples);

    /// Largest finite |sample| of any channel; 0 without samples.
    [[nodiscard]] double peak() const { return m_peak; }
    /// Share in [0, 1] of the channels' samples with |x| >= 32767/32768; non-finite ones do not count as clipped.
    [[nodiscard]] double clippedShare() const;
    [[nodiscard]] std::int64_t nonFiniteSamples() const { return m_nonFinite; }
    /// The value that every sample of the mean has; empty if they differ or there are none.
    [[nodiscard]] std::optional<float> constantValue() const;

private:
    void countExtremes(std::span<const float> samples);

    std::int64_t m_samples = 0;
    std::int64_t m_clipped = 0;
    std::int64_t m_nonFinite = 0;
    double m_peak = 0.0;
    std::optional<float> m_first;
    bool m_varies = false;
};

} // namespace tempo
