// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimators/tempo_estimator.h"
#include "engine/rhythm/onset_envelope.h"
#include "engine/rhythm/tempo.h"

#include <span>
#include <stop_token>

namespace tempo {

/// The classical baseline: librosa 0.11.0's onset_strength and feature.tempo, number for number.
///
/// * bpm: librosa's answer, the same double.
/// * candidates: the local maxima of librosa's score over the tempo axis; weights are their shares of exp(score), which
///   is librosa's posterior (1 + 1e6 autocorrelation) * prior, over all local maxima. They tell how close half, double
///   and other metrical levels came.
/// * confidence: pulse clarity, how exactly the onset envelope repeats after one beat of the answer: the mean
///   autocorrelation at the beat's lag, above the higher of the valleys on both sides (within half a beat) and over
///   what was possible above that valley; 1 for a metronome, 0 for noise. It says whether there is a steady pulse at
///   this tempo, not whether a listener would tap at twice or half of it: that is what the weights are for.
/// * curve: feature.tempo(aggregate=None), one point each analysis frame (43.07 a second).
///
/// Differs from: where librosa's answer is nothing but its prior (117.45 BPM for silence), there is no tempo but a
/// refusal. Memory: about 40 MB at most, for a recording of any length, beside the onset envelope (0.6 MB an hour) and
/// the curve.
class LibrosaEstimator final : public TempoEstimator {
public:
    LibrosaEstimator();

    [[nodiscard]] std::string_view name() const override { return "librosa"; }
    FileEstimate estimateFile(const std::filesystem::path& path, const EstimateOptions& options,
                              const ProgressSink& progress, const std::stop_token& stop) override;

    /// The part after decoding, for samples in memory. @param samples [n_samples] at kAnalysisRate; refused if not
    /// finite
    TempoEstimate estimateSamples(std::span<const float> samples, const EstimateOptions& options = {},
                                  const std::stop_token& stop = {});

    /// The part after the onset envelope, which a dataset's evaluation keeps. @param onset at the analysis grid's rate
    TempoEstimate estimateEnvelope(const OnsetEnvelope& onset, const EstimateOptions& options = {},
                                   const std::stop_token& stop = {});

private:
    OnsetStream m_onset;
    TempoScorer m_scorer;
};

} // namespace tempo
