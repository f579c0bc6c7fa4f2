// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimators/tempo_estimator.h"
#include "engine/rhythm/mel_spectrogram.h"
#include "training/neural/block_buffer.h"
#include "training/neural/neural_module.h"

#include <memory>
#include <vector>

namespace tempo {

/// A network behind the estimators' interface.
///
/// The log-mel spectrogram is cut into blocks of facts().blockFrames (11.9 s), each half a block after the one before,
/// the last one at the end of the recording; what the network says about the blocks is averaged. A recording shorter
/// than a block is followed by silence, in which nothing begins, so that only what was played counts; one shorter than
/// kShortest is refused.
///
/// For a network with a distribution over tempi:
/// * bpm: the peak of the mean distribution, between the grid's tempi by a parabola through the logarithms.
/// * candidates: its local maxima; weights are the probability within 4 % around them.
/// * confidence: the weight of the answer. The distribution's temperature was fitted on validation data, so that of
///   many answers with a confidence of 0.8 about 80 % should be right on music as the model learnt from.
/// For a network with one number: bpm is the median of the blocks, the only candidate; confidence is the share of
/// blocks within 4 % of it.
/// * curve: one point a block, at its middle.
/// Memory: bounded, 4 MB beside the network.
class NetworkEstimator final : public TempoEstimator {
public:
    /// Less than two beats of 60 BPM leave nothing to measure.
    static constexpr Seconds kShortest{2.0};

    explicit NetworkEstimator(std::unique_ptr<TempoModel> model);

    [[nodiscard]] std::string_view name() const override { return "network"; }
    FileEstimate estimateFile(const std::filesystem::path& path, const EstimateOptions& options,
                              const ProgressSink& progress, const std::stop_token& stop) override;

    /// The part after decoding, for samples in memory. @param samples [n_samples] at kAnalysisRate; refused if not
    /// finite
    TempoEstimate estimateSamples(std::span<const float> samples, const EstimateOptions& options = {});

    /// The part after the spectrogram, for frames of a FeatureStore. They are half floats, so the tempo may differ from
    /// estimateFile()'s in its fifth digit.
    /// @param frames [n_frames * 128] @param duration of the recording
    TempoEstimate estimateFrames(std::span<const std::uint16_t> frames, Seconds duration,
                                 const EstimateOptions& options = {});

private:
    /// Forgets the recording before.
    void begin();
    TempoEstimate finish(Seconds duration, const EstimateOptions& options);
    void predict(std::span<const float> blocks, std::size_t nBlocks);

    std::unique_ptr<TempoModel> m_model;
    std::vector<std::vector<float>> m_outputs; ///< of each block
    BlockBuffer m_blocks;
    MelSpectrogramStream m_mel;
};

} // namespace tempo
