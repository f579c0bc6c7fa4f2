// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/track_scan.h"
#include "engine/evaluation/evaluation_items.h"
#include "engine/evaluation/evidence/evidence_bundle.h"
#include "tests/cli/process.h"
#include "tests/support/audio_files.h"
#include "tests/support/folder_contents.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "training/files/model_file.h"
#include "training/files/safetensors.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <fstream>
#include <memory>

using namespace tempo;
using namespace tempo::test;
using Json = nlohmann::json;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;
constexpr int kTracks = 6;

void write(const std::filesystem::path& path, const std::string& text)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

bool holds(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

/// `evaluate` on six click tracks of 100 to 150 BPM, with the classical baseline and a network that always says 120.
class TestEvaluateCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<TempFolder>();
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((*m_folder / "cache").native()));
        qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE);
        qunsetenv("TEMPNETIC_FAKE_STEP_MS");
        std::filesystem::create_directories(*m_folder / "set" / "rock");
        for (int i = 0; i < kTracks; ++i) {
            writeWav(audioOf(i), clickTrack(100.0 + 10.0 * i, 8.0));
            write(*m_folder / "set" / "rock" / (idOf(i) + ".bpm"), std::to_string(100 + 10 * i) + "\n");
        }
        writeModel("model.safetensors", {});
    }
    void cleanup() { m_folder.reset(); }

    void baselineAndModelAreMeasuredAndReported()
    {
        const ProcessResult result = evaluate({"--model", "model.safetensors"});
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(holds(result.out, "set, reference *.bpm, n = 6, tolerance 4 %, split val (6 of 6 tracks)"),
                 result.out.c_str());
        QVERIFY(holds(result.out, "Report: out/report.html"));
        const Json json = metrics();
        QCOMPARE(json["systems"][0]["accuracy1"]["hits"].get<int>(), kTracks);
        QCOMPARE(json["systems"][1]["name"].get<std::string>(), std::string("fake"));
        QCOMPARE(json["systems"][1]["accuracy1"]["hits"].get<int>(), 1);
        QCOMPARE(json["comparisons"][0]["counts"]["only_a"].get<int>(), kTracks - 1);
        const auto files = folderContents(*m_folder / "out");
        for (const char* name : {"xy_fake.svg", "xy_fake.png", "jams/rock.00003.jams", "table.tex", "table.md"})
            QVERIFY2(files.contains(name), name);
        QVERIFY(holds(files.at("predictions.csv"), ",fake,"));
        // The same again gives the same, with several threads too, and with nothing to compute.
        QCOMPARE(evaluate({"--model", "model.safetensors", "--jobs", "3"}).out, result.out);
        QVERIFY(folderContents(*m_folder / "out") == files);
        QCOMPARE(evaluate({"--model", "model.safetensors", "--no-cache"}).out, result.out);
    }

    void tracksOfTheTrainingAreLeftOutUnlessAskedFor()
    {
        // Known by its samples under another id; by its id alone; the third has another recording's samples.
        writeModel("model.safetensors", {{"elsewhere", hashOf(0), SplitPart::Train},
                                         {idOf(1), "", SplitPart::Train},
                                         {idOf(2), hashOf(5), SplitPart::Validation}});
        const ProcessResult val = evaluate({"--model", "model.safetensors"});
        QCOMPARE(val.exitCode, 0);
        QVERIFY2(holds(val.out, "n = 4, tolerance 4 %, split val (4 of 6 tracks)"), val.out.c_str());
        QVERIFY(!holds(val.out, "TRAINING"));
        QVERIFY(holds(val.err, "1 of the tracks are of a model's validation part"));
        QVERIFY(holds(evaluate({"--model", "model.safetensors", "--split", "test"}).out, "n = 3,"));

        const ProcessResult train = evaluate({"--model", "model.safetensors", "--split", "train"});
        QVERIFY(train.out.starts_with("INCLUDES TRAINING TRACKS: a model learnt from 2 of these 2 tracks"));
        const ProcessResult all = evaluate({"--model", "model.safetensors", "--split", "all"});
        QVERIFY(holds(all.out, "n = 6"));
        for (const auto& [name, content] : folderContents(*m_folder / "out"))
            if (name.ends_with(".html") || name.ends_with(".md") || name.ends_with(".tex") || name.ends_with(".svg") ||
                name.ends_with("metrics.json"))
                QVERIFY2(holds(content, "TRAINING TRACKS"), name.c_str());
    }

    void allTracksTrainedOnIsAnErrorThatSaysWhatToDo()
    {
        std::vector<TrainedTrack> tracks;
        for (int i = 0; i < kTracks; ++i)
            tracks.push_back({"t" + std::to_string(i), hashOf(i), SplitPart::Train});
        writeModel("model.safetensors", tracks);
        const ProcessResult result = evaluate({"--model", "model.safetensors"});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(holds(result.err, "no track is left with --split val") && holds(result.err, "--split all"),
                 result.err.c_str());
        QVERIFY(!std::filesystem::exists(*m_folder / "out"));
    }

    void aTrackWithoutAnAnswerCountsAsWrongAndIsListed()
    {
        write(audioOf(2), "this is no audio");
        const ProcessResult result = evaluate({"--model", "model.safetensors"});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(holds(result.err, "librosa: no answer for 1 of 6 tracks, such as " + idOf(2)), result.err.c_str());
        const Json json = metrics();
        QCOMPARE(json["n"].get<int>(), kTracks);
        QCOMPARE(json["systems"][0]["accuracy1"]["hits"].get<int>(), kTracks - 1);
        QCOMPARE(json["systems"][0]["no_answer"].size(), std::size_t{1});
        QVERIFY(holds(folderContents(*m_folder / "out").at("report.html"), "No answer"));
    }

    void otherProgramsEstimatesAreMatchedAndJudged()
    {
        write(*m_folder / "other.csv", "file,tempo\n" + idOf(0) + ".wav,100\n" + idOf(1) + ".wav,-1\n" + idOf(2) +
                                           ".wav,240\n" + idOf(2) + ".wav,120\nstranger.wav,99\n");
        write(*m_folder / "texts" / (idOf(4) + ".txt"), "141.0\n");
        const ProcessResult result =
            evaluate({"--model", "none", "--estimates", "Other one=other.csv", "--estimates", "texts"});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(holds(result.err, "'stranger.wav' is no track of the dataset"), result.err.c_str());
        QVERIFY(holds(result.err, "line 5: a second estimate"));
        QVERIFY(holds(result.err, "-1 BPM is no tempo; it counts as wrong"));
        QVERIFY(holds(result.err, "no estimate for 5 of 6 tracks"));
        const Json json = metrics();
        QCOMPARE(json["systems"].size(), std::size_t{3});
        QCOMPARE(json["systems"][1]["name"].get<std::string>(), std::string("Other one"));
        QCOMPARE(json["systems"][1]["accuracy1"]["hits"].get<int>(), 1);
        QCOMPARE(json["systems"][1]["accuracy2"]["hits"].get<int>(), 2);
        QCOMPARE(json["systems"][2]["name"].get<std::string>(), std::string("texts"));
        QCOMPARE(json["systems"][2]["accuracy1"]["hits"].get<int>(), 1);

        write(*m_folder / "other.csv", "id,bpm\nstranger,99\n");
        const ProcessResult none = evaluate({"--model", "none", "--estimates", "other.csv"});
        QCOMPARE(none.exitCode, 1);
        QVERIFY2(holds(none.err, "none of its 1 estimates, such as 'stranger', is for a track"), none.err.c_str());
    }

    void annotationsWithoutAudioJudgeEstimates()
    {
        write(*m_folder / "refs.csv", "path,bpm\na.wav,100\nb.wav,0\nc.wav,150\n");
        write(*m_folder / "est.csv", "id,bpm\na,101\nb,90\nc,75\n");
        const ProcessResult result = runProcess(
            kProgram, {"evaluate", "refs.csv", "--estimates", "est.csv", "--out", "out"}, {.folder = m_folder->path()});
        QVERIFY2(holds(result.out, "n = 2"), (result.out + result.err).c_str());
        QVERIFY(holds(result.err, "has no audio"));
        QVERIFY2(holds(result.err, "not judged by this reference"), result.err.c_str());
        QCOMPARE(metrics()["without_reference"].size(), std::size_t{1});
    }

    void bundleHoldsTheSameNumbers()
    {
        QCOMPARE(evaluate({"--model", "none", "--bundle", "all.tempnetic-evidence"}).exitCode, 0);
        const Evidence evidence = readEvidence(*m_folder / "all.tempnetic-evidence");
        QCOMPARE(evidence.metrics, folderContents(*m_folder / "out").at("metrics.json"));
        QCOMPARE(evidence.evaluation.systems.size(), std::size_t{1});
        QVERIFY(std::filesystem::exists(evidence.root / evidence.audio.front()));
        QVERIFY(evidence.program.starts_with("tempnetic "));
        const ProcessResult result = evaluate({"--model", "none", "--bundle", "no/folder/x"});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(holds(result.err, "no/folder/x"), result.err.c_str());
    }

    void aStoppedEvaluationGoesOn()
    {
        qputenv("TEMPNETIC_FAKE_STEP_MS", "300");
        const ProcessResult stopped =
            evaluate({"--model", "model.safetensors", "--jobs", "1"},
                     [](const std::string& err) { return err.find("network " + idOf(3)) != std::string::npos; });
        QCOMPARE(stopped.exitCode, 130);
        QVERIFY2(holds(stopped.err, "stopped; the same command goes on from there"), stopped.err.c_str());
        QVERIFY(!std::filesystem::exists(*m_folder / "out"));
        std::size_t nKept = 0;
        for (const auto& [name, content] : folderContents(*m_folder / "cache"))
            if (name.find("network-") != std::string::npos)
                nKept += static_cast<std::size_t>(std::ranges::count(content, '\n'));
        QVERIFY(nKept >= 3 && nKept < kTracks);
        // With what was kept the rest alone is computed: what the network says by now is another tempo.
        qputenv("TEMPNETIC_FAKE_STEP_MS", "0");
        qputenv("TEMPNETIC_FAKE_BPM", "140");
        QCOMPARE(evaluate({"--model", "model.safetensors"}).exitCode, 0);
        qunsetenv("TEMPNETIC_FAKE_BPM");
        const std::string csv = folderContents(*m_folder / "out").at("predictions.csv");
        QCOMPARE(static_cast<std::size_t>(QString::fromStdString(csv).count(",fake,12")), nKept);
        QCOMPARE(static_cast<std::size_t>(QString::fromStdString(csv).count(",fake,1")), std::size_t{kTracks});
    }

    void wrongUsageIsRefused_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("no folder") << QStringList{"evaluate", "set"} << 2;
        QTest::newRow("split") << QStringList{"evaluate", "set", "--out", "o", "--split", "validation"} << 2;
        QTest::newRow("tolerance of 20") << QStringList{"evaluate", "set", "--out", "o", "--tolerance", "20"} << 2;
        QTest::newRow("tolerance of 0") << QStringList{"evaluate", "set", "--out", "o", "--tolerance", "0"} << 2;
        QTest::newRow("baseline") << QStringList{"evaluate", "set", "--out", "o", "--baseline", "madmom"} << 2;
        QTest::newRow("reference") << QStringList{"evaluate", "set", "--out", "o", "--reference", "gone"} << 2;
        QTest::newRow("model") << QStringList{"evaluate", "set", "--out", "o", "--model", "gone"} << 1;
        QTest::newRow("estimates") << QStringList{"evaluate", "set", "--out", "o", "--estimates", "gone"} << 1;
        QTest::newRow("no system") << QStringList{"evaluate", "set",  "--out",      "o",
                                                  "--model",  "none", "--baseline", "none"}
                                   << 1;
        QTest::newRow("dataset") << QStringList{"evaluate", "gone", "--out", "o"} << 1;
    }

    void wrongUsageIsRefused()
    {
        QFETCH(const QStringList, words);
        QFETCH(const int, exitCode);
        std::vector<std::string> arguments;
        for (const QString& word : words)
            arguments.push_back(word.toStdString());
        const ProcessResult result = runProcess(kProgram, arguments, {.folder = m_folder->path()});
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY(result.err.starts_with("tempnetic: "));
        QCOMPARE(result.out, std::string());
        QVERIFY(!std::filesystem::exists(*m_folder / "o"));
    }

private:
    static std::string idOf(int i) { return "rock.0000" + std::to_string(i); }
    [[nodiscard]] std::filesystem::path audioOf(int i) const { return *m_folder / "set" / "rock" / (idOf(i) + ".wav"); }
    [[nodiscard]] std::string hashOf(int i) const { return audioHashOf(scanTrack(audioOf(i))); }

    void writeModel(const std::string& name, const std::vector<TrainedTrack>& tracks) const
    {
        ModelFacts facts;
        facts.name = "fake";
        facts.tracks = tracks;
        Safetensors content;
        content.metadata = toMetadata(facts);
        writeSafetensors(*m_folder / name, content);
    }

    [[nodiscard]] ProcessResult evaluate(std::vector<std::string> words,
                                         std::function<bool(const std::string&)> interruptWhen = {}) const
    {
        words.insert(words.begin(), {"evaluate", "set", "--out", "out"});
        ProcessOptions options{.folder = m_folder->path()};
        if (interruptWhen) {
            options.standardError = Stderr::Terminal;
            options.interruptWhen = std::move(interruptWhen);
        }
        return runProcess(kProgram, words, options);
    }

    [[nodiscard]] Json metrics() const
    {
        std::ifstream stream(*m_folder / "out" / "metrics.json");
        return Json::parse(stream);
    }

    std::unique_ptr<TempFolder> m_folder;
};

QTEST_APPLESS_MAIN(TestEvaluateCommand)
#include "tst_evaluate_command.moc"
