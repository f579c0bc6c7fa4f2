// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/run_config.h"
#include "training/files/model_file.h"

#include <memory>
#include <torch/nn/module.h>
#include <torch/types.h>

namespace tempo::neural {

/// Every network: log-mel in, a tempo or a distribution over tempi out. Tensors are [batch, channel, band or lag,
/// time].
class TempoNetwork : public torch::nn::Module {
public:
    /// What the network is fed with, computed without gradients on the tensor's device.
    /// @param melDecibel [batch, n_frames, 128], dB
    /// @return           [batch, 1, n_bands or n_lags, n_frames]
    virtual torch::Tensor features(const torch::Tensor& melDecibel) const = 0;

    /// @return [batch, 1], the scaled tempo in [0, 1] (after the sigmoid), or [batch, nBins], logits over the grid
    virtual torch::Tensor forward(const torch::Tensor& features) = 0;

    /// Tempi that are looked at after the moment of the answer; infinity for a network that sees the whole block.
    [[nodiscard]] virtual double lookAheadSeconds() const = 0;
};

/// What the output of a network is. Every network can be made with either output.
struct NetworkOutput {
    LossKind loss = LossKind::CrossEntropy; ///< MeanSquaredError: one sigmoid; CrossEntropy: grid.nBins logits
    TempoGrid grid{};
};

/// A freshly initialised network; draws from torch's default generator.
/// @throws Error(InvalidArgument) for a combination that does not exist
std::shared_ptr<TempoNetwork> makeNetwork(const ModelConfig& model, const NetworkOutput& output);

} // namespace tempo::neural
