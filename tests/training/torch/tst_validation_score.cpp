// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/validation_score.h"

#include "training/neural/tempo_distribution.h"
#include "training/torch/golden_section.h"
#include "training/torch/soft_target.h"

#include <QTest>
#include <cmath>
#include <numeric>

using namespace tempo;
using namespace tempo::neural;

namespace {

TrainingTrack track(double bpm)
{
    TrainingTrack made;
    made.id = std::to_string(bpm);
    made.tempo = Bpm(bpm);
    return made;
}

/// Logits of a network that believes in a tempo.
std::vector<float> logitsFor(double bpm, const TempoGrid& grid, float sharpness = 1.0F)
{
    std::vector<float> logits;
    for (int bin = 0; bin < grid.nBins; ++bin) {
        const double distance = bin - grid.binOf(Bpm(bpm));
        logits.push_back(sharpness * static_cast<float>(-0.5 * distance * distance));
    }
    return logits;
}

ValidationOutput outputOf(const std::vector<std::pair<std::size_t, double>>& blocks, const TempoGrid& grid)
{
    ValidationOutput output;
    for (const auto& [index, bpm] : blocks) {
        output.blocks.push_back({index, 0});
        output.values.appendRow(logitsFor(bpm, grid));
    }
    return output;
}

} // namespace

class TestValidationScore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSoftTargetIsADistributionAroundTheTempo()
    {
        const TempoGrid grid;
        const std::vector<float> target = softTarget(grid.tempoOf(80.0), grid);
        QVERIFY(std::abs(std::accumulate(target.begin(), target.end(), 0.0F) - 1.0F) < 1e-6F);
        QCOMPARE(std::max_element(target.begin(), target.end()) - target.begin(), 80);
        QVERIFY(std::abs(target[81] / target[80] - std::exp(-0.5F)) < 1e-5F);
        for (const double bpm : {20.0, 30.0, 320.0, 500.0}) {
            const std::vector<float> edge = softTarget(Bpm(bpm), grid);
            QVERIFY(std::abs(std::accumulate(edge.begin(), edge.end(), 0.0F) - 1.0F) < 1e-6F);
        }
    }

    void theParabolaFindsTempiBetweenBins()
    {
        const TempoGrid grid;
        for (double bpm = 35.0; bpm < 300.0; bpm *= 1.0137) {
            const std::vector<float> target = softTarget(Bpm(bpm), grid);
            QVERIFY(std::abs(peakTempo(target, grid).value() / bpm - 1.0) < 1e-4);
        }
    }

    void accuraciesFollowTheirDefinitions()
    {
        const std::vector<TrainingTrack> tracks{track(100), track(100), track(100), track(100), track(100)};
        const ValidationOutput output =
            outputOf({{0, 103.9}, {1, 107.5}, {2, 51.5}, {3, 292.0}, {4, 150.0}}, TempoGrid{});
        EpochRecord record;
        scoreValidation(output, tracks, ModelFacts{}, record);
        QCOMPARE(record.accuracy1, 0.2);
        QCOMPARE(record.accuracy8, 0.4);
        QCOMPARE(record.accuracy2, 0.6);
        QCOMPARE(record.predictions.size(), tracks.size());
        QVERIFY(std::abs(record.predictions[1].estimate.value() - 107.5) < 0.01);
        QCOMPARE(record.predictions[1].reference.value(), 100.0);
    }

    void theLossIsTheMeanOverTracksOfTheMeanOverBlocks()
    {
        const TempoGrid grid;
        const std::vector<TrainingTrack> tracks{track(100), track(100)};
        const auto lossOf = [&](const std::vector<std::pair<std::size_t, double>>& blocks) {
            EpochRecord record;
            scoreValidation(outputOf(blocks, grid), tracks, ModelFacts{}, record);
            return record.validationLoss;
        };
        const double right = lossOf({{0, 100}});
        const double wrong = lossOf({{0, 120}});
        // The entropy of a Gaussian of one bin: 0.5 ln(2 pi e).
        QVERIFY(std::abs(right - 1.4189) < 1e-3);
        QVERIFY(wrong > right + 10.0);
        QCOMPARE(lossOf({{0, 100}, {0, 100}, {0, 120}, {1, 120}}), ((2 * right + wrong) / 3 + wrong) / 2);
    }

    void aRegressionGivesTheMedianOfItsBlocks()
    {
        const std::vector<TrainingTrack> tracks{track(145)};
        ValidationOutput output;
        for (const float value : {0.5F, 0.52F, 0.0F}) {
            output.blocks.push_back({0, 0});
            output.values.appendRow(std::span(&value, 1));
        }
        ModelFacts facts;
        facts.loss = LossKind::MeanSquaredError;
        EpochRecord record;
        scoreValidation(output, tracks, facts, record);
        QVERIFY(std::abs(record.predictions[0].estimate.value() - 145.0) < 1e-4);
        QVERIFY(std::abs(record.validationLoss - (0.25 + 0.0004) / 3) < 1e-6);
    }

    void bestIsByAccuracyThenByLoss()
    {
        EpochRecord a;
        a.accuracy1 = 0.5;
        a.validationLoss = 2.0;
        EpochRecord b = a;
        QVERIFY(!isBetter(b, a));
        b.validationLoss = 1.9;
        QVERIFY(isBetter(b, a));
        a.accuracy1 = 0.6;
        QVERIFY(!isBetter(b, a));
    }

    void theTemperatureUndoesTooMuchConfidence()
    {
        const TempoGrid grid;
        std::vector<TrainingTrack> tracks;
        ValidationOutput output;
        for (std::size_t i = 0; i < 20; ++i) {
            tracks.push_back(track(80.0 + 5.0 * static_cast<double>(i)));
            output.blocks.push_back({i, 0});
            output.values.appendRow(logitsFor(tracks.back().tempo.value(), grid, 3.0F));
        }
        QVERIFY(std::abs(fitTemperature(output, tracks, grid) - 3.0) < 0.01);
    }

    void theGoldenSectionFindsAMinimum()
    {
        QVERIFY(std::abs(goldenSection(-2.0, 5.0, [](double x) { return (x - 1.3) * (x - 1.3); }) - 1.3) < 1e-3);
        QVERIFY(goldenSection(-2.0, 5.0, [](double x) { return x; }) < -1.99);
    }
};

QTEST_APPLESS_MAIN(TestValidationScore)
#include "tst_validation_score.moc"
