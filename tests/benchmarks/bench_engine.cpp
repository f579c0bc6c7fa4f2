// SPDX-License-Identifier: GPL-3.0-or-later
// The chain stage by stage, warm, on one thread, for a 17-second clip at 22 050 Hz.
#include "engine/audio/decoder.h"
#include "engine/dsp/decibel.h"
#include "engine/dsp/mel.h"
#include "engine/dsp/paired_spectrum.h"
#include "engine/dsp/window.h"
#include "engine/estimators/librosa_estimator.h"
#include "engine/rhythm/beat_tracker.h"
#include "engine/rhythm/onset_envelope.h"
#include "engine/rhythm/tempo.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <unistd.h>
#include <vector>

namespace {

using namespace tempo;

const std::vector<float>& clip()
{
    static const std::vector<float> samples = test::rhythmClip(117.0, 17.0, 1);
    return samples;
}

const OnsetEnvelope& clipOnset()
{
    static const OnsetEnvelope onset = [] {
        OnsetStream stream;
        stream.push(clip());
        stream.finishPass();
        return stream.take();
    }();
    return onset;
}

/// A WAV file of the clip that lives as long as the benchmark.
class ClipFile {
public:
    ClipFile()
        : m_path(std::filesystem::temp_directory_path() / ("tempnetic-bench-" + std::to_string(::getpid()) + ".wav"))
    {
        test::writeWav(m_path, clip());
    }
    ~ClipFile() { std::filesystem::remove(m_path); }
    ClipFile(const ClipFile&) = delete;
    ClipFile& operator=(const ClipFile&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

void decodeWav(benchmark::State& state)
{
    const ClipFile file;
    for (auto _ : state) {
        std::size_t count = 0;
        decodeAudio(file.path(), {}, [&](std::span<const float> samples) { count += samples.size(); });
        benchmark::DoNotOptimize(count);
    }
}

/// All frames of the clip: 367 pairs.
void shortTimeFourierTransform(benchmark::State& state)
{
    const std::vector<double> window = periodicHann(2048);
    PairedSpectrum spectrum(2048);
    std::vector<double> first(spectrum.binCount());
    std::vector<double> second(spectrum.binCount());
    for (auto _ : state) {
        for (std::size_t start = 0; start + 2560 <= clip().size(); start += 1024) {
            const std::span<const float> rest = std::span(clip()).subspan(start);
            spectrum.transform(rest.first(2048), rest.subspan(512, 2048), window);
            spectrum.powers(first, second);
        }
        benchmark::DoNotOptimize(first.data());
        benchmark::DoNotOptimize(second.data());
    }
}

/// All 733 frames of the clip.
void melAndDecibel(benchmark::State& state)
{
    const MelFilterbank bank;
    const std::vector<double> power(bank.binCount(), 0.5);
    std::vector<double> mel(bank.bandCount());
    std::vector<float> decibel(bank.bandCount());
    for (auto _ : state)
        for (std::size_t frame = 0; frame < 733; ++frame) {
            bank.apply(power, mel);
            powerToDecibel(mel, decibel);
            benchmark::DoNotOptimize(decibel.data());
        }
}

void onsetEnvelope(benchmark::State& state)
{
    OnsetStream stream;
    for (auto _ : state) {
        stream.begin();
        stream.push(clip());
        stream.finishPass();
        benchmark::DoNotOptimize(stream.take());
    }
}

void tempoFromOnset(benchmark::State& state)
{
    TempoScorer scorer(AnalysisGrid{}.frameRate());
    for (auto _ : state)
        benchmark::DoNotOptimize(scorer.global(clipOnset().values));
}

void tempoOverTime(benchmark::State& state)
{
    TempoScorer scorer(AnalysisGrid{}.frameRate());
    for (auto _ : state)
        benchmark::DoNotOptimize(scorer.overTime(clipOnset().values));
}

void beats(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(trackBeats(clipOnset(), Bpm{117.0}));
}

/// What librosa needs 19 ms for: samples in memory to tempo.
void wholeChain(benchmark::State& state)
{
    LibrosaEstimator estimator;
    for (auto _ : state)
        benchmark::DoNotOptimize(estimator.estimateSamples(clip()));
}

void wholeChainFromFile(benchmark::State& state)
{
    const ClipFile file;
    LibrosaEstimator estimator;
    for (auto _ : state)
        benchmark::DoNotOptimize(estimator.estimateFile(file.path(), {}, {}, {}));
}

BENCHMARK(decodeWav)->Unit(benchmark::kMillisecond);
BENCHMARK(shortTimeFourierTransform)->Unit(benchmark::kMillisecond);
BENCHMARK(melAndDecibel)->Unit(benchmark::kMillisecond);
BENCHMARK(onsetEnvelope)->Unit(benchmark::kMillisecond);
BENCHMARK(tempoFromOnset)->Unit(benchmark::kMillisecond);
BENCHMARK(tempoOverTime)->Unit(benchmark::kMillisecond);
BENCHMARK(beats)->Unit(benchmark::kMillisecond);
BENCHMARK(wholeChain)->Unit(benchmark::kMillisecond);
BENCHMARK(wholeChainFromFile)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
