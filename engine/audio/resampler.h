// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <vector>

namespace tempo {

/// Streaming mono resampler: soxr at high quality (20 bits, linear phase; what librosa calls soxr_hq) through
/// libswresample, or libswresample's own long filter where that was built without soxr (nearly as clean, but it loses
/// some samples of a signal that is shorter than the filter). The filter's delay is taken off at the start and flushed
/// at the end, so output sample k lies at time k / outRate. One thread at a time for an object.
class Resampler {
public:
    /// @param inRate, outRate  Hz, > 0
    /// @throws Error(Internal) if libswresample refuses them
    Resampler(int inRate, int outRate);
    Resampler(const Resampler&) = delete;
    Resampler& operator=(const Resampler&) = delete;
    ~Resampler();

    [[nodiscard]] int inRate() const { return m_inRate; }

    /// Resampled output that is ready after these samples; valid until the next call.
    std::span<const float> process(std::span<const float> samples);
    /// What was still under way; valid until the next call. Empty when nothing is left: call until then.
    std::span<const float> flush();

private:
    struct Impl;
    std::span<const float> convert(std::span<const float> samples);

    int m_inRate;
    std::unique_ptr<Impl> m_impl;
    std::vector<float> m_output;
};

} // namespace tempo
