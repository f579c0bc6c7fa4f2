// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/curve_smoothing.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace tempo::ui;

class TestCurveSmoothing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void constantSeriesStaysWhatItIs_data();
    void constantSeriesStaysWhatItIs();
    void valuesAreThoseOfTheFormula();
    void gapsArePassedOver();
    void typicalRangeLeavesWildValuesOut();
    void typicalRangeOfNothingIsEmpty();
};

void TestCurveSmoothing::constantSeriesStaysWhatItIs_data()
{
    QTest::addColumn<double>("smoothing");
    for (const double smoothing : {0.0, 0.5, 0.9, 0.999})
        QTest::newRow(qPrintable(QString::number(smoothing))) << smoothing;
}

void TestCurveSmoothing::constantSeriesStaysWhatItIs()
{
    QFETCH(double, smoothing);
    for (const double value : smoothed(std::vector<double>(200, 3.25), smoothing))
        QVERIFY(std::abs(value - 3.25) < 1e-12);
}

void TestCurveSmoothing::valuesAreThoseOfTheFormula()
{
    // By hand: sums 0.5, 1.25, 2.125 over weights 0.5, 0.75, 0.875.
    const std::vector<double> averages = smoothed(std::vector<double>{1.0, 2.0, 3.0}, 0.5);
    QCOMPARE(averages.size(), std::size_t{3});
    QCOMPARE(averages[0], 1.0);
    QCOMPARE(averages[1], 1.25 / 0.75);
    QCOMPARE(averages[2], 2.125 / 0.875);
}

void TestCurveSmoothing::gapsArePassedOver()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> averages = smoothed(std::vector<double>{nan, 2.0, nan, 2.0}, 0.9);
    QVERIFY(std::isnan(averages[0]));
    QCOMPARE(averages[1], 2.0);
    QCOMPARE(averages[2], 2.0);
    QCOMPARE(averages[3], 2.0);
}

void TestCurveSmoothing::typicalRangeLeavesWildValuesOut()
{
    std::vector<double> values(1000);
    std::iota(values.begin(), values.end(), 0.0);
    values[500] = 1e9;
    const ValueRange range = typicalRange(values);
    QVERIFY(range.high < 2000.0);
    QCOMPARE(range.outside, std::size_t{1});
    QCOMPARE(typicalRange({1.0, 2.0, 3.0}).outside, std::size_t{0});
}

void TestCurveSmoothing::typicalRangeOfNothingIsEmpty()
{
    QCOMPARE(typicalRange({}).high, 0.0);
    QCOMPARE(typicalRange({std::numeric_limits<double>::infinity()}).high, 0.0);
}

QTEST_GUILESS_MAIN(TestCurveSmoothing)
#include "tst_curve_smoothing.moc"
