// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_line.h"

#include "app/cli/text.h"

#include <QTest>

using namespace tempo;
using namespace tempo::cli;

class TestProgressLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lineTellsCountShareTimeAndFile();
    void nothingIsExtrapolatedFromNothing();
    void lineNeverReachesTheLastColumn_data();
    void lineNeverReachesTheLastColumn();
    void oddNamesStayOnOneLine();
};

void TestProgressLine::lineTellsCountShareTimeAndFile()
{
    const BatchStatus status{.done = 25, .total = 100, .current = 25, .fraction = 0.25};
    QCOMPARE(progressText(status, "song.wav", Seconds{30.0}, 100),
             std::string("[#####...............]  25 %  25/100  1:30 left  song.wav"));
    const BatchStatus slow{.done = 1, .total = 100, .current = 1, .fraction = 0.01};
    QVERIFY(progressText(slow, "song.wav", Seconds{60.0}, 100).find("1:39:00 left") != std::string::npos);
}

void TestProgressLine::nothingIsExtrapolatedFromNothing()
{
    const BatchStatus status{.done = 0, .total = 2, .current = 0, .fraction = 0.0};
    QCOMPARE(progressText(status, "a.wav", Seconds{3.0}, 100), std::string("[....................]   0 %  0/2  a.wav"));
}

void TestProgressLine::lineNeverReachesTheLastColumn_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {1, 10, 40, 60, 80, 200})
        QTest::addRow("%d columns", columns) << columns;
}

void TestProgressLine::lineNeverReachesTheLastColumn()
{
    QFETCH(const int, columns);
    const BatchStatus status{.done = 25, .total = 100, .current = 25, .fraction = 0.25};
    const std::string name(150, 'x');
    const auto width = static_cast<std::size_t>(columns);
    QVERIFY(displayWidth(progressText(status, name, Seconds{30.0}, width)) < width);
}

void TestProgressLine::oddNamesStayOnOneLine()
{
    const BatchStatus status{.done = 0, .total = 2, .current = 0, .fraction = 0.5};
    const std::string text = progressText(status, "a\r\nb\x1b[2J", Seconds{3.0}, 100);
    QVERIFY(text.ends_with("a\\r\\nb\\x1b[2J"));
}

QTEST_GUILESS_MAIN(TestProgressLine)
#include "tst_progress_line.moc"
