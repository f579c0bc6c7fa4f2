// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/text.h"

#include <QTest>

using namespace tempo::cli;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void validUtf8IsToldFromOtherBytes();
    void percentEncodingKeepsPathsReadable();
    void displayWidthCountsColumns();
    void paddingReachesTheWidthInColumns();
    void longTextKeepsItsEnd();
};

void TestText::validUtf8IsToldFromOtherBytes()
{
    QVERIFY(isValidUtf8(""));
    QVERIFY(isValidUtf8("plain"));
    QVERIFY(isValidUtf8("Bj\xC3\xB6rk \xE6\x9D\xB1 \xF0\x9F\x8E\xB5"));
    QVERIFY(!isValidUtf8("caf\xE9"));
    QVERIFY(!isValidUtf8("\xC3"));
    QVERIFY(!isValidUtf8("\xED\xA0\x80"));
}

void TestText::percentEncodingKeepsPathsReadable()
{
    QCOMPARE(percentEncode("a/b-c_d.wav~"), std::string("a/b-c_d.wav~"));
    QCOMPARE(percentEncode("a b%\n\xE9"), std::string("a%20b%25%0A%E9"));
}

void TestText::displayWidthCountsColumns()
{
    QCOMPARE(displayWidth(""), std::size_t{0});
    QCOMPARE(displayWidth("abc"), std::size_t{3});
    QCOMPARE(displayWidth("\xC3\xB6"), std::size_t{1});
    QCOMPARE(displayWidth("o\xCC\x88"), std::size_t{1});
    QCOMPARE(displayWidth("\xE6\x9D\xB1\xE4\xBA\xAC"), std::size_t{4});
    QCOMPARE(displayWidth("\xF0\x9F\x8E\xB5"), std::size_t{2});
}

void TestText::paddingReachesTheWidthInColumns()
{
    QCOMPARE(padRight("\xE6\x9D\xB1", 4), std::string("\xE6\x9D\xB1  "));
    QCOMPARE(padRight("long", 2), std::string("long"));
}

void TestText::longTextKeepsItsEnd()
{
    QCOMPARE(keepEnd("song.wav", 8), std::string("song.wav"));
    QCOMPARE(keepEnd("folder/song.wav", 9), std::string("\xE2\x80\xA6song.wav"));
    QCOMPARE(keepEnd("song.wav", 0), std::string());
}

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
