// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/empty_state.h"
#include "widgets/controls/job_bar.h"
#include "widgets/controls/message_bar.h"
#include "widgets/controls/navigation_rail.h"

#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tempo::ui;

class TestControls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void railChoosesOnePage();
    void jobsComeGoAndNeverFallBack();
    void jobsCloseButtonNamesItsJob();
    void messageStaysUntilClosed();
    void firstButtonOfAnEmptyStateIsTheMainOne();
};

void TestControls::railChoosesOnePage()
{
    NavigationRail rail;
    QCOMPARE(rail.addEntry({}, "One", "1"), 0);
    QCOMPARE(rail.addEntry({}, "Two", "2"), 1);
    QCOMPARE(rail.current(), 0);
    QSignalSpy chosen(&rail, &NavigationRail::chosen);
    QTest::mouseClick(rail.button(1), Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toInt(), 1);
    QCOMPARE(rail.current(), 1);
    rail.setCurrent(0);
    QCOMPARE(chosen.count(), 1);
    rail.setCurrent(7);
    QCOMPARE(rail.current(), 0);
}

void TestControls::jobsComeGoAndNeverFallBack()
{
    JobBar bar;
    bar.setJobs({{.id = 1, .title = "scan", .stage = {}, .fraction = 0.5}, {.id = 2, .title = "train", .stage = {}}});
    QCOMPARE(bar.jobCount(), 2);
    const auto bars = bar.findChildren<QProgressBar*>();
    QCOMPARE(bars.size(), 2);
    QCOMPARE(bars[0]->value(), 500);
    QCOMPARE(bars[1]->maximum(), 0);
    bar.setJobs({{.id = 1, .title = "scan", .stage = {}, .fraction = 0.4}});
    QCOMPARE(bar.jobCount(), 1);
    QCOMPARE(bars[0]->value(), 500);
    bar.setJobs({});
    QCOMPARE(bar.jobCount(), 0);
}

void TestControls::jobsCloseButtonNamesItsJob()
{
    JobBar bar;
    QSignalSpy wanted(&bar, &JobBar::cancelWanted);
    bar.setJobs(
        {{.id = 8, .title = "a", .stage = {}, .fraction = 0.0}, {.id = 9, .title = "b", .stage = {}, .fraction = 0.0}});
    const auto buttons = bar.findChildren<QToolButton*>();
    QCOMPARE(buttons.size(), 2);
    QTest::mouseClick(buttons[1], Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.front().front().toULongLong(), 9ULL);
    QVERIFY(buttons[1]->accessibleName().contains("b"));
}

void TestControls::messageStaysUntilClosed()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.showMessage(MessageBar::Kind::Problem, "3 of 20 were skipped", "a.txt\nb.txt");
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(), QString("3 of 20 were skipped"));
    QVERIFY(!bar.findChild<QPushButton*>()->isHidden());
    bar.showMessage(MessageBar::Kind::Notice, "saved");
    QVERIFY(bar.findChild<QPushButton*>()->isHidden());
    QTest::mouseClick(bar.findChild<QToolButton*>(), Qt::LeftButton);
    QVERIFY(bar.isHidden());
}

void TestControls::firstButtonOfAnEmptyStateIsTheMainOne()
{
    EmptyState state({}, "Nothing", "Do something.");
    QCOMPARE(state.addButton("Open")->property("kind").toString(), QString("primary"));
    QVERIFY(!state.addButton("Other")->property("kind").isValid());
    state.setText("Still nothing", "Wait.");
    QCOMPARE(state.title(), QString("Still nothing"));
}

QTEST_MAIN(TestControls)
#include "tst_controls.moc"
