// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/cnn14.h"

#include "engine/core/error.h"

#include <array>
#include <fmt/format.h>
#include <torch/nn/init.h>

namespace tempo::neural {

namespace {

constexpr std::array<std::int64_t, 6> kChannels{64, 128, 256, 512, 1024, 2048};

torch::nn::Conv2dOptions square(std::int64_t inputs, std::int64_t outputs)
{
    return torch::nn::Conv2dOptions(inputs, outputs, 3).padding(1).bias(false);
}

/// As PANNs does it.
void initialise(torch::nn::Module& network)
{
    const torch::NoGradGuard noGrad;
    for (const auto& module : network.modules(/*include_self=*/false)) { // the network itself is still being made
        if (auto* conv = module->as<torch::nn::Conv2dImpl>())
            torch::nn::init::xavier_uniform_(conv->weight);
        if (auto* linear = module->as<torch::nn::LinearImpl>()) {
            torch::nn::init::xavier_uniform_(linear->weight);
            torch::nn::init::zeros_(linear->bias);
        }
    }
}

} // namespace

ConvBlockImpl::ConvBlockImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t poolSize, CausalTime causal)
    : conv1(register_module("conv1", TimeConv2d(square(inputs, outputs), causal))),
      conv2(register_module("conv2", TimeConv2d(square(outputs, outputs), causal))),
      bn1(register_module("bn1", torch::nn::BatchNorm2d(outputs))),
      bn2(register_module("bn2", torch::nn::BatchNorm2d(outputs))), pool(poolSize)
{
}

torch::Tensor ConvBlockImpl::forward(torch::Tensor x)
{
    x = torch::relu(bn1(conv1(x)));
    x = torch::relu(bn2(conv2(x)));
    return pool == 1 ? x : torch::avg_pool2d(x, {pool, pool});
}

Cnn14Impl::Cnn14Impl(const ClassicOptions& options) : m_options(options)
{
    if (options.inputChannels != 1)
        throw Error(ErrorCode::InvalidArgument, "Cnn14 has one input channel");
    const CausalTime causal = options.isCausal ? CausalTime::Rows : CausalTime::None;
    bn0 = register_module("bn0", torch::nn::BatchNorm2d(options.bandCount()));
    std::int64_t inputs = 1;
    for (const std::int64_t outputs : kChannels) {
        const bool isLast = blocks.size() + 1 == kChannels.size();
        blocks.emplace_back(inputs, outputs, isLast ? 1 : 2, causal);
        register_module(fmt::format("conv_block{}", blocks.size()), blocks.back());
        inputs = outputs;
    }
    fc1 = register_module("fc1", torch::nn::Linear(inputs, inputs));
    head = register_module("fc_audioset", torch::nn::Linear(inputs, options.outputCount()));
    dropout = register_module("dropout", torch::nn::Dropout(options.dropout));
    initialise(*this);
}

torch::Tensor Cnn14Impl::features(const torch::Tensor& melDecibel) const
{
    return classicFeatures(melDecibel, m_options);
}

/// @return [batch, 2048, n_steps]
torch::Tensor Cnn14Impl::convolve(const torch::Tensor& features)
{
    torch::Tensor x = bn0(features.transpose(1, 2)).permute({0, 2, 3, 1});
    for (ConvBlock& block : blocks)
        x = dropout(block(x));
    return x.mean(3);
}

/// @param pooled [..., 2048]
torch::Tensor Cnn14Impl::classify(const torch::Tensor& pooled)
{
    return finishOutput(head(dropout(torch::relu(fc1(dropout(pooled))))), m_options);
}

torch::Tensor Cnn14Impl::forward(const torch::Tensor& features)
{
    const torch::Tensor x = convolve(features);
    return classify(x.amax(2) + x.mean(2));
}

torch::Tensor Cnn14Impl::answersOverTime(const torch::Tensor& features)
{
    const torch::Tensor x = convolve(features);
    return classify((std::get<0>(x.cummax(2)) + runningMean(x)).transpose(1, 2));
}

} // namespace tempo::neural
