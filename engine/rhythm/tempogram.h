// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "engine/core/progress.h"
#include "engine/dsp/fft.h"
#include "engine/rhythm/onset_envelope.h"

#include <cstddef>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace tempo {

/// librosa.feature.tempogram's own window: 384 frames, 8.9 s at 43.07 frames a second.
inline constexpr std::size_t kTempogramWindow = 384;

/// Local autocorrelation of an onset envelope: around every frame a Hann window of the envelope (the ends continued by
/// a linear ramp to 0) is autocorrelated, and scaled so that lag 0 is 1; a window without any onset stays 0. Owns its
/// transforms, so that many recordings share them. Thread rule: one thread at a time. Source: Grosche, Mueller & Kurth,
/// ICASSP 2010; librosa.feature.tempogram(center=True, window="hann", norm=inf). Differs from: librosa transforms at
/// its own size; any size >= 2 windowFrames - 1 gives the same up to 1e-15. Golden: tempogram_384.npy,
/// tempogram_344.npy, agg_tempogram_*.f64
class LocalAutocorrelation {
public:
    /// @param windowFrames even, >= 2
    explicit LocalAutocorrelation(std::size_t windowFrames);

    [[nodiscard]] std::size_t lagCount() const { return m_window.size(); }

    /// Gets frame number index and its row [lagCount]; valid during the call only.
    using RowSink = std::function<void(std::size_t index, std::span<const double> row)>;

    /// All rows one after another. @param onset [n_frames] @throws Cancelled
    void forEachRow(std::span<const float> onset, const RowSink& sink, const std::stop_token& stop = {});

    /// The mean over all frames, [lagCount], without forming the rows: the inverse transform is linear, so it is done
    /// once, for the sum of the scaled power spectra. An empty envelope gives zeros. @throws Cancelled
    std::vector<double> mean(std::span<const float> onset, const std::stop_token& stop = {});

private:
    void scaledTransform(std::span<const float> padded, std::size_t frame, std::size_t frameCount);

    std::vector<double> m_window;        ///< [windowFrames]
    std::vector<double> m_squaredWindow; ///< [windowFrames]
    Fft m_forward;
    Fft m_backward;
};

/// The whole tempogram: [n_frames, windowFrames]; column k is the lag of k frames.
/// @param progress  told once a frame @throws Cancelled
Matrix<double> tempogram(const OnsetEnvelope& onset, std::size_t windowFrames = kTempogramWindow,
                         const ProgressSink& progress = {}, const std::stop_token& stop = {});

/// The tempo of each lag in BPM, [lagCount]; lag 0 is infinite.
/// Source: librosa.tempo_frequencies. Golden: tempo_frequencies_344.f64
std::vector<double> tempoOfLags(std::size_t lagCount, FrameRate rate);

} // namespace tempo
