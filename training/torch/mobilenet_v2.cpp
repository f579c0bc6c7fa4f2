// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/mobilenet_v2.h"

#include <array>
#include <torch/nn/init.h>

namespace tempo::neural {

namespace {

/// A run of equal blocks; the first of them has the stride. Table 2 of the paper.
struct Stage {
    std::int64_t expansion, channels, count, stride;
};
constexpr std::array<Stage, 7> kStages{
    {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}}};
constexpr std::int64_t kFirstChannels = 32;
constexpr std::int64_t kLastChannels = 1280;

torch::nn::Conv2dOptions pointwise(std::int64_t inputs, std::int64_t outputs)
{
    return torch::nn::Conv2dOptions(inputs, outputs, 1).bias(false);
}

torch::nn::Conv2dOptions square(std::int64_t inputs, std::int64_t outputs, std::int64_t stride)
{
    return torch::nn::Conv2dOptions(inputs, outputs, 3).stride(stride).padding(1).bias(false);
}

/// As torchvision does it.
void initialise(torch::nn::Module& network)
{
    const torch::NoGradGuard noGrad;
    for (const auto& module : network.modules(/*include_self=*/false)) { // the network itself is still being made
        if (auto* conv = module->as<torch::nn::Conv2dImpl>())
            torch::nn::init::kaiming_normal_(conv->weight, 0.0, torch::kFanOut);
        if (auto* linear = module->as<torch::nn::LinearImpl>()) {
            torch::nn::init::normal_(linear->weight, 0.0, 0.01);
            torch::nn::init::zeros_(linear->bias);
        }
    }
}

} // namespace

ConvNormReluImpl::ConvNormReluImpl(torch::nn::Conv2dOptions options, CausalTime causal)
    : conv(register_module("0", TimeConv2d(options, causal))),
      norm(register_module("1", torch::nn::BatchNorm2d(options.out_channels())))
{
}

torch::Tensor ConvNormReluImpl::forward(const torch::Tensor& x)
{
    return torch::relu6(norm(conv(x)));
}

InvertedResidualImpl::InvertedResidualImpl(const InvertedResidualOptions& given) : options(given)
{
    const std::int64_t width = given.inputs * given.expansion;
    torch::nn::ModuleList parts;
    if (given.expansion != 1) {
        widen = ConvNormRelu(pointwise(given.inputs, width), CausalTime::None);
        parts->push_back(widen);
    }
    filter = ConvNormRelu(square(width, width, given.stride).groups(width), given.causal);
    narrow = TimeConv2d(pointwise(width, given.outputs));
    norm = torch::nn::BatchNorm2d(given.outputs);
    parts->push_back(filter);
    parts->push_back(narrow);
    parts->push_back(norm);
    register_module("conv", parts);
}

torch::Tensor InvertedResidualImpl::forward(const torch::Tensor& x)
{
    const torch::Tensor y = norm(narrow(filter(widen ? widen(x) : x)));
    return hasShortcut() ? x + y : y;
}

MobileNetV2Impl::MobileNetV2Impl(const ClassicOptions& options) : m_options(options)
{
    const CausalTime causal = options.isCausal ? CausalTime::Columns : CausalTime::None;
    torch::nn::ModuleList layers;
    first = ConvNormRelu(square(options.inputChannels, kFirstChannels, 2), causal);
    layers->push_back(first);
    std::int64_t channels = kFirstChannels;
    for (const Stage& stage : kStages)
        for (std::int64_t k = 0; k < stage.count; ++k) {
            blocks.emplace_back(InvertedResidualOptions{.inputs = channels,
                                                        .outputs = stage.channels,
                                                        .stride = k == 0 ? stage.stride : 1,
                                                        .expansion = stage.expansion,
                                                        .causal = causal});
            layers->push_back(blocks.back());
            channels = stage.channels;
        }
    last = ConvNormRelu(pointwise(channels, kLastChannels), CausalTime::None);
    layers->push_back(last);
    register_module("features", layers);

    dropout = torch::nn::Dropout(options.dropout);
    head = torch::nn::Linear(kLastChannels, options.outputCount());
    torch::nn::ModuleList classifier;
    classifier->push_back(dropout);
    classifier->push_back(head);
    register_module("classifier", classifier);
    initialise(*this);
}

torch::Tensor MobileNetV2Impl::features(const torch::Tensor& melDecibel) const
{
    return classicFeatures(melDecibel, m_options);
}

torch::Tensor MobileNetV2Impl::convolve(torch::Tensor x)
{
    x = first(x);
    for (InvertedResidual& block : blocks)
        x = block(x);
    return last(x);
}

torch::Tensor MobileNetV2Impl::forward(const torch::Tensor& features)
{
    return finishOutput(head(dropout(convolve(features).mean({2, 3}))), m_options);
}

torch::Tensor MobileNetV2Impl::answersOverTime(const torch::Tensor& features)
{
    const torch::Tensor soFar = runningMean(convolve(features).mean(2));
    return finishOutput(head(dropout(soFar.transpose(1, 2))), m_options);
}

} // namespace tempo::neural
