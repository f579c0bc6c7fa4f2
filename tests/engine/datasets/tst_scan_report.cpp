// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/datasets/csv_text.h"
#include "engine/datasets/html_text.h"
#include "engine/datasets/scan_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace tempo;

namespace {

constexpr const char* kOddId = R"(a<script>"x"&'y', "z")";

Track track(const std::string& id, const std::string& genre, double bpm)
{
    Track result;
    result.id = id;
    result.genre = genre;
    result.audio = "/set/" + id + ".wav";
    result.references = {{.version = "tempo/*.bpm", .file = "/set/t.bpm", .bpm = Bpm{bpm}, .beats = {}, .error = {}}};
    return result;
}

TrackScan scanOf(std::uint8_t number)
{
    TrackScan scan;
    scan.audio.emplace();
    scan.audio->codec = "pcm_s16le";
    scan.audio->sourceRate = SampleRate{22050.0};
    scan.audio->channels = 1;
    scan.audio->decodedDuration = Seconds{30.0};
    scan.audio->nSamples = 661500;
    scan.audio->peak = 0.5;
    scan.hash = AudioHash{number};
    return scan;
}

/// Five tracks: one odd name, an exact pair, one out of range, one without audio.
ScanReport exampleReport(const StatisticsOptions& statistics = {})
{
    Dataset dataset;
    dataset.root = "/data/my <set>";
    dataset.layout = "test";
    dataset.explanation = "A test's \"dataset\" & more.";
    dataset.referenceVersions = {"tempo/*.bpm"};
    dataset.warnings = {"/data/x: <unreadable>"};
    dataset.tracks = {track(kOddId, "jazz", 100.0), track("b", "jazz", 120.0), track("c", "rock", 121.0),
                      track("d", "", 300.0), track("e", "rock", 90.0)};
    dataset.tracks[4].audio.reset();
    std::vector<TrackScan> scans{scanOf(1), scanOf(2), scanOf(2), scanOf(3), {}};
    return makeScanReport(dataset, scans, {.integrity = {}, .statistics = statistics});
}

QJsonObject jsonOf(const ScanReport& report)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(scanReportJson(report))).object();
}

} // namespace

class TestScanReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDatasetWithoutTracksIsAnError()
    {
        Dataset dataset;
        dataset.root = "/data/empty";
        try {
            makeScanReport(dataset, {});
            QFAIL("no error");
        } catch (const Error& error) {
            QVERIFY(error.message().find("/data/empty") != std::string::npos);
        }
    }

    void countsAreRight()
    {
        const ScanReport report = exampleReport();
        QCOMPARE(report.readable(), std::size_t{4});
        QCOMPARE(report.count(ProblemKind::MissingAudio), std::size_t{1});
        QCOMPARE(report.count(ProblemKind::ExactDuplicate), std::size_t{2});
        QCOMPARE(report.count(ProblemKind::TempoOutOfRange), std::size_t{1});
        QCOMPARE(report.problems.size(), std::size_t{4});
        QCOMPARE(report.count(Severity::Error), std::size_t{1});
    }

    void splitsLeaveTheBadOutAndKeepDuplicatesTogether()
    {
        const SplitConstraints constraints = splitConstraints(exampleReport());
        QCOMPARE(constraints.excluded.size(), std::size_t{2});
        QCOMPARE(constraints.excluded[0].id, std::string("e"));
        QCOMPARE(constraints.excluded[0].reason, std::string("missing-audio"));
        QCOMPARE(constraints.excluded[1].id, std::string("d"));
        QCOMPARE(constraints.duplicates, (std::vector<std::vector<std::string>>{{"b", "c"}}));
    }

    void splitsLeaveOutWhatTheReferenceThatCountsLacks()
    {
        Dataset dataset;
        dataset.referenceVersions = {"tempo/*.bpm", "other"};
        dataset.tracks = {track("a", "", 100.0), track("b", "", 100.0), track("c", "", 100.0)};
        dataset.tracks[1].references.front().version = "other";
        const SplitConstraints constraints =
            splitConstraints(makeScanReport(dataset, {scanOf(1), scanOf(2), scanOf(3)}));
        QCOMPARE(constraints.excluded.size(), std::size_t{1});
        QCOMPARE(constraints.excluded[0].id, std::string("b"));
        QCOMPARE(constraints.excluded[0].reason, std::string("missing-annotation"));
    }

    void theTableTellsWhatWasFound()
    {
        const std::string table = scanReportTable(exampleReport());
        for (const char* const words :
             {"A test's \"dataset\" & more.", "5 tracks: 4 with audio, 4 readable, 5 with a tempo",
              "1 error, 3 warnings, 0 notes", "b: has the same samples as c", "Warning: /data/x", "tempo/*.bpm",
              "80-160 BPM", "rock"})
            QVERIFY2(table.find(words) != std::string::npos, (words + std::string(" not in:\n") + table).c_str());
        const std::string clean = scanReportTable(makeScanReport(
            [] {
                Dataset dataset;
                dataset.referenceVersions = {"tempo/*.bpm"};
                dataset.tracks = {track("a", "", 100.0)};
                return dataset;
            }(),
            {scanOf(1)}));
        QVERIFY(clean.find("No problems found.") != std::string::npos);
    }

    void csvIsQuotedAndReadsBack()
    {
        const std::string csv = scanReportCsv(exampleReport());
        CsvReader reader(csv, "tracks.csv");
        std::vector<CsvRow> rows;
        while (auto row = reader.next())
            rows.push_back(*row);
        QCOMPARE(rows.size(), std::size_t{6});
        for (const CsvRow& row : rows)
            QCOMPARE(row.cells.size(), std::size_t{16});
        QCOMPARE(rows[0].cells[0], std::string("id"));
        QCOMPARE(rows[1].cells[0], std::string(kOddId));
        QCOMPARE(rows[1].cells[3], std::string("100"));
        QCOMPARE(rows[2].cells[13], std::string("1"));
        QCOMPARE(rows[2].cells[14], std::string("exact-duplicate"));
        QCOMPARE(rows[4].cells[14], std::string("tempo-out-of-range"));
        QCOMPARE(rows[5].cells[2], std::string());
        QCOMPARE(rows[5].cells[6], std::string());
        QVERIFY(csv.find('\r') == std::string::npos);
    }

    void jsonHasEverything()
    {
        const ScanReport report = exampleReport();
        const QJsonObject json = jsonOf(report);
        QCOMPARE(json["counts"]["tracks"].toInt(), 5);
        QCOMPARE(json["counts"]["errors"].toInt(), 1);
        QCOMPARE(json["problems"].toArray().size(), 4);
        QCOMPARE(json["problems"][0]["kind"].toString(), QString("missing-audio"));
        QCOMPARE(json["problems"][0]["severity"].toString(), QString("error"));
        QCOMPARE(json["duplicates"][0]["ids"].toArray(), (QJsonArray{"b", "c"}));
        QVERIFY(json["duplicates"][0]["links"][0]["bit_error_rate"].isNull());
        QCOMPARE(json["tracks"].toArray().size(), 5);
        QCOMPARE(json["tracks"][0]["id"].toString(), QString(kOddId));
        QCOMPARE(json["tracks"][0]["bpm"].toDouble(), 100.0);
        QVERIFY(json["tracks"][4]["audio"].isNull());
        QCOMPARE(json["tracks"][4]["problems"].toArray(), (QJsonArray{"missing-audio"}));
        QCOMPARE(json["statistics"]["all"]["median"].toDouble(), 120.0);
        QCOMPARE(json["statistics"]["histogram"]["axis"].toString(), QString("linear"));
        QCOMPARE(json["training_range"].toArray(), (QJsonArray{40.0, 250.0}));
        QCOMPARE(json["dataset"]["warnings"].toArray().size(), 1);
    }

    void jsonIsValidForAnyBytes()
    {
        Dataset dataset;
        dataset.root = "/data/caf\xE9";
        dataset.tracks = {track("a", "", 100.0)};
        dataset.tracks[0].audio = "/data/\xFF\n.wav";
        const QJsonObject json = jsonOf(makeScanReport(dataset, {scanOf(1)}));
        QCOMPARE(json["dataset"]["root"].toString(), QString("/data/caf\uFFFD"));
    }

    void htmlNeedsNothingElse()
    {
        const std::string html = scanReportHtml(exampleReport());
        for (const char* const reference : {"http:", "https:", "//", "src=", "@import", "url(", "<script", "<link"})
            QVERIFY2(html.find(reference) == std::string::npos, reference);
        // Links stay within the page, and each leads somewhere.
        const QString text = QString::fromStdString(html);
        auto links = QRegularExpression("href=\"([^\"]*)\"").globalMatch(text);
        QVERIFY(links.hasNext());
        while (links.hasNext()) {
            const QString target = links.next().captured(1);
            QVERIFY(target.startsWith('#'));
            QVERIFY2(text.contains("id=\"" + target.mid(1) + "\""), qPrintable(target));
        }
        QVERIFY(html.find("prefers-color-scheme: dark") != std::string::npos);
    }

    void htmlEscapesNames()
    {
        const std::string html = scanReportHtml(exampleReport());
        QVERIFY(html.find("a&lt;script&gt;&quot;x&quot;&amp;&#39;y&#39;") != std::string::npos);
        QVERIFY(html.find("my &lt;set&gt;") != std::string::npos);
        QVERIFY(html.find("<unreadable>") == std::string::npos);
        QCOMPARE(htmlText("a\n\xFF<b>"), std::string("a\\n\\xff&lt;b&gt;"));
    }

    void htmlStacksTheHistogramByGenre_data()
    {
        QTest::addColumn<bool>("isLog");
        QTest::newRow("linear") << false;
        QTest::newRow("logarithmic") << true;
    }

    void htmlStacksTheHistogramByGenre()
    {
        QFETCH(const bool, isLog);
        const ScanReport report = exampleReport({.axis = isLog ? TempoAxis::Log2 : TempoAxis::Linear});
        const QString html = QString::fromStdString(scanReportHtml(report));
        // One bar for each genre of a bin: 90, 100, 120 and 121 (two genres in one bin), 300.
        QCOMPARE(html.count("<rect "), qsizetype{5});
        QVERIFY(html.contains("1 rock</title>"));
        QVERIFY(html.contains("1 no genre</title>"));
        QVERIFY(!html.contains("nan") && !html.contains("inf\""));
        // 40 BPM lies before the axis.
        QVERIFY(html.contains("Dashed: an end of the training range, 40 to 250 BPM."));
        QCOMPARE(html.count("class=\"mark\""), qsizetype{1});
    }

    void htmlWithoutTempiSaysWhatIsMissing()
    {
        Dataset dataset;
        dataset.root = "/data/x";
        dataset.tracks = {track("a", "", 100.0)};
        dataset.tracks[0].references.clear();
        const std::string html = scanReportHtml(makeScanReport(dataset, {scanOf(1)}));
        QVERIFY(html.find("there is no histogram") != std::string::npos);
        QVERIFY(html.find("<svg") == std::string::npos);
    }

    void manyTracksKeepThePageShort()
    {
        Dataset dataset;
        dataset.root = "/data/x";
        dataset.referenceVersions = {"tempo/*.bpm"};
        std::vector<TrackScan> scans;
        for (int i = 0; i < 6000; ++i) {
            dataset.tracks.push_back(track("t" + std::to_string(i), "g" + std::to_string(i % 12), 60.0 + 0.01 * i));
            TrackScan& scan = scans.emplace_back(scanOf(0));
            scan.hash = AudioHash{1, static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i / 256)};
        }
        scans[10].audio->clippedShare = 0.5;
        const std::string html = scanReportHtml(makeScanReport(dataset, scans));
        QVERIFY(html.find("Only tracks with a problem are listed") != std::string::npos);
        QVERIFY(html.find(">t10<") != std::string::npos);
        QVERIFY(html.find(">t11<") == std::string::npos);
        QVERIFY(html.find("2 more genres, grey") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestScanReport)
#include "tst_scan_report.moc"
