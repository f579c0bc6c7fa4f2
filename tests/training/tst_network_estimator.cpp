// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "training/neural/network_estimator.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <memory>
#include <vector>

using namespace tempo;

namespace {

/// Says the same of every block, and remembers what it was shown.
class FakeModel final : public TempoModel {
public:
    FakeModel(ModelFacts facts, std::vector<std::vector<float>> answers)
        : m_facts(std::move(facts)), m_answers(std::move(answers))
    {
    }
    [[nodiscard]] const ModelFacts& facts() const override { return m_facts; }
    Matrix<float> predict(std::span<const float> melDecibel, std::size_t nBlocks) override
    {
        Matrix<float> outputs;
        for (std::size_t block = 0; block < nBlocks; ++block) {
            outputs.appendRow(m_answers[nSeen % m_answers.size()]);
            ++nSeen;
        }
        lastValue = melDecibel.back();
        return outputs;
    }

    std::size_t nSeen = 0;
    float lastValue = 0.0F;

private:
    ModelFacts m_facts;
    std::vector<std::vector<float>> m_answers;
};

/// Probability `share` at a tempo, the rest at another.
std::vector<float> twoPeaks(const TempoGrid& grid, Bpm first, double share, Bpm second)
{
    std::vector<float> distribution(static_cast<std::size_t>(grid.nBins), 0.0F);
    distribution[static_cast<std::size_t>(std::lround(grid.binOf(first)))] = static_cast<float>(share);
    distribution[static_cast<std::size_t>(std::lround(grid.binOf(second)))] = static_cast<float>(1.0 - share);
    return distribution;
}

ModelFacts regression()
{
    ModelFacts facts;
    facts.loss = LossKind::MeanSquaredError;
    return facts;
}

std::vector<float> noise(double seconds)
{
    std::uint32_t state = 7;
    std::vector<float> samples(static_cast<std::size_t>(seconds * kAnalysisRate.value()));
    for (float& sample : samples) {
        state = 1664525U * state + 1013904223U;
        sample = static_cast<float>(static_cast<double>(state >> 8U) / 16777216.0 - 0.5);
    }
    return samples;
}

} // namespace

class TestNetworkEstimator : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void blocksCoverTheRecording_data();
    void blocksCoverTheRecording();
    void peakIsTheAnswerAndItsMassTheConfidence();
    void blocksAreAveraged();
    void regressionsGiveTheirMedian();
    void curveHasAPointForEachBlock();
    void shortAndNonFiniteRecordingsAreRefused();
    void shortRecordingsArePaddedWithSilence();
    void oneEstimatorServesManyRecordings();
};

void TestNetworkEstimator::blocksCoverTheRecording_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("blocks");
    const double block = 512.0 * 512.0 / 22050.0;
    QTest::newRow("shorter than a block") << 5.0 << 1;
    QTest::newRow("one block") << block - 0.03 << 1;
    QTest::newRow("a little longer") << block + 0.1 << 2;
    QTest::newRow("GTZAN's clips") << 30.0 << 5;
    QTest::newRow("more than a batch") << 120.0 << 20;
}

void TestNetworkEstimator::blocksCoverTheRecording()
{
    QFETCH(double, seconds);
    const ModelFacts facts;
    auto owned = std::make_unique<FakeModel>(
        facts, std::vector<std::vector<float>>{twoPeaks(facts.grid, Bpm{120}, 1.0, Bpm{60})});
    const FakeModel& model = *owned;
    NetworkEstimator estimator(std::move(owned));
    QVERIFY(estimator.estimateSamples(noise(seconds)).bpm.has_value());
    QTEST(static_cast<int>(model.nSeen), "blocks");
}

void TestNetworkEstimator::peakIsTheAnswerAndItsMassTheConfidence()
{
    const ModelFacts facts;
    NetworkEstimator estimator(std::make_unique<FakeModel>(
        facts, std::vector<std::vector<float>>{twoPeaks(facts.grid, Bpm{120}, 0.7, Bpm{60})}));
    const TempoEstimate estimate = estimator.estimateSamples(noise(12));
    QVERIFY(std::abs(estimate.bpm->value() - 120.0) < 0.02 * 120.0);
    QVERIFY(std::abs(estimate.confidence - 0.7) < 1e-6);
    QCOMPARE(estimate.candidates.size(), std::size_t{2});
    QVERIFY(std::abs(estimate.candidates[1].weight - 0.3) < 1e-6);
    QCOMPARE(estimate.candidates[0].bpm.value(), estimate.bpm->value());
}

void TestNetworkEstimator::blocksAreAveraged()
{
    const ModelFacts facts;
    // Two blocks: the one that is sure outvotes the one that is in doubt.
    NetworkEstimator estimator(std::make_unique<FakeModel>(
        facts, std::vector<std::vector<float>>{twoPeaks(facts.grid, Bpm{90}, 0.9, Bpm{180}),
                                               twoPeaks(facts.grid, Bpm{180}, 0.6, Bpm{90})}));
    const TempoEstimate estimate = estimator.estimateSamples(noise(12));
    QVERIFY(std::abs(estimate.bpm->value() - 90.0) < 2.0);
    QVERIFY(std::abs(estimate.confidence - 0.65) < 1e-5);
}

void TestNetworkEstimator::regressionsGiveTheirMedian()
{
    NetworkEstimator estimator(
        std::make_unique<FakeModel>(regression(), std::vector<std::vector<float>>{{100}, {101}, {103}, {150}, {99}}));
    const TempoEstimate estimate = estimator.estimateSamples(noise(30));
    QCOMPARE(estimate.bpm->value(), 101.0);
    QCOMPARE(estimate.confidence, 0.8);
    QCOMPARE(estimate.candidates.size(), std::size_t{1});
}

void TestNetworkEstimator::curveHasAPointForEachBlock()
{
    NetworkEstimator estimator(
        std::make_unique<FakeModel>(regression(), std::vector<std::vector<float>>{{100}, {101}, {103}, {150}, {99}}));
    const TempoEstimate estimate = estimator.estimateSamples(noise(30), {.withCurve = true});
    QCOMPARE(estimate.curve->tempi.size(), std::size_t{5});
    QCOMPARE(estimate.curve->tempi[3].value(), 150.0);
    for (std::size_t i = 1; i < 5; ++i)
        QVERIFY(estimate.curve->times[i] > estimate.curve->times[i - 1]);
    QVERIFY(std::abs(estimate.curve->times[0].value() - 256 * 512.0 / 22050.0) < 1e-9);
    QVERIFY(estimate.curve->times[4].value() < 30.0);
}

void TestNetworkEstimator::shortAndNonFiniteRecordingsAreRefused()
{
    NetworkEstimator estimator(std::make_unique<FakeModel>(regression(), std::vector<std::vector<float>>{{100}}));
    QVERIFY(!estimator.estimateSamples(noise(1.9)).bpm);
    QCOMPARE(estimator.estimateSamples(noise(1.5)).refusal, std::string("1.50 s is too short to hear a tempo in"));
    std::vector<float> broken = noise(12);
    broken[1000] = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE(estimator.estimateSamples(broken).refusal, std::string("has samples that are not finite"));
    QVERIFY(estimator.estimateSamples(noise(12)).bpm.has_value());
}

void TestNetworkEstimator::shortRecordingsArePaddedWithSilence()
{
    auto owned = std::make_unique<FakeModel>(regression(), std::vector<std::vector<float>>{{100}});
    const FakeModel& model = *owned;
    NetworkEstimator estimator(std::move(owned));
    const TempoEstimate estimate = estimator.estimateSamples(noise(4), {.withCurve = true});
    QCOMPARE(model.lastValue, kSilentDecibel);
    QCOMPARE(estimate.curve->times.size(), std::size_t{1});
    QVERIFY(estimate.curve->times[0].value() <= 4.0);
}

void TestNetworkEstimator::oneEstimatorServesManyRecordings()
{
    const ModelFacts facts;
    NetworkEstimator estimator(std::make_unique<FakeModel>(
        facts, std::vector<std::vector<float>>{twoPeaks(facts.grid, Bpm{120}, 0.7, Bpm{60})}));
    const TempoEstimate first = estimator.estimateSamples(noise(40));
    const TempoEstimate second = estimator.estimateSamples(noise(3));
    QCOMPARE(first.bpm->value(), second.bpm->value());
}

QTEST_GUILESS_MAIN(TestNetworkEstimator)
#include "tst_network_estimator.moc"
