// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimators/tempo_candidates.h"
#include "engine/rhythm/tempo.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tempo;

namespace {

const FrameRate kRate{22050.0 / 512.0};

/// A pulse every `period` frames; every second one of the height `offbeat`.
TempoScores scoresOf(std::size_t period, float offbeat)
{
    std::vector<float> onset(1200, 0.0F);
    for (std::size_t t = 0, n = 0; t < onset.size(); t += period, ++n)
        onset[t] = n % 2 == 0 ? 1.0F : offbeat;
    return TempoScorer(kRate).global(onset);
}

} // namespace

class TestTempoCandidates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void candidatesComeBestFirstAndShareAtMostOne()
    {
        const TempoScores scores = scoresOf(22, 1.0F);
        const std::vector<TempoCandidate> candidates = rankCandidates(scores);
        QVERIFY(candidates.size() > 2);
        QVERIFY(candidates.front().bpm == scores.tempo());
        QVERIFY(std::ranges::is_sorted(candidates, std::ranges::greater{}, &TempoCandidate::weight));
        double sum = 0.0;
        for (const TempoCandidate& candidate : candidates)
            sum += candidate.weight;
        QVERIFY(sum <= 1.0 + 1e-12);
    }

    void weightsOfAllCandidatesSumToOne()
    {
        double sum = 0.0;
        for (const TempoCandidate& candidate : rankCandidates(scoresOf(22, 1.0F), 1000))
            sum += candidate.weight;
        QVERIFY(std::abs(sum - 1.0) < 1e-12);
    }

    void theMetricalLevelsOfAPulseAreCandidates()
    {
        const std::vector<TempoCandidate> candidates = rankCandidates(scoresOf(22, 0.5F));
        const auto has = [&](std::size_t lag) {
            return std::ranges::any_of(candidates, [lag](const TempoCandidate& candidate) {
                return std::abs(candidate.bpm.value() - 60.0 * kRate.value() / static_cast<double>(lag)) < 1e-9;
            });
        };
        QVERIFY(has(22));
        QVERIFY(has(44));
        QVERIFY(has(66));
    }

    void theLimitIsKept() { QCOMPARE(rankCandidates(scoresOf(22, 1.0F), 2).size(), 2U); }

    void anExactPulseHasClarityOne() { QVERIFY(pulseClarity(scoresOf(22, 1.0F)) > 0.95); }

    void nothingRepeatedHasClarityZero()
    {
        const TempoScores silent = TempoScorer(kRate).global(std::vector<float>(500, 0.0F));
        QCOMPARE(pulseClarity(silent), 0.0);
    }

    // A constant floor under the pulses is no pulse: it must not count.
    void aFloorDoesNotRaiseTheClarityOfNoise()
    {
        std::vector<float> onset(1200);
        std::uint32_t state = 7;
        for (float& value : onset) {
            state = 1664525U * state + 1013904223U;
            value = 10.0F + static_cast<float>(state >> 8U) / 16777216.0F;
        }
        QVERIFY(pulseClarity(TempoScorer(kRate).global(onset)) < 0.3);
    }
};

QTEST_APPLESS_MAIN(TestTempoCandidates)
#include "tst_tempo_candidates.moc"
