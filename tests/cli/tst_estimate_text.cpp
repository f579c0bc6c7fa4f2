// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/estimate_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tempo;
using namespace tempo::app;
using namespace tempo::cli;

namespace {

FileOutcome goodOutcome(const std::string& path)
{
    FileOutcome outcome;
    outcome.path = path;
    outcome.estimate.bpm = Bpm{127.12973768028846};
    outcome.estimate.confidence = 0.731;
    outcome.estimate.candidates = {
        {Bpm{127.12973768028846}, 0.5}, {Bpm{63.5}, 0.25}, {Bpm{254.0}, 0.1}, {Bpm{42.0}, 0.05}, {Bpm{31.0}, 0.04}};
    outcome.processingTime = Seconds{0.25};
    return outcome;
}

std::vector<AudioSource> sourcesOf(const std::vector<std::string>& paths)
{
    std::vector<AudioSource> sources;
    for (const std::string& path : paths)
        sources.push_back({path, std::nullopt});
    return sources;
}

QJsonObject parsed(const std::string& line)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
}

} // namespace

class TestEstimateText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tempoLineHasTwoDecimals();
    void jsonKeysComeInTheDocumentedOrder();
    void jsonKeepsEveryDigit();
    void jsonOfAFailureHasNullsAndTheCause();
    void jsonNamesOddFilesTwice();
    void jsonHasTheCurveOnlyOnRequest();
    void tableColumnsAreAligned();
    void tableKeepsOddNamesOnOneLine();
    void tableShowsThreeAlternatives();
    void curveListingMergesEqualTempi();
};

void TestEstimateText::tempoLineHasTwoDecimals()
{
    QCOMPARE(tempoLine(Bpm{127.12973768028846}), std::string("Estimated tempo: 127.13 BPM\n"));
    QCOMPARE(tempoLine(Bpm{60.0}), std::string("Estimated tempo: 60.00 BPM\n"));
}

void TestEstimateText::jsonKeysComeInTheDocumentedOrder()
{
    FileOutcome outcome = goodOutcome("a.wav");
    outcome.estimate.candidates.resize(2);
    QCOMPARE(jsonLine(outcome, "librosa", {}),
             std::string(R"({"file":"a.wav","bpm":127.12973768028846,"confidence":0.731,)"
                         R"("candidates":[{"bpm":127.12973768028846,"weight":0.5},{"bpm":63.5,"weight":0.25}],)"
                         R"("method":"librosa","seconds":0.25,"error":null})"
                         "\n"));
}

void TestEstimateText::jsonKeepsEveryDigit()
{
    const QJsonObject object = parsed(jsonLine(goodOutcome("a.wav"), "librosa", {}));
    QCOMPARE(object["bpm"].toDouble(), 127.12973768028846);
}

void TestEstimateText::jsonOfAFailureHasNullsAndTheCause()
{
    const QJsonObject object = parsed(jsonLine(failedOutcome("a.wav", "silent"), "librosa", {}));
    QVERIFY(object["bpm"].isNull());
    QVERIFY(object["confidence"].isNull());
    QVERIFY(object["candidates"].toArray().isEmpty());
    QCOMPARE(object["error"].toString(), QString("silent"));
}

void TestEstimateText::jsonNamesOddFilesTwice()
{
    const std::string line = jsonLine(goodOutcome("a\nb\xE9.wav"), "librosa", {});
    QCOMPARE(std::ranges::count(line, '\n'), 1);
    const QJsonObject object = parsed(line);
    QCOMPARE(object["file"].toString(), QString("a\nb") + QChar(0xFFFD) + ".wav");
    QCOMPARE(object["file_bytes"].toString(), QString("a%0Ab%E9.wav"));
    QVERIFY(!parsed(jsonLine(goodOutcome("a\nb.wav"), "librosa", {})).contains("file_bytes"));
}

void TestEstimateText::jsonHasTheCurveOnlyOnRequest()
{
    FileOutcome outcome = goodOutcome("a.wav");
    QVERIFY(!parsed(jsonLine(outcome, "librosa", {})).contains("curve"));
    outcome.estimate.curve = TempoCurve{{Seconds{0.0}, Seconds{0.5}}, {Bpm{120.0}, Bpm{121.0}}};
    const QJsonArray curve = parsed(jsonLine(outcome, "librosa", {.withCurve = true}))["curve"].toArray();
    QCOMPARE(curve, (QJsonArray{QJsonArray{0.0, 120.0}, QJsonArray{0.5, 121.0}}));
    QCOMPARE(parsed(jsonLine(failedOutcome("b", "silent"), "librosa", {.withCurve = true})).value("curve"),
             QJsonValue(QJsonArray()));
}

void TestEstimateText::tableColumnsAreAligned()
{
    const std::vector<AudioSource> sources = sourcesOf({"a.wav", "\xE6\x9D\xB1.wav", "longer.wav"});
    const ResultTable table(sources);
    FileOutcome outcome = goodOutcome("\xE6\x9D\xB1.wav");
    outcome.estimate.candidates.resize(1);
    QCOMPARE(table.header(), std::string("file            BPM  confidence  alternatives\n"));
    QCOMPARE(table.row(outcome), std::string("\xE6\x9D\xB1.wav       127.13        0.73\n"));
    QCOMPARE(table.row(failedOutcome("longer.wav", "silent")), std::string("longer.wav        -           -\n"));
}

void TestEstimateText::tableKeepsOddNamesOnOneLine()
{
    const std::vector<AudioSource> sources = sourcesOf({"a\nb\xE9"});
    const std::string row = ResultTable(sources).row(failedOutcome(sources[0].path, "silent"));
    QVERIFY(row.starts_with("a\\nb\\xe9 "));
    QCOMPARE(std::ranges::count(row, '\n'), 1);
}

void TestEstimateText::tableShowsThreeAlternatives()
{
    const std::vector<AudioSource> sources = sourcesOf({"a"});
    QVERIFY(ResultTable(sources).row(goodOutcome("a")).ends_with("  63.50 (0.25)  254.00 (0.10)  42.00 (0.05)\n"));
}

void TestEstimateText::curveListingMergesEqualTempi()
{
    const TempoCurve curve{{Seconds{0.0}, Seconds{1.0}, Seconds{2.0}}, {Bpm{120.0}, Bpm{120.0}, Bpm{60.5}}};
    QCOMPARE(curveListing(curve), std::string("        0.00 s   120.00 BPM\n        2.00 s    60.50 BPM\n"));
}

QTEST_GUILESS_MAIN(TestEstimateText)
#include "tst_estimate_text.moc"
