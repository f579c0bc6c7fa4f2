// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include <QTest>

using namespace tempo::cli;

namespace {

using Words = std::vector<std::string>;

} // namespace

class TestArguments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongUsageExitsWithTwoAndAHint_data();
    void wrongUsageExitsWithTwoAndAHint();
    void goodUsageHasWork_data();
    void goodUsageHasWork();
    void helpAndVersionWorkOnEachLevel();
    void noWordsGiveHelpAsAnError();
};

void TestArguments::wrongUsageExitsWithTwoAndAHint_data()
{
    QTest::addColumn<Words>("words");
    QTest::addColumn<QString>("firstLine");
    QTest::newRow("unknown command") << Words{"frobnicate"} << "tempnetic: unknown command 'frobnicate'";
    QTest::newRow("mistyped command") << Words{"estmate", "a.wav"}
                                      << "tempnetic: unknown command 'estmate'; did you mean 'estimate'?";
    QTest::newRow("mistyped option") << Words{"estimate", "--jsn", "a.wav"}
                                     << "tempnetic: unknown option '--jsn'; did you mean '--json'?";
    QTest::newRow("unknown short option")
        << Words{"estimate", "-q", "a.wav"} << "tempnetic: unknown option '-q'; did you mean '-h'?";
    QTest::newRow("no inputs") << Words{"estimate"} << "tempnetic: FILE|FOLDER|PLAYLIST is required";
    QTest::newRow("unknown method") << Words{"estimate", "--method", "magic", "a.wav"}
                                    << "tempnetic: --method: unknown method 'magic'; known: network, librosa";
    for (const char* jobs : {"0", "-1", "1025", "2.5", "two", "", "99999999999999999999"})
        QTest::addRow("jobs '%s'", jobs) << Words{"estimate", "--jobs", jobs, "a.wav"}
                                         << QString("tempnetic: --jobs: '%1' is not a number from 1 to 1024").arg(jobs);
    QTest::newRow("features without a folder") << Words{"features", "a.wav"} << "tempnetic: --out is required";
    QTest::newRow("features of two files") << Words{"features", "a.wav", "b.wav", "--out", "d"}
                                           << "tempnetic: The following argument was not expected: b.wav";
    QTest::newRow("scan without a dataset") << Words{"scan"} << "tempnetic: DATASET is required";
    for (const char* range : {"", "40", "40:", ":250", "250:40", "40:40", "0:250", "-1:250", "40:nan", "40:250x"})
        QTest::addRow("range '%s'", range)
            << Words{"scan", "--range", range, "d"}
            << QString("tempnetic: --range: '%1' is not a range of tempi such as 40:250").arg(range);
    for (const char* width : {"", "0", "-5", "wide", "inf"})
        QTest::addRow("width '%s'", width)
            << Words{"scan", "--bin-width", width, "d"}
            << QString("tempnetic: --bin-width: '%1' is not a number above 0").arg(width);
    QTest::newRow("control characters") << Words{"a\nb"} << "tempnetic: unknown command 'a\\nb'";
}

void TestArguments::wrongUsageExitsWithTwoAndAHint()
{
    QFETCH(const Words, words);
    QFETCH(const QString, firstLine);
    const Invocation invocation = parseArguments(words);
    QVERIFY(!invocation.work);
    QCOMPARE(invocation.exitCode, 2);
    QVERIFY(invocation.text.empty());
    const QStringList lines = QString::fromStdString(invocation.errorText).split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], firstLine);
    QVERIFY(lines[1].startsWith("Try 'tempnetic"));
}

void TestArguments::goodUsageHasWork_data()
{
    QTest::addColumn<Words>("words");
    QTest::newRow("one file") << Words{"estimate", "a.wav"};
    QTest::newRow("options behind") << Words{"estimate", "a.wav", "b.wav", "--json", "--jobs", "1024"};
    QTest::newRow("options with =") << Words{"estimate", "--method=librosa", "--jobs=1", "a.wav"};
    QTest::newRow("a file named like a command") << Words{"estimate", "features"};
    QTest::newRow("a file named like an option") << Words{"estimate", "--", "--json"};
    QTest::newRow("a file named like a list") << Words{"estimate", "[a,b]"};
    QTest::newRow("bytes") << Words{"estimate", "caf\xE9\n.wav"};
    QTest::newRow("features") << Words{"features", "a.wav", "--out", "d"};
    QTest::newRow("scan") << Words{"scan", "d", "--range", "50.5:200", "--log", "--bin-width", "0.1", "--strict"};
}

void TestArguments::goodUsageHasWork()
{
    QFETCH(const Words, words);
    const Invocation invocation = parseArguments(words);
    QVERIFY2(invocation.work, invocation.errorText.c_str());
    QVERIFY(invocation.text.empty());
    QVERIFY(invocation.errorText.empty());
}

void TestArguments::helpAndVersionWorkOnEachLevel()
{
    for (const Words& words : {Words{"--help"}, Words{"estimate", "--help"}, Words{"features", "-h"}}) {
        const Invocation invocation = parseArguments(words);
        QVERIFY(!invocation.work);
        QCOMPARE(invocation.exitCode, 0);
        QVERIFY(invocation.text.find("Usage: tempnetic") != std::string::npos);
        QVERIFY(invocation.errorText.empty());
    }
    for (const Words& words : {Words{"--version"}, Words{"estimate", "--version"}, Words{"features", "--version"}}) {
        const Invocation invocation = parseArguments(words);
        QCOMPARE(invocation.exitCode, 0);
        QVERIFY(invocation.text.starts_with("tempnetic 0."));
    }
}

void TestArguments::noWordsGiveHelpAsAnError()
{
    const Invocation invocation = parseArguments({});
    QCOMPARE(invocation.exitCode, 2);
    QVERIFY(invocation.text.empty());
    QVERIFY(invocation.errorText.find("Usage: tempnetic") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
