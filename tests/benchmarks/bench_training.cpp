// SPDX-License-Identifier: GPL-3.0-or-later
// A training run as `tempnetic fit` does it, on the device of `auto`: steps a second, the share of the time that is not
// spent in the network, and what stretching costs beside the same run without it.
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "training/files/run_folder.h"
#include "training/torch/detail/augmentation.h"
#include "training/torch/detail/trainer.h"

#include <ATen/ops/full.h>
#include <benchmark/benchmark.h>

namespace {

using namespace tempo;
using namespace tempo::neural;

constexpr int kTracks = 96;
constexpr int kBatch = 32;

/// Features of clips of 30 s, made once.
class Corpus {
public:
    Corpus()
    {
        for (int i = 0; i < kTracks; ++i) {
            TrainingTrack track;
            track.id = std::to_string(i);
            track.audio = m_folder / (track.id + ".wav");
            track.tempo = Bpm(70.0 + i);
            test::writeWav(track.audio, test::rhythmClip(track.tempo.value(), 30.0, static_cast<unsigned>(i)));
            track.nFrames = m_features.prepare(track.audio);
            std::filesystem::remove(track.audio);
            m_tracks.push_back(track);
        }
    }

    TrainingJob job(NetworkKind network, bool isStretched)
    {
        const std::filesystem::path folder = m_folder / ("run" + std::to_string(m_runs++));
        RunFolder::create(folder).writeConfig("seed_everything: 1\n");
        TrainingJob job;
        job.config.model.network = network;
        job.config.model.input = network == NetworkKind::TempoNet ? NetworkInput::Mel : NetworkInput::Tempogram;
        job.config.trainer.loss =
            network == NetworkKind::TempoNet ? LossKind::CrossEntropy : LossKind::MeanSquaredError;
        job.config.trainer.maxEpochs = 2;
        job.config.trainer.batchSize = kBatch;
        if (!isStretched)
            job.config.augmentation.stretchLow = job.config.augmentation.stretchHigh = 1.0;
        job.features = &m_features;
        job.train = m_tracks;
        job.validation.assign(m_tracks.begin(), m_tracks.begin() + 10);
        job.runFolder = folder;
        return job;
    }

private:
    test::TempFolder m_folder;
    FeatureStore m_features{m_folder / "features"};
    std::vector<TrainingTrack> m_tracks;
    int m_runs = 0;
};

class Deaf : public TrainingObserver {
public:
    void stepDone(const StepRecord& record, std::int64_t stepsPerEpoch) override
    {
        static_cast<void>(stepsPerEpoch);
        steps = record.step;
    }
    void epochDone(const EpochRecord& record) override { static_cast<void>(record); }
    void message(const std::string& line) override { static_cast<void>(line); }

    std::int64_t steps = 0;
};

Corpus& corpus()
{
    static Corpus made;
    return made;
}

/// Two epochs with their validations and checkpoints.
void train(benchmark::State& state, NetworkKind network, bool isStretched)
{
    double seconds = 0.0;
    double secondsInNetwork = 0.0;
    std::int64_t steps = 0;
    for (auto iteration : state) {
        static_cast<void>(iteration);
        const TrainingJob job = corpus().job(network, isStretched);
        Deaf observer;
        TrainingControl control;
        const TrainingOutcome outcome = trainNetwork(job, observer, control);
        seconds += outcome.seconds;
        secondsInNetwork += outcome.secondsInNetwork;
        steps += observer.steps;
    }
    state.counters["steps/s"] = static_cast<double>(steps) / seconds;
    state.counters["outside_network_%"] = 100.0 * (1.0 - secondsInNetwork / seconds);
}

/// What becomes of a batch before the network sees it.
void prepareBatch(benchmark::State& state, bool isStretched, bool isAugmented)
{
    const std::vector<TrackBlock> blocks(kBatch, TrackBlock{0, 0, isStretched ? std::size_t{600} : kBlockFrames});
    const at::Tensor source = at::full({kBatch, 640, 128}, -30.0, at::kHalf);
    Random random(1);
    for (auto iteration : state) {
        static_cast<void>(iteration);
        at::Tensor mel = stretchBlocks(source, blocks);
        if (isAugmented)
            augmentBlocks(mel, drawAugmentation(kBatch, kBlockFrames, 128, AugmentationConfig{}, random));
        benchmark::DoNotOptimize(mel.const_data_ptr());
    }
}

} // namespace

BENCHMARK_CAPTURE(prepareBatch, plain, false, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(prepareBatch, stretched, true, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(prepareBatch, stretched_and_augmented, true, true)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(train, TempoNet, NetworkKind::TempoNet, true)->Unit(benchmark::kSecond)->UseRealTime();
BENCHMARK_CAPTURE(train, TempoNet_unstretched, NetworkKind::TempoNet, false)->Unit(benchmark::kSecond)->UseRealTime();
BENCHMARK_CAPTURE(train, MobileNetV2_tempogram, NetworkKind::MobileNetV2, true)
    ->Unit(benchmark::kSecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(train, MobileNetV2_tempogram_unstretched, NetworkKind::MobileNetV2, false)
    ->Unit(benchmark::kSecond)
    ->UseRealTime();
BENCHMARK_MAIN();
