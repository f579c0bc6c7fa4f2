// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/tempo_network.h"

#include <torch/nn/modules/batchnorm.h>

namespace tempo::test {

/// Gives a fresh network the batch norm statistics of these spectrograms, and leaves it in evaluation mode. Without
/// them the signal fades from layer to layer, and every input gets the same answer.
/// @param melDecibel [batch, n_frames, 128]
inline void settle(neural::TempoNetwork& network, const torch::Tensor& melDecibel)
{
    const torch::NoGradGuard noGrad;
    for (const auto& module : network.modules(/*include_self=*/false)) {
        if (auto* norm = module->as<torch::nn::BatchNorm2dImpl>())
            norm->options.momentum(1.0);
        if (auto* norm = module->as<torch::nn::BatchNorm1dImpl>())
            norm->options.momentum(1.0);
    }
    network.train();
    network.forward(network.features(melDecibel));
    network.eval();
}

} // namespace tempo::test
