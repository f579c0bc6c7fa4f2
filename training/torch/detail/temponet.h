// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/tempo_network.h"

#include <cstdint>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/linear.h>
#include <vector>

namespace tempo::neural {

struct TempoNetOptions {
    std::int64_t onsetChannels = 16;   ///< learnt onset functions
    std::int64_t fluxBands = 8;        ///< fixed onset functions: the rise of so many groups of mel bands
    std::int64_t width = 48;           ///< of the part that works along log tempo
    std::int64_t levelWidth = 64;      ///< of the part that chooses the metrical level
    std::int64_t positionChannels = 8; ///< what it knows about each tempo
    std::int64_t rhythmChannels = 24;  ///< what it knows about the block as a whole
    double dropout = 0.1;
    bool isCausal = false;
    TempoGrid grid{};
};

/// Ours: a distribution over a log-tempo grid, in two parts.
///
/// 1. Onset functions: a small convolutional network over the log-mel spectrogram learns some, the spectral flux of
///    groups of bands gives others, which no training data can spoil.
/// 2. Periodicity: of each onset function the Fourier magnitude and the autocorrelation at every tempo of a log axis
///    that is wider than the grid. A stretch of the music is now a shift of the axis.
/// 3. The trunk: convolutions along that axis with taps at an octave, a fifth and a twelfth, so that each tempo sees
/// its
///    half, double, 3/2 and triple. It is equivariant to shifts: what it learns at one tempo holds at all.
/// 4. The metrical level: a part that is not equivariant, since 70 and 140 BPM differ by convention only. It adds to
/// the
///    trunk's saliency what position on the axis and the rhythm as a whole speak for.
///
/// The causal variant answers for the end of a block: convolutions and means reach into the past only, and the window
/// over the block weighs the present most.
/// Sources: Foroughmand & Peeters (2019) and Quinton (2022) for equivariance over log tempo, Schreiber & Mueller (2018)
/// for tempo as a classification; the combination is ours.
class TempoNetImpl final : public TempoNetwork {
public:
    explicit TempoNetImpl(const TempoNetOptions& options = {});

    /// The mel spectrogram over the 80 dB below its maximum as 0 to 1. @return [batch, 1, 128, n_frames]
    [[nodiscard]] torch::Tensor features(const torch::Tensor& melDecibel) const override;
    /// @return [batch, grid.nBins], logits
    torch::Tensor forward(const torch::Tensor& features) override;
    /// The convolution over time of the symmetrical variant has no meaning beyond the block; its answer is for the
    /// whole.
    [[nodiscard]] double lookAheadSeconds() const override;

    // The parts, for tests and export.

    /// @return [batch, onsetChannels + fluxBands, n_frames], zero mean over 1.5 s, standard deviation 1
    torch::Tensor onsetFunctions(const torch::Tensor& features);
    /// @param onsets [batch, channels, n_frames] @return [batch, 2 channels, axisBins()]
    torch::Tensor periodicity(const torch::Tensor& onsets);
    /// @return [batch, width, axisBins()]
    torch::Tensor trunk(const torch::Tensor& periodicity);
    /// @return [batch, 1, axisBins()], logits
    torch::Tensor saliency(const torch::Tensor& trunk);

    /// Bins of the wide log-tempo axis; it begins an octave below the grid and ends a twelfth above it.
    [[nodiscard]] std::int64_t axisBins() const;

    /// Constant matrices: transforms as matrix products, which run everywhere and can be exported.
    struct Bases {
        std::int64_t nFrames;
        torch::Device device;
        torch::Tensor cosine, sine;                 ///< [n_frames, axis], windowed, at each tempo's frequency
        torch::Tensor spectrumCosine, spectrumSine; ///< [n_frames, n_frames + 1], of twice the length
        torch::Tensor lagCosine;                    ///< [n_frames + 1, axis], power spectrum to autocorrelation
    };
    /// Kept until it is asked for another length or device.
    const Bases& basesFor(std::int64_t nFrames, const torch::Device& device);

    /// The mean that onset functions are freed of reaches over so many frames, 1.5 s: a beat of 40 BPM.
    static constexpr std::int64_t kMeanFrames = 65;
    /// Brings the flux near the learnt functions' size.
    static constexpr double kFluxGain = 10.0;

    TempoNetOptions options;

private:
    torch::Tensor inPast(const torch::Tensor& signal, std::int64_t reach) const;

    torch::nn::Conv2d m_conv1{nullptr}, m_conv2{nullptr}, m_conv3{nullptr}, m_conv4{nullptr};
    torch::nn::BatchNorm2d m_norm1{nullptr}, m_norm2{nullptr}, m_norm3{nullptr};
    torch::nn::BatchNorm1d m_inputNorm{nullptr};
    torch::nn::Conv1d m_input{nullptr};
    std::vector<torch::nn::BatchNorm1d> m_trunkNorms;
    std::vector<torch::nn::Conv1d> m_trunkConvs;
    torch::nn::Dropout m_dropout{nullptr};
    torch::nn::Conv1d m_saliency{nullptr}, m_level1{nullptr}, m_level2{nullptr};
    torch::nn::Linear m_rhythm{nullptr};
    torch::Tensor m_position;             ///< [positionChannels, nBins]
    std::shared_ptr<const Bases> m_bases; ///< constant; not part of the model file
};
TORCH_MODULE(TempoNet);

} // namespace tempo::neural
