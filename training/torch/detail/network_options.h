// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/tempo_network.h"

#include <cstdint>
#include <limits>
#include <torch/types.h>

namespace tempo::neural {

/// What the networks after published models (MobileNetV2, Cnn14) have in common.
struct ClassicOptions {
    NetworkInput input = NetworkInput::Mel;
    bool isCausal = false;
    double dropout = 0.1; ///< in [0, 1)
    std::int64_t inputChannels =
        1; ///< 3 only to hold the network against the published one; features() repeats its one
    NetworkOutput output{};

    [[nodiscard]] std::int64_t outputCount() const
    {
        return output.loss == LossKind::MeanSquaredError ? 1 : output.grid.nBins;
    }
    /// Mel bands or lags.
    [[nodiscard]] std::int64_t bandCount() const { return input == NetworkInput::Mel ? 128 : 384; }
};

/// What these networks are fed with.
///
/// Mel: dB below the loudest value, from -80 to 0 scaled to -1 to 1, so that neither gain nor a long fade matters; a
/// block whose loudest value is below -20 dB is taken for silence and tends to -1. Tempogram: as the engine's, in [0,
/// 1]. Causal: the loudest value is the one so far, and the tempogram's windows end at their frame.
/// @param melDecibel [batch, n_frames, 128]
/// @return           [batch, options.inputChannels, options.bandCount(), n_frames]
torch::Tensor classicFeatures(const torch::Tensor& melDecibel, const ClassicOptions& options);

/// The last layer's values as TempoNetwork::forward() gives them: the sigmoid of one, or the logits.
torch::Tensor finishOutput(const torch::Tensor& raw, const ClassicOptions& options);

/// Infinity; of a causal network half a Fourier window (46 ms), by which a centred frame reaches beyond its moment.
double classicLookAhead(const ClassicOptions& options);

/// The mean of everything up to each step. @param x [batch, n_channels, n_steps]
torch::Tensor runningMean(const torch::Tensor& x);

} // namespace tempo::neural
