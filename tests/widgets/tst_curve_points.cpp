// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/curve_points.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

using namespace tempo::ui;

class TestCurvePoints : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fewPointsStayAsTheyAre();
    void aColumnIsWhatItSpans();
    void oneWildValueIsNeverLost();
    void logarithmicColumnsAreEqualOnTheScreen();
    void zoomingInBringsEveryPointBack();
    void aColumnOfGapsIsAGap();
    void extentsAreThoseOfEveryValue();

private:
    static std::vector<double> ramp(int count)
    {
        std::vector<double> x(static_cast<std::size_t>(count));
        std::iota(x.begin(), x.end(), 1.0);
        return x;
    }

    static ValueRow rowOf(const std::vector<double>& values)
    {
        ValueRow row;
        for (const double value : values)
            row.append(value);
        return row;
    }
};

void TestCurvePoints::fewPointsStayAsTheyAre()
{
    const std::vector<double> x = ramp(5);
    const ValueRow values = rowOf({5, 4, 3, 2, 1});
    const PixelColumns all{.left = 0, .right = 6, .count = 100};
    const std::vector<CurvePoint> expected{{1, 5}, {2, 4}, {3, 3}, {4, 2}, {5, 1}};
    for (const ColumnPick pick : {ColumnPick::Extremes, ColumnPick::Mean, ColumnPick::Lowest})
        QVERIFY(thinned(x, values, all, pick) == expected);
    QVERIFY(!isDense(x, all));
    // The neighbours of what is seen, so that the line goes on to the edge.
    const std::vector<CurvePoint> part{{2, 4}, {3, 3}, {4, 2}};
    QVERIFY(thinned(x, values, {.left = 2.5, .right = 3.5, .count = 100}, ColumnPick::Mean) == part);
    QVERIFY(thinned({}, ValueRow(), all, ColumnPick::Mean).empty());
}

void TestCurvePoints::aColumnIsWhatItSpans()
{
    const std::vector<double> x = ramp(8);
    const ValueRow values = rowOf({1, 5, 3, 3, 10, 20, 0, 30});
    const PixelColumns two{.left = 1, .right = 9, .count = 2};
    QVERIFY(isDense(x, two));
    const auto valuesOf = [&](ColumnPick pick) {
        std::vector<double> result;
        for (const CurvePoint& point : thinned(x, values, two, pick))
            result.push_back(point.y);
        return result;
    };
    QCOMPARE(valuesOf(ColumnPick::Mean), (std::vector<double>{3, 15}));
    QCOMPARE(valuesOf(ColumnPick::Lowest), (std::vector<double>{1, 0}));
    QCOMPARE(valuesOf(ColumnPick::Highest), (std::vector<double>{5, 30}));
    // The nearer end of the next column first.
    QCOMPARE(valuesOf(ColumnPick::Extremes), (std::vector<double>{1, 5, 0, 30}));
    QCOMPARE(thinned(x, values, two, ColumnPick::Mean).front().x, 2.5);
}

void TestCurvePoints::oneWildValueIsNeverLost()
{
    const int count = 100000;
    const std::vector<double> x = ramp(count);
    std::vector<double> y(static_cast<std::size_t>(count), 1.0);
    y[77777] = 1e9;
    y[12345] = -1e9;
    const auto points = thinned(x, rowOf(y), {.left = 1, .right = count, .count = 500}, ColumnPick::Extremes);
    QVERIFY(points.size() <= 1000);
    const auto has = [&](double value) {
        return std::ranges::any_of(points, [value](const CurvePoint& point) { return point.y == value; });
    };
    QVERIFY(has(1e9));
    QVERIFY(has(-1e9));
}

void TestCurvePoints::logarithmicColumnsAreEqualOnTheScreen()
{
    const int count = 10000;
    const std::vector<double> x = ramp(count);
    const auto points =
        thinned(x, rowOf(x), {.left = 1, .right = count, .count = 4, .isLogarithmic = true}, ColumnPick::Highest);
    QCOMPARE(points.size(), std::size_t{4});
    // Edges at 10, 100 and 1000: the last value below each.
    QCOMPARE(points[0].y, 9.0);
    QCOMPARE(points[1].y, 99.0);
    QCOMPARE(points[2].y, 999.0);
    QCOMPARE(points[3].y, 10000.0);
}

void TestCurvePoints::zoomingInBringsEveryPointBack()
{
    const std::vector<double> x = ramp(100000);
    const ValueRow values = rowOf(x);
    QVERIFY(thinned(x, values, {.left = 1, .right = 1e5, .count = 300}, ColumnPick::Mean).size() <= 300);
    const auto near = thinned(x, values, {.left = 5000, .right = 5099, .count = 300}, ColumnPick::Mean);
    QCOMPARE(near.size(), std::size_t{102}); // with both neighbours
    QCOMPARE(near[1].y, 5000.0);
}

void TestCurvePoints::aColumnOfGapsIsAGap()
{
    constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> x = ramp(9);
    const auto points = thinned(x, rowOf({1, 1, 1, kGap, kGap, kGap, 2, kGap, 2}), {.left = 1, .right = 10, .count = 3},
                                ColumnPick::Mean);
    QCOMPARE(points.size(), std::size_t{3});
    QCOMPARE(points[0].y, 1.0);
    QVERIFY(std::isnan(points[1].y));
    QCOMPARE(points[2].y, 2.0);
}

void TestCurvePoints::extentsAreThoseOfEveryValue()
{
    std::mt19937 random(7);
    std::vector<double> y(1000);
    for (double& value : y)
        value = static_cast<double>(random() % 1000);
    const ValueRow row = rowOf(y);
    for (int i = 0; i < 200; ++i) {
        std::size_t begin = random() % 1000;
        std::size_t end = random() % 1001;
        if (begin > end)
            std::swap(begin, end);
        Extent expected;
        for (std::size_t k = begin; k < end; ++k)
            expected.add(y[k]);
        const Extent found = row.extent(begin, end);
        QCOMPARE(found.count, expected.count);
        QCOMPARE(found.low, expected.low);
        QCOMPARE(found.high, expected.high);
        QCOMPARE(found.sum, expected.sum); // whole numbers: exact
    }
}

QTEST_APPLESS_MAIN(TestCurvePoints)
#include "tst_curve_points.moc"
