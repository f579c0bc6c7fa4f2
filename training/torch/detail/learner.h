// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/adamw.h"
#include "training/torch/detail/tempo_network.h"

#include <cstdint>
#include <memory>
#include <span>

namespace tempo::neural {

/// What one optimisation step came to.
struct StepResult {
    double loss = 0.0;
    double gradientNorm = 0.0; ///< before clipping
    [[nodiscard]] bool isFinite() const;
};

/// A network that learns: forward, loss, backward, clipping, AdamW, and the running average of its weights.
/// Thread rule: one thread.
class Learner {
public:
    Learner(std::shared_ptr<TempoNetwork> network, at::Device device, const TrainerConfig& config);

    /// One step. Where the loss or a gradient is not finite, nothing is changed.
    /// @param melDecibel [n_blocks, n_frames, n_bands] on the device
    /// @param target     as targetsOf() gives it, on the device
    /// @param number     of the step, from 1
    StepResult learn(const at::Tensor& melDecibel, const at::Tensor& target, std::int64_t number, double learningRate);

    /// The network's outputs without learning, by the averaged weights between beginValidation() and endValidation().
    /// @return [n_blocks, n_outputs] floats on the CPU
    at::Tensor predict(const at::Tensor& melDecibel);
    void beginValidation();
    void endValidation();

    /// Everything that learning goes on from, by name: "network.", "average." (none without averaging) and
    /// "optimiser.". Not copies: filling them restores the learner.
    [[nodiscard]] TensorMap state() const;
    /// The part of a state that validation was done with: what a model file gets.
    [[nodiscard]] TensorMap validatedWeights(const TensorMap& state) const;

    [[nodiscard]] TempoNetwork& network() { return *m_network; }
    [[nodiscard]] const at::Device& device() const { return m_device; }

private:
    double gradientNorm() const;
    void updateAverage(std::int64_t number);
    void exchangeAverage();

    std::shared_ptr<TempoNetwork> m_network;
    at::Device m_device;
    const TrainerConfig& m_config;
    AdamW m_optimiser;
    TensorMap m_average; ///< parameters and buffers; empty without averaging
};

/// What the network is to say about tempi: distributions over the grid [n, n_bins], or scaled tempi [n, 1].
at::Tensor targetsOf(std::span<const Bpm> tempi, const ModelFacts& facts);

/// Mean squared error, or cross-entropy against distributions, as the configuration says.
/// @param output as TempoNetwork::forward() gives it @return a scalar
at::Tensor lossOf(const at::Tensor& output, const at::Tensor& target, LossKind kind);

} // namespace tempo::neural
