// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/network_options.h"
#include "training/torch/detail/time_conv.h"

#include <cstdint>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/linear.h>
#include <vector>

namespace tempo::neural {

/// Convolution, batch norm, ReLU6: torchvision's Conv2dNormActivation, whose parts are called 0 and 1.
class ConvNormReluImpl : public torch::nn::Module {
public:
    ConvNormReluImpl(torch::nn::Conv2dOptions options, CausalTime causal);
    torch::Tensor forward(const torch::Tensor& x);

    TimeConv2d conv;
    torch::nn::BatchNorm2d norm;
};
TORCH_MODULE(ConvNormRelu);

/// Channels of an inverted residual block.
struct InvertedResidualOptions {
    std::int64_t inputs = 0;
    std::int64_t outputs = 0;
    std::int64_t stride = 1;
    std::int64_t expansion = 1;
    CausalTime causal = CausalTime::None;
};

/// Widen, filter each channel by itself, narrow; the input is added where shapes allow.
class InvertedResidualImpl : public torch::nn::Module {
public:
    explicit InvertedResidualImpl(const InvertedResidualOptions& options);
    torch::Tensor forward(const torch::Tensor& x);

    InvertedResidualOptions options;
    ConvNormRelu widen{nullptr}; ///< none where expansion is 1
    ConvNormRelu filter{nullptr};
    TimeConv2d narrow{nullptr};
    torch::nn::BatchNorm2d norm{nullptr};

    [[nodiscard]] bool hasShortcut() const { return options.stride == 1 && options.inputs == options.outputs; }
};
TORCH_MODULE(InvertedResidual);

/// MobileNetV2 of width 1. Layers, and the names of parameters and buffers, are torchvision's, so that weights move to
/// and from Python; the spectrogram is the picture, [batch, channel, band, time]. With three input channels and one
/// output it has the published 2 225 153 parameters (torchvision's 3 504 872 with 1000 classes), with one channel 576
/// fewer. Causal: see TimeConv2d; the mean over time is the mean over the past. Source: Sandler et al., CVPR 2018;
/// torchvision.models.mobilenet_v2
class MobileNetV2Impl : public TempoNetwork {
public:
    explicit MobileNetV2Impl(const ClassicOptions& options);

    torch::Tensor features(const torch::Tensor& melDecibel) const override;
    torch::Tensor forward(const torch::Tensor& features) override;
    [[nodiscard]] double lookAheadSeconds() const override { return classicLookAhead(m_options); }

    /// The answer at each step of 32 frames, from what came until then; the last one is forward()'s.
    /// @return [batch, n_steps, n_outputs]
    torch::Tensor answersOverTime(const torch::Tensor& features);

    [[nodiscard]] const ClassicOptions& options() const { return m_options; }

    ConvNormRelu first{nullptr};
    std::vector<InvertedResidual> blocks;
    ConvNormRelu last{nullptr};
    torch::nn::Dropout dropout{nullptr};
    torch::nn::Linear head{nullptr};

private:
    torch::Tensor convolve(torch::Tensor x);

    ClassicOptions m_options;
};
TORCH_MODULE(MobileNetV2);

} // namespace tempo::neural
