// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/correction_bar.h"
#include "app/workbench/inspector/tap_tempo.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace tempo;
using namespace tempo::workbench;

using Times = std::vector<double>;
Q_DECLARE_METATYPE(Times)

class TestTapTempo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tapsMakeATempo_data();
    void tapsMakeATempo();
    void tappingProposesAndNeverOverwrites();
    void ratiosAskForTheirTempo();
    void typedTempoIsChecked_data();
    void typedTempoIsChecked();
};

void TestTapTempo::tapsMakeATempo_data()
{
    QTest::addColumn<Times>("taps");
    QTest::addColumn<double>("bpm"); // 0: none
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("isSettled");
    QTest::newRow("no tap") << Times{} << 0.0 << 0 << false;
    QTest::newRow("one tap") << Times{1.0} << 0.0 << 1 << false;
    QTest::newRow("two taps show") << Times{1.0, 1.5} << 120.0 << 2 << false;
    QTest::newRow("errors even out") << Times{0.0, 0.52, 1.0, 1.49, 2.0} << 120.0 << 5 << false;
    QTest::newRow("eight settle") << Times{0, 1, 2, 3, 4, 5, 6, 7} << 60.0 << 8 << true;
    QTest::newRow("a bounce is no tap") << Times{0.0, 0.05, 0.5, 0.6, 1.0} << 120.0 << 3 << false;
    QTest::newRow("a pause begins anew") << Times{0.0, 0.5, 1.0, 4.1} << 0.0 << 1 << false;
    QTest::newRow("three seconds are no pause") << Times{0.0, 3.0} << 20.0 << 2 << false;
    QTest::newRow("the last sixteen count")
        << Times{0, 1, 2, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10, 10.5} << 120.0 << 16 << true;
}

void TestTapTempo::tapsMakeATempo()
{
    QFETCH(Times, taps);
    QFETCH(double, bpm);
    QFETCH(int, count);
    QFETCH(bool, isSettled);
    TapTempo tempo;
    for (const double tap : taps)
        tempo.tap(tap);
    QCOMPARE(tempo.count(), count);
    QCOMPARE(tempo.isSettled(), isSettled);
    QCOMPARE(tempo.bpm().has_value(), bpm > 0.0);
    if (bpm > 0.0)
        QVERIFY(std::abs(tempo.bpm()->value() - bpm) < 1e-9);
}

void TestTapTempo::tappingProposesAndNeverOverwrites()
{
    CorrectionBar bar;
    QSignalSpy wanted(&bar, &CorrectionBar::correctionWanted);
    auto* const use = bar.findChild<QPushButton*>();
    QVERIFY(!use->isEnabled());
    for (int tap = 0; tap < 9; ++tap)
        bar.tapAt(10.0 + 0.65 * tap);
    QCOMPARE(wanted.count(), 0);
    QVERIFY(use->isEnabled());
    QVERIFY(use->text().contains(QLocale().toString(92.3, 'f', 1)));
    use->click();
    QCOMPARE(wanted.count(), 1);
    QVERIFY(std::abs(wanted.front().front().value<Bpm>().value() - 60.0 / 0.65) < 1e-6);
    QVERIFY(!use->isEnabled());
    // Another track forgets it.
    bar.tapAt(100.0);
    bar.tapAt(100.5);
    QVERIFY(bar.proposal());
    bar.reset();
    QVERIFY(!bar.proposal());
}

void TestTapTempo::ratiosAskForTheirTempo()
{
    CorrectionBar bar;
    QSignalSpy wanted(&bar, &CorrectionBar::correctionWanted);
    for (QAction* const action : bar.barActions())
        if (action->shortcut() != QKeySequence(Qt::Key_T))
            QVERIFY(!action->isEnabled());
    bar.setTempo(Bpm{90.0});
    std::vector<double> tempi;
    for (QAction* const action : bar.barActions())
        if (action->shortcut() != QKeySequence(Qt::Key_T))
            action->trigger();
    for (const QList<QVariant>& signal : wanted)
        tempi.push_back(signal.front().value<Bpm>().value());
    QCOMPARE(tempi, (std::vector<double>{45.0, 60.0, 135.0, 180.0}));
}

void TestTapTempo::typedTempoIsChecked_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("bpm"); // 0: refused
    QTest::newRow("number") << "92.4" << 92.4;
    QTest::newRow("blanks") << " 92 " << 92.0;
    QTest::newRow("word") << "fast" << 0.0;
    QTest::newRow("zero") << "0" << 0.0;
    QTest::newRow("negative") << "-120" << 0.0;
    QTest::newRow("absurd") << "100000" << 0.0;
    QTest::newRow("not a number") << "nan" << 0.0;
}

void TestTapTempo::typedTempoIsChecked()
{
    QFETCH(QString, text);
    QFETCH(double, bpm);
    CorrectionBar bar;
    QSignalSpy wanted(&bar, &CorrectionBar::correctionWanted);
    auto* const field = bar.findChild<QLineEdit*>();
    QTest::keyClicks(field, text);
    QCOMPARE(bar.proposal().has_value(), bpm > 0.0);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(wanted.count(), bpm > 0.0 ? 1 : 0);
    if (bpm > 0.0)
        QCOMPARE(wanted.front().front().value<Bpm>().value(), bpm);
}

QTEST_MAIN(TestTapTempo)
#include "tst_tap_tempo.moc"
