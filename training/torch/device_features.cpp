// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/device_features.h"

#include "engine/dsp/decibel.h"
#include "engine/dsp/mel.h"
#include "engine/rhythm/mel_spectrogram.h"

#include <limits>

namespace tempo::neural {

namespace {

/// Frames that the engine moves each rise to the right by, beyond the one that the difference costs.
constexpr std::int64_t kCentring = 2;

torch::Tensor melWeights(const AnalysisGrid& grid, const torch::TensorOptions& options)
{
    Matrix<float> weights =
        MelFilterbank({.rate = grid.rate, .fftSize = grid.fftSize, .bandCount = grid.bandCount}).weights();
    const auto rows = static_cast<std::int64_t>(weights.rows());
    const auto columns = static_cast<std::int64_t>(weights.cols());
    return torch::from_blob(weights.values().data(), {rows, columns}, torch::kFloat).to(options, false, true);
}

torch::Tensor power(const torch::Tensor& spectrum)
{
    const torch::Tensor parts = torch::view_as_real(spectrum);
    return parts.mul(parts).sum(-1);
}

/// The smallest 3 * 2^k or 2^k that holds an autocorrelation without wrap-around.
std::int64_t transformSize(std::int64_t windowFrames)
{
    std::int64_t size = 2;
    while (size < 2 * windowFrames - 1)
        size *= 2;
    return size / 4 * 3 >= 2 * windowFrames - 1 ? size / 4 * 3 : size;
}

/// Every frame's window of the envelope. @return [batch, n_frames, windowFrames], a view where that is possible
torch::Tensor windowsOf(const torch::Tensor& onset, std::int64_t windowFrames, Reach reach)
{
    const std::int64_t before = reach == Reach::WholeItem ? windowFrames / 2 : windowFrames - 1;
    const torch::Tensor ramp =
        torch::arange(before, onset.options()).div(static_cast<double>(std::max<std::int64_t>(before, 1)));
    const torch::Tensor beginning = onset.narrow(1, 0, 1) * ramp;
    if (reach == Reach::PastOnly)
        return torch::cat({beginning, onset}, 1).unfold(1, windowFrames, 1);
    const torch::Tensor ending = onset.narrow(1, onset.size(1) - 1, 1) * ramp.flip(0);
    // The centred windows would be one more than there are frames.
    return torch::cat({beginning, onset, ending}, 1).unfold(1, windowFrames, 1).narrow(1, 0, onset.size(1));
}

} // namespace

torch::Tensor logMel(const torch::Tensor& samples)
{
    const AnalysisGrid grid;
    const auto size = static_cast<std::int64_t>(grid.fftSize);
    const torch::TensorOptions exact = samples.options().dtype(torch::kDouble);
    const torch::Tensor window = torch::hann_window(size, /*periodic=*/true, exact);
    const torch::Tensor frames = torch::constant_pad_nd(samples.to(torch::kDouble), {size / 2, size / 2})
                                     .unfold(1, size, static_cast<std::int64_t>(grid.hop));
    const torch::Tensor bands = torch::matmul(power(torch::fft_rfft(frames * window)), melWeights(grid, exact).t());
    return bands.clamp_min(kSmallestPower).log10().mul(10.0).to(torch::kFloat);
}

torch::Tensor loudest(const torch::Tensor& melDecibel, Reach reach)
{
    if (reach == Reach::WholeItem)
        return melDecibel.amax({1, 2}, /*keepdim=*/true);
    return std::get<0>(melDecibel.amax(2, /*keepdim=*/true).cummax(1));
}

torch::Tensor limitRange(const torch::Tensor& melDecibel, Reach reach)
{
    return torch::maximum(melDecibel, loudest(melDecibel, reach) - static_cast<double>(kTopDecibel));
}

torch::Tensor onsetEnvelope(const torch::Tensor& melDecibel, Reach reach)
{
    const std::int64_t n = melDecibel.size(1);
    torch::Tensor before = melDecibel.narrow(1, 0, n - 1);
    torch::Tensor now = melDecibel.narrow(1, 1, n - 1);
    if (reach == Reach::PastOnly) {
        const torch::Tensor floor = (loudest(melDecibel, reach) - static_cast<double>(kTopDecibel)).narrow(1, 1, n - 1);
        before = torch::maximum(before, floor);
        now = torch::maximum(now, floor);
    }
    const torch::Tensor rise = (now - before).clamp_min(0.0).mean(2);
    return torch::constant_pad_nd(rise, {1 + kCentring, 0}).narrow(1, 0, n);
}

torch::Tensor tempogram(const torch::Tensor& onset, std::int64_t windowFrames, Reach reach)
{
    const std::int64_t size = transformSize(windowFrames);
    const torch::Tensor weighted =
        windowsOf(onset, windowFrames, reach) * torch::hann_window(windowFrames, /*periodic=*/true, onset.options());
    // Lag 0 is the energy and the largest of all lags.
    const torch::Tensor energy = weighted.square().sum(2, /*keepdim=*/true);
    const torch::Tensor scale = torch::where(energy < static_cast<double>(std::numeric_limits<float>::min()),
                                             torch::ones_like(energy), energy.rsqrt());
    return torch::fft_irfft(power(torch::fft_rfft(weighted * scale, size)), size).narrow(2, 0, windowFrames);
}

} // namespace tempo::neural
