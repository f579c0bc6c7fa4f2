// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/sampler.h"

#include "training/torch/learning_rate.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace tempo;
using namespace tempo::neural;

namespace {

constexpr std::size_t kClipFrames = 1292; // 30 s

TrainingTrack track(double bpm, std::size_t nFrames = kClipFrames)
{
    TrainingTrack made;
    made.nFrames = nFrames;
    made.tempo = Bpm(bpm);
    return made;
}

/// Tempi as in music: most near 120.
std::vector<TrainingTrack> unevenTracks(std::size_t count)
{
    Random random(7);
    std::vector<TrainingTrack> tracks;
    while (tracks.size() < count) {
        const double bpm = 115.0 * std::exp2(0.4 * random.normal());
        if (bpm >= 40.0 && bpm <= 250.0)
            tracks.push_back(track(bpm));
    }
    return tracks;
}

RunConfig configWith(TempoBalance balance, double low = 0.8, double high = 1.25)
{
    RunConfig config;
    config.augmentation.balance = balance;
    config.augmentation.stretchLow = low;
    config.augmentation.stretchHigh = high;
    return config;
}

/// How uneven the stretched tempi of many epochs are over log tempo between two BPM: largest over smallest of 8 bins.
double unevenness(const std::vector<TrainingTrack>& tracks, const RunConfig& config, double low, double high)
{
    const Sampler sampler(tracks, config);
    std::vector<double> counts(8, 0.0);
    for (int epoch = 0; epoch < 20; ++epoch)
        for (const TrackBlock& block : sampler.blocksOf(epoch)) {
            const double bpm = tracks[block.track].tempo.value() * block.stretch();
            const double place = std::log2(bpm / low) / std::log2(high / low) * 8.0;
            if (place >= 0.0 && place < 8.0)
                counts[static_cast<std::size_t>(place)] += 1.0;
        }
    return *std::max_element(counts.begin(), counts.end()) / *std::min_element(counts.begin(), counts.end());
}

} // namespace

class TestSampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEpochIsAPureFunctionOfSeedAndEpoch()
    {
        const std::vector<TrainingTrack> tracks = unevenTracks(50);
        RunConfig config = configWith(TempoBalance::Stretch);
        const Sampler sampler(tracks, config);
        const std::vector<TrackBlock> third = sampler.blocksOf(3);
        QCOMPARE(Sampler(tracks, config).blocksOf(3), third);
        QVERIFY(sampler.blocksOf(4) != third);
        config.seed = 2;
        QVERIFY(Sampler(tracks, config).blocksOf(3) != third);
    }

    void withoutBalanceEveryTrackComesAsOftenAsAsked()
    {
        const std::vector<TrainingTrack> tracks = unevenTracks(30);
        RunConfig config = configWith(TempoBalance::None);
        config.trainer.blocksPerTrack = 3;
        std::map<std::size_t, int> counts;
        for (const TrackBlock& block : Sampler(tracks, config).blocksOf(0))
            ++counts[block.track];
        QCOMPARE(counts.size(), tracks.size());
        for (const auto& [index, count] : counts)
            QCOMPARE(count, 3);
    }

    void blocksLieInsideTheTrackAndTempiInsideTheRange()
    {
        const std::vector<TrainingTrack> tracks{track(41), track(248), track(120, 300), track(100, 513), track(90, 1)};
        RunConfig config = configWith(TempoBalance::None, 0.7, 1.4);
        config.trainer.blocksPerTrack = 200;
        for (const TempoBalance balance : {TempoBalance::None, TempoBalance::Bins, TempoBalance::Stretch}) {
            config.augmentation.balance = balance;
            const Sampler sampler(tracks, config);
            for (const TrackBlock& block : sampler.blocksOf(0)) {
                const TrainingTrack& source = tracks[block.track];
                QVERIFY(config.data.range.contains(Bpm(source.tempo.value() * block.stretch())));
                QVERIFY(block.sourceFrames <= sampler.longestSource());
                QVERIFY(block.firstFrame == 0 || block.firstFrame + block.sourceFrames <= source.nFrames);
            }
        }
    }

    void everyOffsetIsDrawnIncludingTheLast()
    {
        const std::vector<TrainingTrack> tracks{track(120, kBlockFrames + 2)};
        RunConfig config = configWith(TempoBalance::None, 1.0, 1.0);
        config.trainer.blocksPerTrack = 100;
        std::set<std::size_t> offsets;
        for (const TrackBlock& block : Sampler(tracks, config).blocksOf(0)) {
            QCOMPARE(block.sourceFrames, kBlockFrames);
            offsets.insert(block.firstFrame);
        }
        QCOMPARE(offsets, (std::set<std::size_t>{0, 1, 2}));
    }

    void binsAreDrawnAlike()
    {
        std::vector<TrainingTrack> tracks{track(61), track(65), track(201)};
        for (int i = 0; i < 57; ++i)
            tracks.push_back(track(120.0 + 0.1 * i));
        std::map<int, int> counts;
        for (const TrackBlock& block : Sampler(tracks, configWith(TempoBalance::Bins)).blocksOf(0))
            ++counts[static_cast<int>(tracks[block.track].tempo.value()) / 10];
        QCOMPARE(counts, (std::map<int, int>{{6, 20}, {12, 20}, {20, 20}}));
    }

    void stretchingBringsTheTempiNearAUniformDistribution()
    {
        const std::vector<TrainingTrack> tracks = unevenTracks(800);
        const double plain = unevenness(tracks, configWith(TempoBalance::None, 0.7, 1.4), 70.0, 180.0);
        const double balanced = unevenness(tracks, configWith(TempoBalance::Stretch, 0.7, 1.4), 70.0, 180.0);
        QVERIFY2(plain > 1.8, qPrintable(QString::number(plain)));
        QVERIFY2(balanced < 1.3, qPrintable(QString::number(balanced)));
    }

    void aTempoOutOfReachOfTheRangeStaysAsItIs()
    {
        const std::vector<TrainingTrack> tracks{track(20)};
        for (const TempoBalance balance : {TempoBalance::None, TempoBalance::Stretch})
            for (const TrackBlock& block : Sampler(tracks, configWith(balance)).blocksOf(0))
                QCOMPARE(block.stretch(), 1.0);
    }

    void anEpochHasAtLeastTwoBlocks()
    {
        const std::vector<TrainingTrack> tracks{track(120)};
        QCOMPARE(Sampler(tracks, RunConfig{}).blocksOf(0).size(), std::size_t{2});
        QVERIFY_EXCEPTION_THROWN(Sampler({}, RunConfig{}), Error);
    }

    void validationCoversTheTracks()
    {
        const std::vector<TrainingTrack> tracks{track(120, 100), track(120, kClipFrames), track(120, 1000)};
        const std::vector<TrackBlock> expected{{0, 0},   {1, 0}, {1, 256}, {1, 512},
                                               {1, 768}, {2, 0}, {2, 256}, {2, 488}};
        QCOMPARE(validationBlocks(tracks), expected);
    }

    void batchesDifferByOneAtMost()
    {
        QCOMPARE(batchCount(33, 32), std::size_t{2});
        QCOMPARE(batchBegin(1, 33, 32), std::size_t{16});
        QCOMPARE(batchBegin(2, 33, 32), std::size_t{33});
        QCOMPARE(batchCount(5, 32), std::size_t{1});
        QCOMPARE(batchBegin(1, 5, 32), std::size_t{5});
    }

    void theLearningRateRisesAndFalls()
    {
        TrainerConfig trainer;
        trainer.learningRate = 2.0;
        trainer.warmupSteps = 10;
        QCOMPARE(learningRateOf(1, 1000, trainer), 0.2);
        QCOMPARE(learningRateOf(10, 1000, trainer), 2.0);
        QCOMPARE(learningRateOf(11, 1000, trainer), 2.0);
        QCOMPARE(learningRateOf(506, 1000, trainer), 1.0);
        QVERIFY(learningRateOf(1000, 1000, trainer) < 1e-4);
        trainer.schedule = LearningRateSchedule::Constant;
        QCOMPARE(learningRateOf(1000, 1000, trainer), 2.0);
        // A short run has a short warm-up.
        QCOMPARE(learningRateOf(1, 5, trainer), 2.0);
        QCOMPARE(learningRateOf(1, 1, trainer), 2.0);
    }
};

QTEST_APPLESS_MAIN(TestSampler)
#include "tst_sampler.moc"
