// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/temponet.h"

#include "engine/rhythm/mel_spectrogram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <torch/nn/functional/activation.h>
#include <torch/nn/functional/padding.h>
#include <torch/nn/functional/pooling.h>

namespace tempo::neural {

namespace F = torch::nn::functional;

namespace {

constexpr double kRangeDecibel = 80.0;
/// The wide axis ends a twelfth above the grid, where the triples of its fastest tempi lie.
constexpr double kAxisOctavesAbove = 19.0 / 12.0;
/// An autocorrelation at a lag near the block's length is the mean of few products; it is not blown up beyond this.
constexpr double kLeastOverlap = 0.25;

/// One convolution of the trunk along the log-tempo axis.
struct Tap {
    std::int64_t kernel;
    double octaves; ///< between the kernel's points; 0: neighbouring bins
};
/// Octave, fifth and twelfth are the ratios between metrical levels: 2, 3/2 and 3.
const std::array<Tap, 8> kTaps{
    {{5, 0.0}, {3, 1.0}, {3, std::log2(3.0)}, {3, std::log2(1.5)}, {5, 0.0}, {3, 1.0}, {3, std::log2(3.0)}, {5, 0.0}}};

std::int64_t dilationOf(const Tap& tap, const TempoGrid& grid)
{
    return std::max<std::int64_t>(1, std::lround(tap.octaves * grid.binsPerOctave));
}

torch::nn::Conv2dOptions frontConv(std::int64_t in, std::int64_t out, std::int64_t bands, bool isCausal)
{
    return torch::nn::Conv2dOptions(in, out, {bands, 3}).stride({2, 1}).padding({bands / 2, isCausal ? 0 : 1});
}

} // namespace

TempoNetImpl::TempoNetImpl(const TempoNetOptions& options_) : options(options_)
{
    const bool isCausal = options.isCausal;
    m_conv1 = register_module("conv1", torch::nn::Conv2d(frontConv(1, 8, 5, isCausal)));
    m_norm1 = register_module("norm1", torch::nn::BatchNorm2d(8));
    m_conv2 = register_module("conv2", torch::nn::Conv2d(frontConv(8, 12, 3, isCausal)));
    m_norm2 = register_module("norm2", torch::nn::BatchNorm2d(12));
    m_conv3 = register_module("conv3", torch::nn::Conv2d(frontConv(12, 16, 3, isCausal)));
    m_norm3 = register_module("norm3", torch::nn::BatchNorm2d(16));
    m_conv4 = register_module(
        "conv4",
        torch::nn::Conv2d(torch::nn::Conv2dOptions(16, options.onsetChannels, {16, 3}).padding({0, isCausal ? 0 : 1})));
    const std::int64_t nInputs = 2 * (options.onsetChannels + options.fluxBands);
    m_inputNorm = register_module("input_norm", torch::nn::BatchNorm1d(nInputs));
    m_input = register_module("input", torch::nn::Conv1d(torch::nn::Conv1dOptions(nInputs, options.width, 1)));
    for (std::size_t i = 0; i < kTaps.size(); ++i) {
        const std::int64_t dilation = dilationOf(kTaps[i], options.grid);
        m_trunkNorms.push_back(
            register_module("trunk_norm" + std::to_string(i + 1), torch::nn::BatchNorm1d(options.width)));
        m_trunkConvs.push_back(
            register_module("trunk_conv" + std::to_string(i + 1),
                            torch::nn::Conv1d(torch::nn::Conv1dOptions(options.width, options.width, kTaps[i].kernel)
                                                  .dilation(dilation)
                                                  .padding(dilation * (kTaps[i].kernel / 2)))));
    }
    m_dropout = register_module("dropout", torch::nn::Dropout(options.dropout));
    m_saliency = register_module("saliency", torch::nn::Conv1d(torch::nn::Conv1dOptions(options.width, 1, 1)));
    m_position = register_parameter("position", torch::zeros({options.positionChannels, options.grid.nBins}));
    m_rhythm = register_module("rhythm", torch::nn::Linear(2 * options.width, options.rhythmChannels));
    const std::int64_t nLevelInputs = options.width + options.positionChannels + options.rhythmChannels + 1;
    m_level1 =
        register_module("level1", torch::nn::Conv1d(torch::nn::Conv1dOptions(nLevelInputs, options.levelWidth, 1)));
    m_level2 = register_module("level2", torch::nn::Conv1d(torch::nn::Conv1dOptions(options.levelWidth, 1, 1)));
}

std::int64_t TempoNetImpl::axisBins() const
{
    const auto above = static_cast<std::int64_t>(kAxisOctavesAbove * options.grid.binsPerOctave);
    return options.grid.binsPerOctave + options.grid.nBins + above;
}

double TempoNetImpl::lookAheadSeconds() const
{
    // Half of the spectrogram's analysis frame.
    const AnalysisGrid grid;
    return options.isCausal ? 0.5 * static_cast<double>(grid.fftSize) / grid.rate.value()
                            : std::numeric_limits<double>::infinity();
}

torch::Tensor TempoNetImpl::features(const torch::Tensor& melDecibel) const
{
    const torch::Tensor image = melDecibel.transpose(1, 2).unsqueeze(1);
    const torch::Tensor loudest = image.amax({1, 2, 3}, true);
    return ((image - loudest) / kRangeDecibel + 1.0).clamp_min(0.0);
}

torch::Tensor TempoNetImpl::inPast(const torch::Tensor& signal, std::int64_t reach) const
{
    return options.isCausal ? F::pad(signal, F::PadFuncOptions({reach, 0})) : signal;
}

torch::Tensor TempoNetImpl::onsetFunctions(const torch::Tensor& features)
{
    torch::Tensor image = F::elu(m_norm1(m_conv1(inPast(features, 2))));
    image = F::elu(m_norm2(m_conv2(inPast(image, 2))));
    image = F::elu(m_norm3(m_conv3(inPast(image, 2))));
    const torch::Tensor learnt = m_conv4(inPast(image, 2)).squeeze(2);

    const std::int64_t nFrames = features.size(3);
    const torch::Tensor rise = features.slice(3, 1).sub(features.slice(3, 0, nFrames - 1)).clamp_min(0.0);
    const torch::Tensor flux =
        F::pad(rise, F::PadFuncOptions({1, 0})).reshape({features.size(0), options.fluxBands, -1, nFrames}).mean(2);
    torch::Tensor onsets = torch::cat({learnt, kFluxGain * flux}, 1);
    const torch::Tensor mean =
        options.isCausal
            ? F::avg_pool1d(F::pad(onsets, F::PadFuncOptions({kMeanFrames - 1, 0}).mode(torch::kReplicate)),
                            F::AvgPool1dFuncOptions(kMeanFrames).stride(1))
            : F::avg_pool1d(
                  onsets,
                  F::AvgPool1dFuncOptions(kMeanFrames).stride(1).padding(kMeanFrames / 2).count_include_pad(false));
    onsets = onsets - mean;
    return onsets / (onsets.std(2, true, true) + 1e-3);
}

const TempoNetImpl::Bases& TempoNetImpl::basesFor(std::int64_t nFrames, const torch::Device& device)
{
    if (m_bases && m_bases->nFrames == nFrames && m_bases->device == device)
        return *m_bases;
    const torch::TensorOptions options64 = torch::TensorOptions(torch::kFloat64);
    const auto onDevice = [&](const torch::Tensor& basis) { return basis.to(torch::kFloat32).to(device); };
    const double rate = AnalysisGrid{}.frameRate().value();
    const double n = static_cast<double>(nFrames);

    const torch::Tensor bins = torch::arange(axisBins(), options64) - options.grid.binsPerOctave;
    const torch::Tensor hertz = torch::exp2(bins / options.grid.binsPerOctave) * (options.grid.low.value() / 60.0);
    const torch::Tensor frames = torch::arange(nFrames, options64);
    torch::Tensor window = torch::hann_window(nFrames, options64);
    if (options.isCausal) // rises to the present, and falls within the last sixteenth so that it leaks as little
        window = torch::sin(frames * (0.5 * std::numbers::pi / n)).square() * ((n - frames) * 16.0 / n).clamp_max(1.0);
    const torch::Tensor phase = 2.0 * std::numbers::pi * torch::outer(frames / rate, hertz);

    const torch::Tensor harmonics = torch::arange(nFrames + 1, options64);
    const torch::Tensor turns = std::numbers::pi / n * torch::outer(frames, harmonics);
    const torch::Tensor lags = rate / hertz;
    torch::Tensor toLags = 2.0 * torch::cos(std::numbers::pi / n * torch::outer(harmonics, lags));
    toLags[0] *= 0.5;
    toLags[nFrames] *= 0.5;
    const torch::Tensor overlap = (1.0 - lags / n).clamp_min(kLeastOverlap);
    m_bases = std::make_shared<const Bases>(Bases{
        .nFrames = nFrames,
        .device = device,
        .cosine = onDevice(torch::cos(phase) * window.unsqueeze(1)),
        .sine = onDevice(torch::sin(phase) * window.unsqueeze(1)),
        .spectrumCosine = onDevice(torch::cos(turns)),
        .spectrumSine = onDevice(torch::sin(turns)),
        .lagCosine = onDevice(toLags / (2.0 * n * n) / overlap),
    });
    return *m_bases;
}

torch::Tensor TempoNetImpl::periodicity(const torch::Tensor& onsets)
{
    const Bases& bases = basesFor(onsets.size(2), onsets.device());
    const double scale = 1.0 / std::sqrt(static_cast<double>(onsets.size(2)));
    const torch::Tensor magnitude =
        torch::sqrt(torch::matmul(onsets, bases.cosine).square() + torch::matmul(onsets, bases.sine).square() + 1e-6) *
        scale;
    const torch::Tensor power =
        torch::matmul(onsets, bases.spectrumCosine).square() + torch::matmul(onsets, bases.spectrumSine).square();
    return torch::cat({magnitude, torch::matmul(power, bases.lagCosine)}, 1);
}

torch::Tensor TempoNetImpl::trunk(const torch::Tensor& periodicity)
{
    torch::Tensor state = m_input(m_inputNorm(periodicity));
    for (std::size_t i = 0; i < m_trunkConvs.size(); ++i)
        state = state + m_dropout(m_trunkConvs[i](F::elu(m_trunkNorms[i](state))));
    return F::elu(state);
}

torch::Tensor TempoNetImpl::saliency(const torch::Tensor& trunk)
{
    return m_saliency(trunk);
}

torch::Tensor TempoNetImpl::forward(const torch::Tensor& features)
{
    const torch::Tensor state = trunk(periodicity(onsetFunctions(features)));
    const std::int64_t first = options.grid.binsPerOctave;
    const std::int64_t end = first + options.grid.nBins;
    const torch::Tensor salient = saliency(state).slice(2, first, end);

    const torch::Tensor rhythm = m_dropout(m_rhythm(torch::cat({state.mean(2), state.amax(2)}, 1)));
    const std::int64_t batch = state.size(0);
    const torch::Tensor evidence =
        torch::cat({state.slice(2, first, end), m_position.unsqueeze(0).expand({batch, -1, -1}),
                    rhythm.unsqueeze(2).expand({-1, -1, options.grid.nBins}), 0.2 * torch::log_softmax(salient, 2)},
                   1);
    return (salient + m_level2(F::elu(m_level1(evidence)))).squeeze(1);
}

} // namespace tempo::neural
