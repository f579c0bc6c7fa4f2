// SPDX-License-Identifier: GPL-3.0-or-later
// The tempo of a clip of 30 s by a TempoNet of the shipped model's size, warm and on one core: as a whole, from samples
// in memory to the answer, and its parts.
#include "tests/support/signals.h"
#include "training/neural/network_estimator.h"
#include "training/torch/detail/tempo_model.h"
#include "training/torch/detail/temponet.h"

#include <ATen/Parallel.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <benchmark/benchmark.h>
#include <c10/core/InferenceMode.h>

namespace {

using namespace tempo;
using namespace tempo::neural;

constexpr double kSeconds = 30.0;
constexpr std::int64_t kBlocks = 5; ///< of 11.9 s, half overlapping, in 30 s

TempoNet network()
{
    at::set_num_threads(1);
    TempoNet made;
    made->eval();
    return made;
}

void estimate(benchmark::State& state)
{
    LoadedNetwork loaded;
    loaded.network = network().ptr();
    NetworkEstimator estimator(makeTempoModel(std::move(loaded), at::kCPU, "benchmark"));
    const std::vector<float> samples = test::rhythmClip(117.0, kSeconds, 1);
    for (auto iteration : state) {
        static_cast<void>(iteration);
        benchmark::DoNotOptimize(estimator.estimateSamples(samples).bpm);
    }
}

void melSpectrogram(benchmark::State& state)
{
    const std::vector<float> samples = test::rhythmClip(117.0, kSeconds, 1);
    float sum = 0.0F;
    MelSpectrogramStream stream([&](std::size_t, std::span<const float> decibel) { sum += decibel.front(); });
    for (auto iteration : state) {
        static_cast<void>(iteration);
        stream.push(samples);
        stream.finish();
        benchmark::DoNotOptimize(sum);
    }
}

template <class Part>
void measure(benchmark::State& state, const at::Tensor& input, const Part& part)
{
    const c10::InferenceMode inference;
    for (auto iteration : state) {
        static_cast<void>(iteration);
        benchmark::DoNotOptimize(part(input).const_data_ptr());
    }
}

void features(benchmark::State& state)
{
    TempoNet net = network();
    measure(state, at::randn({kBlocks, 512, 128}), [&](const at::Tensor& mel) { return net->features(mel); });
}

void onsetFunctions(benchmark::State& state)
{
    TempoNet net = network();
    measure(state, at::rand({kBlocks, 1, 128, 512}),
            [&](const at::Tensor& image) { return net->onsetFunctions(image); });
}

void periodicity(benchmark::State& state)
{
    TempoNet net = network();
    measure(state, at::randn({kBlocks, net->options.onsetChannels + net->options.fluxBands, 512}),
            [&](const at::Tensor& onsets) { return net->periodicity(onsets); });
}

void trunk(benchmark::State& state)
{
    TempoNet net = network();
    const std::int64_t channels = 2 * (net->options.onsetChannels + net->options.fluxBands);
    measure(state, at::rand({kBlocks, channels, net->axisBins()}),
            [&](const at::Tensor& image) { return net->trunk(image); });
}

} // namespace

BENCHMARK(estimate)->Unit(benchmark::kMillisecond);
BENCHMARK(melSpectrogram)->Unit(benchmark::kMillisecond);
BENCHMARK(features)->Unit(benchmark::kMillisecond);
BENCHMARK(onsetFunctions)->Unit(benchmark::kMillisecond);
BENCHMARK(periodicity)->Unit(benchmark::kMillisecond);
BENCHMARK(trunk)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
