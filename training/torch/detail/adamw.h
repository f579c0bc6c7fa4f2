// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/model_io.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <string>
#include <vector>

namespace tempo::neural {

/// AdamW with the usual betas (0.9, 0.999) and epsilon (1e-8), all parameters in one fused call. Vectors (biases,
/// scales of normalisations) are not decayed. Unlike torch::optim it names its state as the network names its
/// parameters, so that a checkpoint does not hang on an order. Source: Loshchilov and Hutter 2019, "Decoupled weight
/// decay regularization".
class AdamW {
public:
    /// @param network must outlive the optimiser, on its final device
    AdamW(const torch::nn::Module& network, double weightDecay);

    /// Changes the parameters that have gradients.
    /// @param step number of the step, from 1
    void step(std::int64_t step, double learningRate);

    /// The moments (not copies) as "first.PARAMETER" and "second.PARAMETER".
    [[nodiscard]] TensorMap state() const;

private:
    struct Group {
        std::vector<at::Tensor> parameters;
        std::vector<at::Tensor> firstMoments;
        std::vector<at::Tensor> secondMoments;
        std::vector<std::string> names;
        double weightDecay = 0.0;
    };
    static void update(const Group& group, std::int64_t step, double learningRate);

    Group m_decayed;
    Group m_plain;
};

} // namespace tempo::neural
