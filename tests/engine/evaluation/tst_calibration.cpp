// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/evaluation/calibration.h"

#include <QTest>

#include <cmath>

using namespace tempo;

class TestCalibration : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void binsHoldWhatBelongsToThem()
    {
        const std::vector<ConfidentAnswer> answers{{0.05, false}, {0.92, true}, {0.98, false}, {1.0, true}};
        const std::vector<CalibrationBin> bins = calibrationBins(answers);
        QCOMPARE(bins.size(), std::size_t{2});
        QCOMPARE(bins[0].count, std::size_t{1});
        QCOMPARE(bins[1].count, std::size_t{3});
        QVERIFY(std::abs(bins[1].accuracy - 2.0 / 3.0) < 1e-12);
    }

    void errorIsTheWeightedDistance()
    {
        // Four at 0.75 of which two are right, four at 0.25 of which one is: (4 * 0.25 + 4 * 0) / 8.
        std::vector<ConfidentAnswer> answers;
        for (int i = 0; i < 4; ++i) {
            answers.push_back({0.75, i < 2});
            answers.push_back({0.25, i < 1});
        }
        QVERIFY(std::abs(calibrationError(answers) - 0.125) < 1e-12);
    }

    void coverageKeepsTheSurestFirst()
    {
        const std::vector<ConfidentAnswer> answers{{0.5, false}, {0.9, true}, {0.5, true}, {0.1, false}};
        const std::vector<CoveragePoint> curve = coverageCurve(answers);
        QCOMPARE(curve.size(), std::size_t{3});
        QCOMPARE(curve[0].coverage, 0.25);
        QCOMPARE(curve[0].accuracy, 1.0);
        QCOMPARE(curve[1].coverage, 0.75);
        QVERIFY(std::abs(curve[1].accuracy - 2.0 / 3.0) < 1e-12);
        QCOMPARE(curve[2].accuracy, 0.5);
    }

    void nonsenseIsRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, (void)calibrationError({}));
        const std::vector<ConfidentAnswer> beyond{{1.2, true}};
        QVERIFY_THROWS_EXCEPTION(Error, (void)calibrationBins(beyond));
    }
};

QTEST_GUILESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
