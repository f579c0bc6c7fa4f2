// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "engine/core/units.h"
#include "engine/rhythm/mel_spectrogram.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tempo {

/// How strongly something new begins, over time.
struct OnsetEnvelope {
    FrameRate rate;            ///< frames per second
    std::vector<float> values; ///< [n_frames], >= 0, mean rise in dB over the mel bands

    [[nodiscard]] Seconds duration() const { return Seconds{static_cast<double>(values.size()) / rate.value()}; }
};

/// Spectral flux: the mean over bands of the rise in dB from one frame to the next, decreases counting as 0. The rise
/// into frame t stands at t + 2, which centres it on the moment that is heard; the first three values are 0.
/// @param melDecibel [n_frames, n_bands], already limited to 80 dB below its maximum
/// @return           [n_frames]
/// Thread-safe: yes.
/// Source: librosa.onset.onset_strength(lag=1, max_size=1, center=True), librosa 0.11.0. Golden: onset.f32
OnsetEnvelope onsetStrength(const Matrix<float>& melDecibel, FrameRate rate);

/// onsetStrength() for a stream of samples of any length, with bounded memory.
///
/// The 80 dB limit hangs on the loudest value of the whole recording, so the spectrogram is retained until that is
/// known: 512 bytes a frame. A recording longer than the bound is not retained; it is pushed twice, once for the
/// loudest value and once for the envelope, with the same result to the bit.
/// Thread rule: an object belongs to one thread at a time; it can be used for one recording after another.
class OnsetStream {
public:
    /// 25 minutes, 34 MB.
    static constexpr std::size_t kDefaultRetainedFrames = 65536;

    explicit OnsetStream(std::size_t maxRetainedFrames = kDefaultRetainedFrames, const AnalysisGrid& grid = {});

    /// Starts a new recording; what was pushed before is forgotten.
    void begin();
    void push(std::span<const float> samples) { m_mel.push(samples); }
    /// Ends one pass over the recording.
    /// @return true if the envelope is complete; false if the same samples must be pushed once more
    bool finishPass();
    /// The envelope, after finishPass() returned true.
    OnsetEnvelope take();

private:
    enum class Pass { Retain, PeakOnly, Flux };

    void takeFrame(std::span<const float> decibel);
    void appendFlux(std::span<const float> decibel);

    std::size_t m_maxRetainedFrames;
    FrameRate m_rate;
    std::size_t m_bandCount;
    Pass m_pass = Pass::Retain;
    std::size_t m_frameCount = 0;
    float m_peak = 0.0F;
    std::vector<std::vector<float>> m_retained; ///< blocks of frames, so that growing copies nothing
    std::vector<float> m_previous;              ///< last frame of the flux pass, limited
    std::vector<float> m_flux;                  ///< [n_frames], rise into each frame; the first is 0
    MelSpectrogramStream m_mel;
};

} // namespace tempo
