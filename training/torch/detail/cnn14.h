// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/network_options.h"
#include "training/torch/detail/time_conv.h"

#include <cstdint>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/linear.h>
#include <vector>

namespace tempo::neural {

/// Two 3 x 3 convolutions, each with batch norm and ReLU, then the mean over 2 x 2.
class ConvBlockImpl : public torch::nn::Module {
public:
    /// @param poolSize 2, or 1 for none
    ConvBlockImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t poolSize, CausalTime causal);
    torch::Tensor forward(torch::Tensor x);

    TimeConv2d conv1;
    TimeConv2d conv2;
    torch::nn::BatchNorm2d bn1;
    torch::nn::BatchNorm2d bn2;
    std::int64_t pool;
};
TORCH_MODULE(ConvBlock);

/// Cnn14 of PANNs: bn0, conv_block1 to conv_block6, fc1, fc_audioset, under these names, so that weights move to and
/// from Python. Inside, pictures are [batch, channel, time, band] as there. Without bn0, which has a weight a band, and
/// without the head it has the published network's 79 673 664 parameters. Causal: see TimeConv2d; the mean over 2 x 2
/// answers at the end of its two frames; maximum and mean over time are those of the past. Differs from: PANNs' dropout
/// is 0.2 after a block and 0.5 around fc1, here it is one option; bn0 has 128 bands (or 384 lags), not 64. Source:
/// Kong et al., IEEE/ACM TASLP 2020; qiuqiangkong/audioset_tagging_cnn
class Cnn14Impl : public TempoNetwork {
public:
    /// @throws Error(InvalidArgument) for another number of input channels than 1
    explicit Cnn14Impl(const ClassicOptions& options);

    torch::Tensor features(const torch::Tensor& melDecibel) const override;
    /// @param features of at least 32 frames
    torch::Tensor forward(const torch::Tensor& features) override;
    [[nodiscard]] double lookAheadSeconds() const override { return classicLookAhead(m_options); }

    /// The answer at each step of 32 frames, from what came until then; the last one is forward()'s.
    /// @return [batch, n_steps, n_outputs]
    torch::Tensor answersOverTime(const torch::Tensor& features);

    [[nodiscard]] const ClassicOptions& options() const { return m_options; }

    torch::nn::BatchNorm2d bn0{nullptr};
    std::vector<ConvBlock> blocks;
    torch::nn::Linear fc1{nullptr};
    torch::nn::Linear head{nullptr};
    torch::nn::Dropout dropout{nullptr};

private:
    torch::Tensor convolve(const torch::Tensor& features);
    torch::Tensor classify(const torch::Tensor& pooled);

    ClassicOptions m_options;
};
TORCH_MODULE(Cnn14);

} // namespace tempo::neural
