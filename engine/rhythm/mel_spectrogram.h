// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/dsp/centred_frames.h"
#include "engine/dsp/mel.h"
#include "engine/dsp/paired_spectrum.h"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace tempo {

/// The one analysis grid of the tempo chain: librosa's defaults.
struct AnalysisGrid {
    SampleRate rate = kAnalysisRate;
    std::size_t fftSize = 2048;  ///< 93 ms
    std::size_t hop = 512;       ///< 23 ms
    std::size_t bandCount = 128; ///< mel bands

    [[nodiscard]] FrameRate frameRate() const { return FrameRate{rate.value() / static_cast<double>(hop)}; }
};

/// A stream of samples in, its mel power spectrum in dB out, frame by frame: centred frames, periodic Hann, power, mel,
/// dB without the 80 dB limit (which needs the loudest value of the whole recording).
/// Thread rule: an object belongs to one thread at a time.
/// Source: librosa.feature.melspectrogram and power_to_db(top_db=None), librosa 0.11.0's defaults.
class MelSpectrogramStream {
public:
    /// Gets frame number index, [bandCount], dB; valid during the call only. Frames come in order.
    using FrameSink = std::function<void(std::size_t index, std::span<const float> decibel)>;

    explicit MelSpectrogramStream(FrameSink sink, const AnalysisGrid& grid = {});
    // The framing below calls back into this object.
    MelSpectrogramStream(const MelSpectrogramStream&) = delete;
    MelSpectrogramStream& operator=(const MelSpectrogramStream&) = delete;

    /// @param samples at the grid's rate, finite
    void push(std::span<const float> samples) { m_frames.push(samples); }
    /// Hands out the last frames; afterwards the object is ready for the next recording.
    void finish() { m_frames.finish(); }
    /// Forgets what was pushed.
    void reset() { m_frames.reset(); }

private:
    void analysePair(std::size_t index, std::span<const float> first, std::span<const float> second);
    void emitFrame(std::size_t index, std::span<const double> power);

    FrameSink m_sink;
    MelFilterbank m_mel;
    std::vector<double> m_window;
    PairedSpectrum m_spectrum;
    std::vector<double> m_firstPower;
    std::vector<double> m_secondPower;
    std::vector<double> m_bands;
    std::vector<float> m_decibel;
    CentredFrames m_frames;
};

} // namespace tempo
