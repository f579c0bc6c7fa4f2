// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/evaluation/estimate_files.h"
#include "engine/evaluation/report_files.h"
#include "tests/support/temp_folder.h"

#include <QTest>

#include <fstream>

using namespace tempo;
using tempo::test::TempFolder;

namespace {

std::vector<EvaluationItem> items(const std::vector<std::string>& ids)
{
    std::vector<EvaluationItem> result;
    for (const std::string& id : ids)
        result.push_back({.id = id});
    return result;
}

void write(const std::filesystem::path& path, const std::string& text)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

bool says(const std::vector<std::string>& messages, const std::string& words)
{
    for (const std::string& message : messages)
        if (message.find(words) != std::string::npos)
            return true;
    return false;
}

} // namespace

class TestEstimateFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesOfManyFormsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << "id,bpm,confidence\na,120.5,0.8\n";
        QTest::newRow("other names and order") << "Confidence,Tempo,x,FILE\r\n0.8,120.5,?,a\r\n";
        QTest::newRow("quoted, byte order mark")
            << "\xEF\xBB\xBF\"path\",\"bpm\",\"confidence\"\n\"a\",\"1.205e2\",.8\n";
        QTest::newRow("own predictions") << "id,genre,reference_bpm,system,bpm,confidence\na,jazz,90,net,120.5,0.8\n";
    }

    void tablesOfManyFormsAreRead()
    {
        QFETCH(const QString, text);
        const auto estimates = parseEstimateCsv(text.toStdString(), "t.csv");
        QCOMPARE(estimates.size(), std::size_t{1});
        QCOMPARE(estimates[0].key, std::string("a"));
        QCOMPARE(estimates[0].bpm->value(), 120.5);
        QCOMPARE(estimates[0].confidence.value(), 0.8);
        QCOMPARE(estimates[0].error, std::string());
    }

    void wrongCellsAreErrorsOfTheirRow_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("error");
        QTest::newRow("negative") << "-120"
                                  << "-120 BPM is no tempo";
        QTest::newRow("zero") << "0"
                              << "0 BPM is no tempo";
        QTest::newRow("NaN") << "nan"
                             << "'nan' is no tempo";
        QTest::newRow("infinite") << "inf"
                                  << "'inf' is no tempo";
        QTest::newRow("text") << "fast"
                              << "'fast' is no tempo";
        QTest::newRow("empty") << ""
                               << "no tempo";
    }

    void wrongCellsAreErrorsOfTheirRow()
    {
        QFETCH(const QString, cell);
        QFETCH(const QString, error);
        const auto estimates = parseEstimateCsv("id,bpm\nx," + cell.toStdString() + "\ny,90\n", "t.csv");
        QCOMPARE(estimates.size(), std::size_t{2});
        QVERIFY(!estimates[0].bpm);
        QCOMPARE(QString::fromStdString(estimates[0].error), error);
        QCOMPARE(estimates[0].where, std::string("'t.csv' line 2"));
        QCOMPARE(estimates[1].bpm->value(), 90.0);
    }

    void whatIsNoTableIsRefused()
    {
        for (const char* text :
             {"", "a,120\n", "id\na\n", "bpm\n120\n", "id,bpm\n\"a", "id,system,bpm\na,x,1\na,y,2\n"})
            QVERIFY_THROWS_EXCEPTION(Error, parseEstimateCsv(text, "t.csv"));
    }

    void textsHoldOneTempoOrTwoWithAShare_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("bpm"); // 0: refused
        QTest::newRow("one") << "120.25\n" << 120.25;
        QTest::newRow("the first is stronger") << "60 120 0.7" << 60.0;
        QTest::newRow("the second is stronger") << "60\t120\t0.3\n" << 120.0;
        QTest::newRow("two") << "60 120" << 0.0;
        QTest::newRow("share of 3") << "60 120 3" << 0.0;
        QTest::newRow("nothing") << " \n" << 0.0;
        QTest::newRow("negative") << "-3" << 0.0;
    }

    void textsHoldOneTempoOrTwoWithAShare()
    {
        QFETCH(const QString, text);
        QFETCH(const double, bpm);
        const ForeignEstimate estimate = parseEstimateText(text.toStdString(), "k", "k.txt");
        QCOMPARE(estimate.bpm ? estimate.bpm->value() : 0.0, bpm);
        QCOMPARE(estimate.error.empty(), bpm > 0.0);
    }

    void keysFindTheirTracks_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("item"); // -1: none
        QTest::newRow("id") << "blues.00000" << 0;
        QTest::newRow("file") << "blues.00000.wav" << 0;
        QTest::newRow("GTZAN's annotation name") << "gtzan_blues_00000.bpm" << 0;
        QTest::newRow("two endings") << "blues.00000.bpm.txt" << 0;
        QTest::newRow("path") << "/music/genres/blues/blues.00000.au" << 0;
        QTest::newRow("Windows path") << "C:\\music\\song.flac" << 1;
        QTest::newRow("folder decides") << "b/twin.mp3" << 3;
        QTest::newRow("ambiguous") << "twin.mp3" << -1;
        QTest::newRow("unknown") << "jazz.00001" << -1;
        QTest::newRow("empty") << "" << -1;
    }

    void keysFindTheirTracks()
    {
        QFETCH(const QString, key);
        QFETCH(const int, item);
        const auto tracks = items({"blues.00000", "pop/song", "a/twin", "b/twin"});
        // A sure one beside it, since nothing matched at all is an error.
        const std::vector<ForeignEstimate> estimates{{.key = "pop/song", .where = "", .bpm = Bpm{99.0}},
                                                     {.key = key.toStdString(), .where = "", .bpm = Bpm{120.0}}};
        const MatchedEstimates matched = matchEstimates(std::span(estimates).last(item == 1 ? 1 : 2), tracks, "f");
        for (int i = 0; i < 4; ++i) {
            const auto& bpm = matched.predictions[static_cast<std::size_t>(i)].bpm;
            QCOMPARE(bpm && bpm->value() == 120.0, i == item);
        }
        QCOMPARE(says(matched.messages, "is no track of the dataset"), item < 0);
    }

    void whatIsOddIsSaid()
    {
        const auto tracks = items({"a", "b", "c", "d"});
        const auto estimates =
            parseEstimateCsv("id,bpm\na,100\na,200\nb,-5\nx1,1\nx2,1\nx3,1\nx4,1\nx5,1\nx6,1\n", "t.csv");
        const MatchedEstimates matched = matchEstimates(estimates, tracks, "t.csv");
        QCOMPARE(matched.matched, std::size_t{2});
        QCOMPARE(matched.predictions[0].bpm->value(), 100.0);
        QVERIFY(!matched.predictions[1].bpm);
        QCOMPARE(matched.predictions[1].error, std::string("-5 BPM is no tempo"));
        QCOMPARE(matched.predictions[2].error, std::string("no estimate"));
        QVERIFY(says(matched.messages, "'t.csv' line 3: a second estimate for a; the first counts"));
        QVERIFY(says(matched.messages, "'t.csv' line 4: b: -5 BPM is no tempo; it counts as wrong"));
        QVERIFY(says(matched.messages, "'x5' is no track"));
        QVERIFY(!says(matched.messages, "'x6' is no track"));
        QVERIFY(says(matched.messages, "6 estimates for no track of the dataset in all"));
        QVERIFY(says(matched.messages, "no estimate for 2 of 4 tracks"));
    }

    void noCommonTrackIsAnError()
    {
        const auto estimates = parseEstimateCsv("id,bpm\nx,100\n", "t.csv");
        QVERIFY_THROWS_EXCEPTION(Error, matchEstimates(estimates, items({"a"}), "t.csv"));
        QVERIFY_THROWS_EXCEPTION(Error, matchEstimates({}, items({"a"}), "t.csv"));
    }

    void foldersAreReadFileByFile()
    {
        const TempFolder folder;
        write(folder / "gtzan_blues_00000.bpm", "120\n");
        write(folder / "sub" / "pop.00001.bpm.txt", "60 120 0.2\n");
        write(folder / "rock.00002.jams",
              R"({"annotations":[{"namespace":"tempo","data":[{"time":0,"duration":0,"value":90,"confidence":0.2},
                  {"time":0,"duration":0,"value":180,"confidence":0.8}]}]})");
        write(folder / "metal.00003.jams", "not JSON");
        write(folder / "notes.md", "not read");
        const auto tracks = items({"blues.00000", "metal.00003", "pop.00001", "rock.00002"});
        const MatchedEstimates matched = matchEstimates(readEstimates(folder.path()), tracks, "folder");
        QCOMPARE(matched.matched, std::size_t{4});
        QCOMPARE(matched.predictions[0].bpm->value(), 120.0);
        QVERIFY(!matched.predictions[1].bpm);
        QCOMPARE(matched.predictions[2].bpm->value(), 120.0);
        QCOMPARE(matched.predictions[3].bpm->value(), 180.0);
        QVERIFY_THROWS_EXCEPTION(Error, readEstimates(folder / "gone.csv"));
        std::filesystem::create_directory(folder / "empty");
        QVERIFY_THROWS_EXCEPTION(Error, readEstimates(folder / "empty"));
    }

    void ownJamsAreReadBack()
    {
        Evaluation evaluation{.dataset = "d", .references = {"r"}, .items = {{.id = "a"}}};
        evaluation.systems.push_back(
            {.name = "net",
             .kind = SystemKind::Model,
             .predictions = {
                 {.bpm = Bpm{121.5}, .confidence = 0.9, .candidates = {{Bpm{121.5}, 0.9}, {Bpm{60.7}, 0.1}}}}});
        const auto estimates = parseEstimateJams(predictionJams(evaluation, 0), "a.jams", "a.jams");
        QCOMPARE(estimates.front().bpm->value(), 121.5);
        evaluation.systems.front().predictions.front() = {.error = "silent"};
        QCOMPARE(predictionJams(evaluation, 0), std::string());
    }
};

QTEST_APPLESS_MAIN(TestEstimateFiles)
#include "tst_estimate_files.moc"
