// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/curve_smoothing.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace tempo::ui;

class TestCurvePlot : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyPlotSaysWhatWillCome();
    void pointsArriveAndTheViewFollows();
    void zoomStaysWhileDataArrive();
    void smoothingIsTheSameInPiecesAndAtOnce();
    void logarithmicAxisLeavesZeroAndBelowOut();
    void outliersDoNotDecideTheScale();
    void aClickOnACurveNamesIt();
    void removedCurvesAreGone();
};

void TestCurvePlot::emptyPlotSaysWhatWillCome()
{
    CurvePlot plot("Loss");
    plot.setEmptyText("Nothing yet", "Start.");
    plot.addCurve({.name = "a"});
    plot.resize(400, 300);
    plot.show();
    QTRY_VERIFY(plot.showsEmptyText());
    QVERIFY(plot.summary().contains("nothing yet"));
}

void TestCurvePlot::pointsArriveAndTheViewFollows()
{
    CurvePlot plot("Loss");
    const int curve = plot.addCurve({.name = "run"});
    plot.addPoints(curve, {1, 2, 3}, {5, 4, 3});
    QVERIFY(plot.view().right >= 3.0 && plot.view().top >= 5.0);
    plot.addPoints(curve, {4, 100}, {2, 1});
    QCOMPARE(plot.pointCount(curve), 5);
    QVERIFY(plot.view().right >= 100.0);
    QVERIFY(plot.summary().contains("run"));
}

void TestCurvePlot::zoomStaysWhileDataArrive()
{
    CurvePlot plot("Loss");
    const int curve = plot.addCurve({.name = "run"});
    plot.addPoints(curve, {1, 2, 3}, {5, 4, 3});
    const PlotView zoomed{.left = 1.5, .right = 2.5, .bottom = 3.5, .top = 4.5};
    plot.setView(zoomed);
    plot.addPoints(curve, {4, 5}, {2, 1});
    QVERIFY(plot.view() == zoomed);
    plot.goBack();
    QVERIFY(plot.view().right >= 5.0);
}

void TestCurvePlot::smoothingIsTheSameInPiecesAndAtOnce()
{
    CurvePlot plot("Loss");
    plot.setSmoothing(0.8);
    const int curve = plot.addCurve({.name = "run"});
    std::vector<double> values;
    for (int i = 0; i < 50; ++i) {
        values.push_back(std::sin(i));
        plot.addPoints(curve, {static_cast<double>(i)}, {values.back()});
    }
    const std::vector<double> expected = smoothed(values, 0.8);
    QCOMPARE(plot.smoothedValues(curve), QVector<double>(expected.begin(), expected.end()));
    plot.setSmoothing(0.0);
    QCOMPARE(plot.smoothedValues(curve), QVector<double>(values.begin(), values.end()));
}

void TestCurvePlot::logarithmicAxisLeavesZeroAndBelowOut()
{
    CurvePlot plot("Loss");
    const int curve = plot.addCurve({.name = "run"});
    plot.addPoints(curve, {1, 2, 3, 4}, {0.0, -1.0, 0.01, 10.0});
    plot.setLogarithmic(Qt::Vertical, true);
    QVERIFY(plot.isLogarithmic(Qt::Vertical));
    QVERIFY(plot.view().bottom > 0.0 && plot.view().bottom <= 0.01);
    QVERIFY(plot.view().top >= 10.0);
}

void TestCurvePlot::outliersDoNotDecideTheScale()
{
    CurvePlot plot("Loss");
    const int curve = plot.addCurve({.name = "run"});
    QVector<double> x;
    QVector<double> y;
    for (int i = 0; i < 500; ++i) {
        x.append(i);
        y.append(1.0 + 0.001 * i);
    }
    y[100] = 1e6;
    plot.addPoints(curve, x, y);
    QVERIFY(plot.view().top > 1e5);
    plot.setIgnoringOutliers(true);
    QVERIFY(plot.view().top < 10.0);
    QCOMPARE(plot.outsideCount(), std::size_t{1});
}

void TestCurvePlot::aClickOnACurveNamesIt()
{
    CurvePlot plot("Loss");
    plot.resize(500, 400);
    const int low = plot.addCurve({.name = "low", .color = 0, .kind = CurvePlot::Kind::Epochs});
    const int high = plot.addCurve({.name = "high", .color = 1, .kind = CurvePlot::Kind::Epochs});
    plot.addPoints(low, {0, 10}, {0, 0});
    plot.addPoints(high, {0, 10}, {10, 10});
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QSignalSpy clicked(&plot, &CurvePlot::curveClicked);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.pixelOf(5.0, 10.0));
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.front().front().toInt(), high);
    QTest::mouseClick(plot.canvas(), Qt::LeftButton, {}, plot.pixelOf(5.0, 5.0));
    QCOMPARE(clicked.count(), 1);
}

void TestCurvePlot::removedCurvesAreGone()
{
    CurvePlot plot("Loss");
    const int first = plot.addCurve({.name = "first"});
    plot.addPoints(first, {1, 2}, {1, 2});
    plot.setMark(first, 2.0, "best");
    const int second = plot.addCurve({.name = "second"});
    plot.addPoints(second, {1, 2}, {1, 2});
    plot.removeCurve(first);
    QCOMPARE(plot.curveCount(), 1);
    QCOMPARE(plot.pointCount(first), 0);
    plot.removeCurve(first);
    plot.clear();
    QCOMPARE(plot.curveCount(), 0);
}

QTEST_MAIN(TestCurvePlot)
#include "tst_curve_plot.moc"
