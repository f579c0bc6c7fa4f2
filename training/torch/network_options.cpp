// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/network_options.h"

#include "engine/dsp/decibel.h"
#include "training/neural/neural_module.h"
#include "training/torch/detail/device_features.h"

namespace tempo::neural {

namespace {

constexpr double kHalfRange = static_cast<double>(kTopDecibel) / 2.0;

torch::Tensor scaledMel(const torch::Tensor& melDecibel, Reach reach)
{
    // No lower than the range above the smallest power: silence is then quiet, not its own loudest value.
    const torch::Tensor peak =
        loudest(melDecibel, reach).clamp_min(static_cast<double>(kSilentDecibel) + static_cast<double>(kTopDecibel));
    return (melDecibel - peak).clamp_min(-2.0 * kHalfRange).div(kHalfRange).add(1.0);
}

torch::Tensor tempogramOf(const torch::Tensor& melDecibel, Reach reach)
{
    const torch::Tensor limited = reach == Reach::WholeItem ? limitRange(melDecibel) : melDecibel;
    return tempogram(onsetEnvelope(limited, reach), kTempogramWindow, reach);
}

} // namespace

torch::Tensor classicFeatures(const torch::Tensor& melDecibel, const ClassicOptions& options)
{
    const Reach reach = options.isCausal ? Reach::PastOnly : Reach::WholeItem;
    const torch::Tensor rows =
        options.input == NetworkInput::Mel ? scaledMel(melDecibel, reach) : tempogramOf(melDecibel, reach);
    return rows.transpose(1, 2).unsqueeze(1).expand({-1, options.inputChannels, -1, -1}).contiguous();
}

torch::Tensor finishOutput(const torch::Tensor& raw, const ClassicOptions& options)
{
    return options.output.loss == LossKind::MeanSquaredError ? raw.sigmoid() : raw;
}

double classicLookAhead(const ClassicOptions& options)
{
    const AnalysisGrid grid;
    return options.isCausal ? static_cast<double>(grid.fftSize) / 2.0 / grid.rate.value()
                            : std::numeric_limits<double>::infinity();
}

torch::Tensor runningMean(const torch::Tensor& x)
{
    return x.cumsum(2) / torch::arange(1, x.size(2) + 1, x.options());
}

} // namespace tempo::neural
