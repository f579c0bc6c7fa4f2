// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/evaluation/tempo_floors.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tempo;

class TestTempoFloors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBestConstantTempoLiesWhereMostRangesOverlap()
    {
        const std::vector<Bpm> references{Bpm{100.0}, Bpm{104.0}, Bpm{107.0}, Bpm{150.0}};
        const ConstantTempo best = bestConstantTempo(references, 0.04);
        QCOMPARE(best.accuracy, 0.75);
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(std::abs(best.bpm.value() - references[i].value()) <= 0.04 * references[i].value());
        QCOMPARE(bestConstantTempo(std::vector<Bpm>{Bpm{80.0}}, 0.04).accuracy, 1.0);
    }

    void octavesCountWhereTheyMay()
    {
        const std::vector<Bpm> references{Bpm{60.0}, Bpm{120.0}, Bpm{180.0}, Bpm{97.0}};
        QCOMPARE(bestConstantTempo(references, 0.04).accuracy, 0.25);
        QCOMPARE(bestConstantTempoUpToOctaves(references, 0.04).accuracy, 0.75);
    }

    void theBaselineKnowsFewTempi()
    {
        const std::vector<Bpm> tempi = baselineTempi();
        QVERIFY(std::ranges::is_sorted(tempi));
        QVERIFY(tempi.back().value() < 320.0);
        const std::vector<Bpm> reachable{Bpm{117.5}, Bpm{123.0}};
        QCOMPARE(gridCeiling(reachable, tempi, 0.001), 1.0);
        const std::vector<Bpm> between{Bpm{120.2}};
        QCOMPARE(gridCeiling(between, tempi, 0.02), 0.0);
        QCOMPARE(gridCeiling(between, tempi, 0.04), 1.0);
    }

    void nothingToJudgeIsRefused()
    {
        const std::vector<Bpm> some{Bpm{100.0}};
        QVERIFY_THROWS_EXCEPTION(Error, bestConstantTempo({}, 0.04));
        QVERIFY_THROWS_EXCEPTION(Error, bestConstantTempoUpToOctaves(some, 0.2));
        QVERIFY_THROWS_EXCEPTION(Error, gridCeiling(some, {}, 0.0));
    }
};

QTEST_APPLESS_MAIN(TestTempoFloors)
#include "tst_tempo_floors.moc"
