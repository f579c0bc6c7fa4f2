// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/rhythm/tempo.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace tempo;

namespace {

const FrameRate kRate{22050.0 / 512.0};

std::vector<float> pulses(std::size_t frames, std::size_t period)
{
    std::vector<float> onset(frames, 0.0F);
    for (std::size_t t = 0; t < frames; t += period)
        onset[t] = 1.0F;
    return onset;
}

} // namespace

class TestTempo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void priorIsHighestAtItsCentreAndFallsByHalfASigmaSquared()
    {
        const std::vector<double> bpm{480.0, 240.0, 120.0, 60.0, 30.0};
        const std::vector<double> prior = logTempoPrior(bpm);
        QVERIFY(std::isinf(prior[0]) && prior[0] < 0.0);
        QCOMPARE(prior[1], -0.5);
        QCOMPARE(prior[2], 0.0);
        QCOMPARE(prior[3], -0.5);
        QCOMPARE(prior[4], -2.0);
    }

    void priorFollowsItsOptions()
    {
        const std::vector<double> bpm{200.0, 100.0, 50.0};
        const std::vector<double> prior =
            logTempoPrior(bpm, {.centre = Bpm{100.0}, .spreadOctaves = 0.5, .maximum = Bpm{200.0}});
        QVERIFY(std::isinf(prior[0]));
        QCOMPARE(prior[1], 0.0);
        QCOMPARE(prior[2], -2.0);
    }

    void senselessPriorsAreRefused()
    {
        const std::vector<double> bpm{120.0};
        QVERIFY_EXCEPTION_THROWN(logTempoPrior(bpm, {.centre = Bpm{0.0}}), Error);
        QVERIFY_EXCEPTION_THROWN(logTempoPrior(bpm, {.spreadOctaves = 0.0}), Error);
        QVERIFY_EXCEPTION_THROWN(logTempoPrior(bpm, {.spreadOctaves = std::nan("")}), Error);
    }

    void aPulseTrainGivesItsTempo()
    {
        TempoScorer scorer(kRate);
        const TempoScores scores = scorer.global(pulses(900, 21));
        QCOMPARE(scores.bestLag, 21U);
        QCOMPARE(scores.tempo().value(), 60.0 * kRate.value() / 21.0);
    }

    // The same pulses are 61.5 BPM for a prior that expects slow music, or 123 BPM.
    void thePriorDecidesBetweenMetricalLevels()
    {
        TempoScorer slow(kRate, {.centre = Bpm{50.0}, .spreadOctaves = 0.3, .maximum = Bpm{320.0}});
        QCOMPARE(slow.global(pulses(900, 21)).bestLag, 42U);
    }

    void silenceIsDecidedByThePriorAlone()
    {
        TempoScorer scorer(kRate);
        const TempoScores scores = scorer.global(std::vector<float>(500, 0.0F));
        QVERIFY(std::abs(scores.tempo().value() - 117.45383522727273) < 1e-12);
    }

    void overTimeFollowsAChange()
    {
        std::vector<float> onset = pulses(1000, 30);
        const std::vector<float> faster = pulses(1000, 20);
        onset.insert(onset.end(), faster.begin(), faster.end());
        TempoScorer scorer(kRate);
        const std::vector<Bpm> tempi = scorer.overTime(onset);
        QCOMPARE(tempi.size(), 2000U);
        QCOMPARE(tempi[500].value(), 60.0 * kRate.value() / 30.0);
        QCOMPARE(tempi[1500].value(), 60.0 * kRate.value() / 20.0);
    }
};

QTEST_APPLESS_MAIN(TestTempo)
#include "tst_tempo.moc"
