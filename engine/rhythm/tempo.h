// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/rhythm/onset_envelope.h"
#include "engine/rhythm/tempo_prior.h"
#include "engine/rhythm/tempogram.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace tempo {

/// The window that librosa.feature.tempo really uses, 8 s: floor(8 * 22050 / 512) = 344 frames, not tempogram()'s 384.
inline constexpr std::size_t kTempoWindow = 344;

/// Belief in every lag of an autocorrelation.
struct TempoScores {
    std::vector<double> autocorrelation; ///< [lagCount], mean over the recording, lag 0 is 1
    std::vector<double> bpm;             ///< [lagCount], tempo of each lag
    std::vector<double> score;           ///< [lagCount], log(1 + 1e6 autocorrelation) + log prior
    std::size_t bestLag = 0;             ///< of the highest score; the first if several are equal

    [[nodiscard]] Bpm tempo() const { return Bpm{bpm[bestLag]}; }
};

/// Global tempo of an onset envelope. Owns its transforms; thread rule: one thread at a time.
/// Source: librosa.feature.tempo, librosa 0.11.0. Golden: score_344.f64, tempo.f64
class TempoScorer {
public:
    explicit TempoScorer(FrameRate rate, const TempoPrior& prior = {}, std::size_t windowFrames = kTempoWindow);

    /// aggregate=mean: one answer for the recording. @param onset [n_frames] @throws Cancelled
    TempoScores global(std::span<const float> onset, const std::stop_token& stop = {});

    /// aggregate=None: an answer for each frame, from the 8 s around it. @return [n_frames], BPM @throws Cancelled
    std::vector<Bpm> overTime(std::span<const float> onset, const std::stop_token& stop = {});

private:
    LocalAutocorrelation m_autocorrelation;
    std::vector<double> m_bpm;
    std::vector<double> m_logPrior;
};

} // namespace tempo
