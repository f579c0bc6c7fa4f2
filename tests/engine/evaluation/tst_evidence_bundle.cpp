// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/datasets/sha256.h"
#include "engine/evaluation/evidence/evidence_bundle.h"
#include "engine/evaluation/evidence/evidence_json.h"
#include "engine/evaluation/evidence/zip_archive.h"
#include "engine/evaluation/report_files.h"
#include "engine/evaluation/report_tables.h"
#include "tests/support/temp_folder.h"

#include <QTest>
#include <QXmlStreamReader>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

using namespace tempo;
using namespace tempo::test;

namespace {

using Json = nlohmann::ordered_json;

Evidence sample()
{
    Evidence evidence{.program = "tempnetic 9.9", .created = "2026-01-02T03:04:05Z"};
    Evaluation& evaluation = evidence.evaluation;
    evaluation = {.dataset = "set \"1\"", .references = {"tempo/*.bpm", "beats"}};
    EvaluatedSystem baseline{.name = "librosa", .kind = SystemKind::Baseline};
    EvaluatedSystem model{.name = "net, ä <b>", .kind = SystemKind::Model, .source = "/models/net.safetensors"};
    for (int i = 0; i < 30; ++i) {
        evaluation.items.push_back({.id = "jazz." + std::to_string(100 + i),
                                    .genre = i % 2 == 0 ? "jazz" : "blues",
                                    .audioHash = std::string(31, 'a') + static_cast<char>('a' + i % 26),
                                    .beatVariation = 0.1 / 3.0 * i,
                                    .references = {{.bpm = Bpm{70.0 + 10.0 / 3.0 * i}}, {}}});
        if (i % 4 == 0)
            evaluation.items.back().references[1] = {.bpm = Bpm{80.0},
                                                     .twoTempi = TwoTempi{Bpm{80.0}, Bpm{160.0}, 0.3}};
        evidence.audio.push_back(i == 3 ? "" : "genres/jazz/" + std::to_string(i) + ".wav");
        baseline.predictions.push_back({.bpm = Bpm{i % 3 == 0 ? 120.0 : 70.0 + 10.0 / 3.0 * i},
                                        .confidence = 0.1,
                                        .candidates = {{Bpm{120.0}, 0.4}, {Bpm{60.0}, 1.0 / 3.0}}});
        model.predictions.push_back(i == 7 ? TrackPrediction{.error = "silent\nall"}
                                           : TrackPrediction{.bpm = Bpm{70.1 + 10.0 / 3.0 * i},
                                                             .confidence = 0.9,
                                                             .blocks = {Bpm{70.0}, Bpm{71.0}}});
        model.exposures.push_back(i < 5 ? Exposure::TrainedOn : Exposure::None);
        if (i >= 5)
            evidence.chosen.push_back(static_cast<std::size_t>(i));
    }
    evaluation.systems = {baseline, model};
    evidence.root = "/music/set";
    evidence.options = {.reference = "tempo/*.bpm", .tolerance = 0.035, .scope = "split val (25 of 30 tracks)"};
    evidence.filter = "genre:jazz";
    evidence.view = R"({"axes":"linear"})";
    return evidence;
}

std::vector<ZipMember> membersOf(const Evidence& evidence)
{
    return readZipArchive(evidenceFile(evidence), "x");
}

ZipMember& memberOf(std::vector<ZipMember>& members, std::string_view name)
{
    return *std::ranges::find(members, name, &ZipMember::name);
}

/// The manifest says what the members are now: only their meaning is wrong.
std::string repacked(std::vector<ZipMember> members)
{
    Json manifest = Json::parse(memberOf(members, "manifest.json").content);
    for (Json& listed : manifest["members"])
        listed["sha256"] = sha256Hex(memberOf(members, listed["name"].get<std::string>()).content);
    memberOf(members, "manifest.json").content = manifest.dump();
    return zipArchive(members);
}

/// The refusal, or empty.
std::string refusalOf(const std::string& bytes)
{
    try {
        parseEvidence(bytes, "'x'");
    } catch (const Error& error) {
        const bool isOneLine = error.message().find('\n') == std::string::npos;
        return error.code() == ErrorCode::Format && isOneLine ? error.message() : "wrong kind of error";
    }
    return {};
}

} // namespace

class TestEvidenceBundle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasWrittenIsReadWithTheSameNumbers()
    {
        const Evidence written = sample();
        const TempFolder folder;
        writeEvidence(folder / "a.tempnetic-evidence", written);
        const Evidence read = readEvidence(folder / "a.tempnetic-evidence");
        QCOMPARE(read.program, written.program);
        QCOMPARE(read.created, written.created);
        QCOMPARE(read.root, written.root);
        QCOMPARE(read.audio, written.audio);
        QCOMPARE(read.chosen, written.chosen);
        QCOMPARE(read.filter, written.filter);
        QCOMPARE(read.view, written.view);
        QCOMPARE(read.options.tolerance, written.options.tolerance);
        QCOMPARE(read.options.scope, written.options.scope);
        QCOMPARE(read.evaluation.systems[1].predictions[7].error, std::string("silent\\nall"));
        QCOMPARE(read.evaluation.items[4].references[1].twoTempi->slowSalience, 0.3);
        // The same numbers to the last digit, made anew from what was read.
        QCOMPARE(read.metrics, evaluationJson(written.evaluation, reportOf(written)));
        QCOMPARE(evaluationJson(read.evaluation, reportOf(read)), read.metrics);
        QCOMPARE(evidenceFile(written), evidenceFile(written));
    }

    void everyFigureHasItsNumbers()
    {
        std::vector<ZipMember> members = membersOf(sample());
        int nFigures = 0;
        for (const ZipMember& member : members) {
            if (!member.name.ends_with(".svg"))
                continue;
            ++nFigures;
            QXmlStreamReader xml(QByteArray::fromStdString(member.content));
            while (!xml.atEnd())
                xml.readNext();
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
            const std::string csv = member.name.substr(0, member.name.size() - 3) + "csv";
            QVERIFY2(std::ranges::count(members, csv, &ZipMember::name) == 1, csv.c_str());
        }
        QCOMPARE(nFigures, 3);
        const std::string xy = memberOf(members, "figures/xy_1.csv").content;
        QVERIFY2(xy.starts_with("id,reference_bpm,librosa,\"net, ä <b>\"\njazz.105,"), xy.c_str());
        QCOMPARE(std::ranges::count(xy, '\n'), 26);
        QVERIFY(memberOf(members, "tables/01_accuracy.csv").content.find("librosa") != std::string::npos);
        const Json manifest = Json::parse(memberOf(members, "manifest.json").content);
        QCOMPARE(manifest["members"].size(), members.size() - 2);
        QCOMPARE(manifest["program"].get<std::string>(), std::string("tempnetic 9.9"));
    }

    void changedBundlesAreRefused()
    {
        const std::vector<ZipMember> original = membersOf(sample());
        for (const ZipMember& member : original) {
            std::vector<ZipMember> members = original;
            memberOf(members, member.name).content += " ";
            // Space at its end does not change what a manifest says.
            if (member.name != "manifest.json")
                QVERIFY2(!refusalOf(zipArchive(members)).empty(), member.name.c_str());
            members.erase(std::ranges::find(members, member.name, &ZipMember::name));
            QVERIFY2(!refusalOf(zipArchive(members)).empty(), member.name.c_str());
        }
        std::vector<ZipMember> more = original;
        more.push_back({"extra", "x"});
        QVERIFY(refusalOf(zipArchive(more)).find("does not know") != std::string::npos);
        const std::string bytes = zipArchive(original);
        for (const std::size_t length : {std::size_t{0}, std::size_t{1}, bytes.size() / 2, bytes.size() - 1})
            QVERIFY(!refusalOf(bytes.substr(0, length)).empty());
        QVERIFY(refusalOf("not a zip at all").find("no whole zip archive") != std::string::npos);
        QVERIFY(!refusalOf(zipArchive({{"word/document.xml", "<x/>"}})).empty());
    }

    void laterVersionIsNamedAsSuch()
    {
        std::vector<ZipMember> members = membersOf(sample());
        Json manifest = Json::parse(memberOf(members, "manifest.json").content);
        manifest["version"] = 2;
        memberOf(members, "manifest.json").content = manifest.dump();
        QVERIFY2(refusalOf(zipArchive(members)).find("later version") != std::string::npos,
                 refusalOf(zipArchive(members)).c_str());
    }

    void valuesOutOfRangeAreRefused_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("value");
        const QByteArray answers = "evaluation.json";
        const QByteArray asked = "configuration.json";
        QTest::newRow("negative tempo") << answers << QByteArray("/systems/0/predictions/0/bpm") << QByteArray("-1");
        QTest::newRow("huge number") << answers << QByteArray("/systems/0/predictions/0/bpm") << QByteArray("1e400");
        QTest::newRow("confidence") << answers << QByteArray("/systems/0/predictions/0/confidence") << QByteArray("2");
        QTest::newRow("candidate") << answers << QByteArray("/systems/0/predictions/0/candidates/0/0")
                                   << QByteArray("0");
        QTest::newRow("kind") << answers << QByteArray("/systems/0/kind") << QByteArray("\"oracle\"");
        QTest::newRow("too few answers") << answers << QByteArray("/systems/0/predictions") << QByteArray("[]");
        QTest::newRow("other truth") << answers << QByteArray("/tracks/0/references/0/bpm") << QByteArray("71");
        QTest::newRow("other samples") << answers << QByteArray("/tracks/0/audio_xxh3") << QByteArray("\"b\"");
        QTest::newRow("audio above") << answers << QByteArray("/tracks/0/audio") << QByteArray("\"a/../../../x\"");
        QTest::newRow("absolute audio") << answers << QByteArray("/tracks/0/audio") << QByteArray("\"/etc/passwd\"");
        QTest::newRow("tracks are no list") << answers << QByteArray("/tracks") << QByteArray("3");
        QTest::newRow("tolerance") << asked << QByteArray("/tolerance") << QByteArray("0.2");
        QTest::newRow("reference") << asked << QByteArray("/reference") << QByteArray("\"gone\"");
        QTest::newRow("split") << asked << QByteArray("/split") << QByteArray("\"some\"");
        QTest::newRow("judged beyond") << asked << QByteArray("/judged/0") << QByteArray("30");
        QTest::newRow("judged twice") << asked << QByteArray("/judged/1") << QByteArray("5");
        QTest::newRow("judged negative") << asked << QByteArray("/judged/0") << QByteArray("-1");
        QTest::newRow("none judged") << asked << QByteArray("/judged") << QByteArray("[]");
    }

    void valuesOutOfRangeAreRefused()
    {
        QFETCH(const QByteArray, member);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, value);
        std::vector<ZipMember> members = membersOf(sample());
        ZipMember& changed = memberOf(members, member.toStdString());
        Json json = Json::parse(changed.content);
        QVERIFY(json.contains(Json::json_pointer(path.toStdString())));
        const std::string mark = "\"what is put here\"";
        json[Json::json_pointer(path.toStdString())] = "what is put here";
        changed.content = json.dump();
        changed.content.replace(changed.content.find(mark), mark.size(), value.toStdString());
        const std::string refusal = refusalOf(repacked(members));
        QVERIFY2(refusal.starts_with("'x': is damaged (" + member.toStdString()), refusal.c_str());
    }

    void listsOfTheWrongLengthAreNotWritten()
    {
        Evidence evidence = sample();
        evidence.audio.pop_back();
        QVERIFY_EXCEPTION_THROWN(evidenceFile(evidence), Error);
        evidence = sample();
        evidence.options.tolerance = 0.5;
        QVERIFY_EXCEPTION_THROWN(evidenceFile(evidence), Error);
        const TempFolder folder;
        QVERIFY_EXCEPTION_THROWN(writeEvidence(folder / "no" / "x", sample()), Error);
        QVERIFY_EXCEPTION_THROWN(readEvidence(folder / "gone"), Error);
    }

    void oneTableInThreeForms()
    {
        const ReportTable table{.title = "By, genre",
                                .note = "In %.",
                                .header = {"Genre", "n_x"},
                                .rows = {{"a \"b\", c|d", "5"}, {"e & f", "6"}},
                                .nTextColumns = 1};
        QCOMPARE(tableCsv(table), std::string("Genre,n_x\n\"a \"\"b\"\", c|d\",5\ne & f,6\n"));
        QCOMPARE(tableMarkdown(table), std::string("## By, genre\n\nIn %.\n\n| Genre | n\\_x |\n| --- | ---: |\n"
                                                   "| a \"b\", c\\|d | 5 |\n| e & f | 6 |\n"));
        const std::string latex = tableLatex(table, "set, n = 2");
        QVERIFY2(latex.find("\\begin{tabular}{lr}\n    \\toprule\n    Genre & n\\_x \\\\\n") != std::string::npos,
                 latex.c_str());
        QVERIFY(latex.find("e \\& f & 6 \\\\\n    \\bottomrule") != std::string::npos);
        QVERIFY(latex.find("\\caption{By, genre: set, n = 2. In \\%.}") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestEvidenceBundle)
#include "tst_evidence_bundle.moc"
