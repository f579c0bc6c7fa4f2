// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/category_bars.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace tempo::ui;

namespace {

const double kNone = std::numeric_limits<double>::quiet_NaN();

void fill(CategoryBars& bars)
{
    bars.resize(500, 300);
    bars.setCategories({"jazz", "blues", "rock"}, {10, 20, 30});
    bars.addSystem("librosa", XyPlot::Role::Baseline, 0, {50.0, 60.0, kNone}, {40.0, 50.0, 0.0}, {60.0, 70.0, 0.0});
    bars.addSystem("net", XyPlot::Role::Model, 1, {80.0, 90.0, 10.0}, {70.0, 80.0, 5.0}, {85.0, 95.0, 20.0});
    bars.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bars));
}

} // namespace

class TestCategoryBars : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSaidToBeNothing()
    {
        const CategoryBars bars("By genre");
        QVERIFY(bars.showsEmptyText() || bars.summary().contains("nothing yet"));
        QVERIFY(std::isnan(bars.value(0, 0)));
    }

    void everyBarIsInTheSentence()
    {
        CategoryBars bars("By genre");
        fill(bars);
        QCOMPARE(bars.summary(), QString("librosa: jazz 50, blues 60; net: jazz 80, blues 90, rock 10"));
        QCOMPARE(bars.value(1, 1), 90.0);
        QVERIFY(std::isnan(bars.value(2, 0)));
        QVERIFY(std::isnan(bars.value(3, 0)));
        bars.setCategories({"a"});
        QCOMPARE(bars.systemCount(), 0);
    }

    void clickNamesCategoryAndSystem()
    {
        CategoryBars bars("By genre");
        fill(bars);
        QSignalSpy clicks(&bars, &CategoryBars::categoryClicked);
        QTest::mouseClick(bars.canvas(), Qt::LeftButton, {}, bars.pixelOf(1.2, 20.0));
        QCOMPARE(clicks.takeFirst(), (QVariantList{1, 1}));
        QTest::mouseClick(bars.canvas(), Qt::LeftButton, {}, bars.pixelOf(0.8, 20.0));
        QCOMPARE(clicks.takeFirst(), (QVariantList{1, 0}));
        QTest::mouseClick(bars.canvas(), Qt::LeftButton, {}, bars.pixelOf(1.45, 20.0));
        QCOMPARE(clicks.takeFirst(), (QVariantList{1, -1}));
    }

    void theAxisEndsAtTheDataOrWhereItIsTold()
    {
        CategoryBars bars("By genre");
        fill(bars);
        QVERIFY(bars.view().top > 95.0 && bars.view().top < 110.0); // the interval's end, and some room
        bars.setTop(100.0);
        QCOMPARE(bars.view().top, 100.0);
        QCOMPARE(bars.view().bottom, 0.0);
    }
};

QTEST_MAIN(TestCategoryBars)
#include "tst_category_bars.moc"
