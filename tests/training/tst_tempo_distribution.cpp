// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/tempo_distribution.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace tempo;

namespace {

/// A bell over the grid, of standard deviation one bin. @param sum of all bins
std::vector<float> bell(const TempoGrid& grid, double bpm, double sum)
{
    std::vector<float> values(static_cast<std::size_t>(grid.nBins));
    for (std::size_t bin = 0; bin < values.size(); ++bin) {
        const double away = static_cast<double>(bin) - grid.binOf(Bpm{bpm});
        values[bin] = static_cast<float>(sum * std::exp(-0.5 * away * away) / std::sqrt(2.0 * M_PI));
    }
    return values;
}

} // namespace

class TestTempoDistribution : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gridReachesFrom30To320()
    {
        const TempoGrid grid;
        QCOMPARE(grid.tempoOf(0).value(), 30.0);
        QVERIFY(std::abs(grid.tempoOf(grid.nBins - 1).value() - 320.0) < 1.0);
        QVERIFY(std::abs(grid.binOf(Bpm{60.0}) - grid.binsPerOctave) < 1e-9);
    }

    void peakLiesBetweenTheBins()
    {
        const TempoGrid grid;
        for (const double bpm : {31.0, 77.7, 119.3, 120.0, 121.1, 310.0})
            QVERIFY(std::abs(peakTempo(bell(grid, bpm, 1.0), grid).value() - bpm) < 1e-3 * bpm);
    }

    void peakAtAnEndIsThatBin()
    {
        const TempoGrid grid;
        std::vector<float> values(static_cast<std::size_t>(grid.nBins), 0.0F);
        values.back() = 1.0F;
        QCOMPARE(peakTempo(values, grid).value(), grid.tempoOf(grid.nBins - 1).value());
    }

    void candidatesShareTheProbability()
    {
        const TempoGrid grid;
        std::vector<float> values = bell(grid, 120.0, 0.5);
        const std::vector<float> half = bell(grid, 60.0, 0.3);
        const std::vector<float> triple = bell(grid, 180.0, 0.2);
        for (std::size_t bin = 0; bin < values.size(); ++bin)
            values[bin] += half[bin] + triple[bin];
        const std::vector<TempoCandidate> candidates = rankTempi(values, grid);
        QVERIFY(candidates.size() >= 3);
        QVERIFY(std::abs(candidates[0].bpm.value() - 120.0) < 0.2);
        QVERIFY(std::abs(candidates[1].bpm.value() - 60.0) < 0.2);
        QVERIFY(std::abs(candidates[2].bpm.value() - 180.0) < 0.4);
        // 4 % are 2.7 bins, so three on each side: nearly all of a bell of one bin.
        QVERIFY(std::abs(candidates[0].weight - 0.5) < 0.01);
        QVERIFY(std::abs(candidates[1].weight - 0.3) < 0.01);
        double sum = 0.0;
        for (const TempoCandidate& candidate : candidates)
            sum += candidate.weight;
        QVERIFY(sum <= 1.0 + 1e-6);
    }

    void neighboursAreNotCountedTwice()
    {
        const TempoGrid grid;
        std::vector<float> comb(static_cast<std::size_t>(grid.nBins), 0.0F);
        for (std::size_t bin = 80; bin <= 88; bin += 2)
            comb[bin] = 0.2F;
        // The first takes bins 77 to 83 with it, the next, at 84, those up to 87.
        const std::vector<TempoCandidate> candidates = rankTempi(comb, grid);
        QCOMPARE(candidates.size(), std::size_t{3});
        QVERIFY(std::abs(candidates[0].weight - 0.4) < 1e-6);
        QVERIFY(std::abs(candidates[1].weight - 0.4) < 1e-6);
        QVERIFY(std::abs(candidates[2].weight - 0.2) < 1e-6);
    }

    void flatDistributionHasAnAnswerAllTheSame()
    {
        const TempoGrid grid;
        const std::vector<float> flat(static_cast<std::size_t>(grid.nBins), 1.0F / 165.0F);
        const std::vector<TempoCandidate> candidates = rankTempi(flat, grid);
        QVERIFY(!candidates.empty());
        QVERIFY(candidates.front().weight < 0.05);
    }
};

QTEST_GUILESS_MAIN(TestTempoDistribution)
#include "tst_tempo_distribution.moc"
