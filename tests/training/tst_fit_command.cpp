// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/split_file.h"
#include "tests/cli/process.h"
#include "tests/support/audio_files.h"
#include "tests/support/folder_contents.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"
#include "training/files/model_file.h"
#include "training/files/run_folder.h"
#include "training/files/safetensors.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <fstream>
#include <memory>
#include <sys/mount.h>
#include <thread>

using namespace tempo;
using namespace tempo::test;
namespace fs = std::filesystem;

namespace {

const fs::path kProgram = TEMPNETIC_PROGRAM;
constexpr int kTracks = 10;

/// Waits for a file to exist, for 30 s at most.
bool waitFor(const fs::path& file)
{
    for (int i = 0; i < 600 && !fs::exists(file); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return fs::exists(file);
}

} // namespace

/// `tempnetic fit` with a fake module: all of it but the network.
class TestFitCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_music = std::make_unique<TempFolder>();
        fs::create_directory(*m_music / "set");
        for (int i = 0; i < kTracks; ++i) {
            const std::string name = "song" + std::to_string(i);
            writeWav(*m_music / "set" / (name + ".wav"), rhythmClip(80.0 + 9 * i, 3.0, static_cast<unsigned>(i)));
            std::ofstream(*m_music / "set" / (name + ".bpm")) << 80 + 9 * i << '\n';
        }
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((*m_music / "cache").native()));
    }

    void init()
    {
        m_folder = std::make_unique<TempFolder>();
        qputenv("TEMPNETIC_TORCH_MODULE", TEMPNETIC_FAKE_MODULE);
        for (const char* const name : {"TEMPNETIC_FAKE_STEP_MS", "TEMPNETIC_FAKE_FAIL_AT", "TEMPNETIC_FAKE_DIE_AT"})
            qunsetenv(name);
    }

    void aRunLeavesEverythingInItsFolder()
    {
        const ProcessResult result = fit({"trainer.max_epochs=3", "trainer.tensorboard=true"});
        QVERIFY2(result.exitCode == 0, result.err.c_str());
        QVERIFY2(result.out.starts_with("Model: " + (run() / "model.safetensors").native() + "\nRun: "),
                 result.out.c_str());
        QVERIFY(result.out.find("Best epoch 3 of 3: 83.3 % within 4 %") != std::string::npos);
        QVERIFY(result.out.find("(2 validation tracks, reference ") != std::string::npos);
        QVERIFY(result.err.find("8 tracks to train on, 2 to validate on") != std::string::npos);
        QVERIFY(result.err.find("epoch 3/3: train loss") != std::string::npos);

        const RunFolder folder = RunFolder::open(run());
        QCOMPARE(folder.readEpochs().size(), std::size_t{3});
        const Split split = readSplitFile(run() / "split.csv");
        QCOMPARE(split.entries.size(), std::size_t{kTracks});
        const ModelFacts facts = factsFromMetadata(readSafetensors(folder.model()).metadata, "model");
        QCOMPARE(facts.splitFingerprint, fingerprintOf(split));
        QCOMPARE(facts.tracks.size(), std::size_t{kTracks});
        QCOMPARE(facts.tracks[0].audioHash.size(), std::size_t{32});
        const auto files = folderContents(run());
        QVERIFY(files.at("log.txt").find("epoch 2: train loss") != std::string::npos);
        QVERIFY(files.at("config.yaml").find("max_epochs: 3\n") != std::string::npos);
        QVERIFY(
            std::ranges::any_of(files, [](const auto& file) { return file.first.starts_with("events.out.tfevents"); }));
        const QJsonObject environment =
            QJsonDocument::fromJson(QByteArray::fromStdString(files.at("environment.json"))).object();
        QCOMPARE(environment["libtorch"].toString(), QString("0.0.0 (fake)"));
        QCOMPARE(environment["seed"].toInt(), 1);
        QCOMPARE(environment["device"]["name"].toString(), QString("cpu"));
        QCOMPARE(environment["dataset"]["used"].toInt(), kTracks);
        QCOMPARE(environment["dataset"]["fingerprint"].toString().size(), 64);
        QCOMPARE(environment["dataset"]["split"].toString().toStdString(), fingerprintOf(split));
    }

    void aConfigurationOfARunMakesTheSameRunAgain()
    {
        QCOMPARE(fit({}).exitCode, 0);
        const ProcessResult again =
            runProcess(kProgram, {"fit", "-c", (run() / "config.yaml").native(), "trainer.name=again"});
        QVERIFY2(again.exitCode == 0, again.err.c_str());
        QCOMPARE(folderContents(*m_folder / "runs" / "again").at("split.csv"), folderContents(run()).at("split.csv"));
    }

    void shippedConfigurationsAreFoundByTheirNames()
    {
        const ProcessResult result = fit({"-c", "trainer.yaml", "-c", "models/mobilenet.yaml", "-c", "data.yaml",
                                          "trainer.max_epochs=1", "trainer.batch_size=4"});
        QVERIFY2(result.exitCode == 0, result.err.c_str());
        const std::string config = folderContents(run()).at("config.yaml");
        QVERIFY(config.find("network: mobilenet\n") != std::string::npos);
        QVERIFY(config.find("loss: mse\n") != std::string::npos);
    }

    void aKilledRunGoesOnToTheSameEnd()
    {
        QCOMPARE(fit({"trainer.max_epochs=4"}).exitCode, 0);
        const auto whole = folderContents(run());
        for (const char* const step : {"1", "3", "5", "7"}) {
            m_folder = std::make_unique<TempFolder>();
            qputenv("TEMPNETIC_FAKE_DIE_AT", step);
            QCOMPARE(fit({"trainer.max_epochs=4"}).exitCode, 128 + SIGKILL);
            qunsetenv("TEMPNETIC_FAKE_DIE_AT");
            // As a kill in the middle of a row leaves it.
            std::ofstream(run() / "metrics.csv", std::ios::app) << "3,1";
            const ProcessResult result = runProcess(kProgram, {"fit", "--resume", run().native()});
            QVERIFY2(result.exitCode == 0, result.err.c_str());
            const auto files = folderContents(run());
            QCOMPARE(files.at("metrics.csv"), whole.at("metrics.csv"));
            QCOMPARE(files.at("steps.csv"), whole.at("steps.csv"));
            QCOMPARE(files.at("model.safetensors"), whole.at("model.safetensors"));
        }
    }

    void aRunGoesOnWithMoreEpochs()
    {
        QCOMPARE(fit({"trainer.max_epochs=2"}).exitCode, 0);
        const ProcessResult result = runProcess(kProgram, {"fit", "--resume", run().native(), "trainer.max_epochs=3"});
        QVERIFY2(result.exitCode == 0, result.err.c_str());
        QCOMPARE(RunFolder::open(run()).readEpochs().size(), std::size_t{3});
        const ProcessResult gone = runProcess(kProgram, {"fit", "--resume", "/gone/run"});
        QCOMPARE(gone.exitCode, 1);
        QVERIFY(gone.err.find("/gone/run: there is no such run folder") != std::string::npos);
    }

    void theFirstInterruptKeepsTheBestModel()
    {
        qputenv("TEMPNETIC_FAKE_STEP_MS", "20");
        ProcessOptions options;
        options.whileRunning = [this](pid_t process) {
            QVERIFY(waitFor(run() / "checkpoints" / "last.ckpt"));
            ::kill(process, SIGINT);
        };
        const ProcessResult result = fit({"trainer.max_epochs=1000"}, options);
        QVERIFY2(result.exitCode == 0, result.err.c_str());
        QVERIFY(result.err.find("stopping after this batch, the best model is kept") != std::string::npos);
        QVERIFY(fs::exists(run() / "model.safetensors"));
        QVERIFY(result.out.find("Best epoch ") != std::string::npos);
    }

    void theSecondInterruptCancels()
    {
        qputenv("TEMPNETIC_FAKE_STEP_MS", "700");
        ProcessOptions options;
        options.whileRunning = [this](pid_t process) {
            QVERIFY(waitFor(run() / "config.yaml"));
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            ::kill(process, SIGINT);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            ::kill(process, SIGINT);
        };
        const ProcessResult result = fit({}, options);
        QCOMPARE(result.exitCode, 128 + SIGINT);
        QVERIFY2(result.err.find("cancelled; 'tempnetic fit --resume " + run().native()) != std::string::npos,
                 result.err.c_str());
        QVERIFY(!fs::exists(run() / "model.safetensors"));
        QCOMPARE(result.out, std::string());
    }

    void aTerminalShowsTheWay()
    {
        qputenv("TEMPNETIC_FAKE_STEP_MS", "60");
        ProcessOptions options;
        options.standardError = Stderr::Terminal;
        const ProcessResult result = fit({"trainer.max_epochs=4"}, options);
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.err.find("epoch 2/4  step ") != std::string::npos, result.err.c_str());
        QVERIFY(result.err.find(" left") != std::string::npos);
    }

    void anErrorOfTheTrainerIsOneLine()
    {
        qputenv("TEMPNETIC_FAKE_FAIL_AT", "5");
        const ProcessResult result = fit({});
        QCOMPARE(result.exitCode, 1);
        QVERIFY(result.err.ends_with("tempnetic: cuda:0: out of memory; set trainer.batch_size=16\n"));
        QVERIFY(folderContents(run()).at("log.txt").find("error: cuda:0: out of memory") != std::string::npos);
        QVERIFY(fs::exists(run() / "checkpoints" / "last.ckpt"));
    }

    void whatCannotBeginLeavesNothingBehind_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("message");
        QTest::addColumn<int>("exitCode");
        const auto row = [](const QStringList& words, const char* message, int exitCode) {
            QTest::newRow(qPrintable(words.join(' '))) << words << message << exitCode;
        };
        row({"data.root=/gone/set"}, "/gone/set", 1);
        row({"data.root="}, "no dataset: name one", 1);
        row({"trainer.batch_size=9"}, "8 songs to train on are fewer than a batch of 9: set trainer.batch_size=8", 1);
        row({"data.range=[200, 250]"}, "can be used for training (10 tempo-out-of-range)", 1);
        row({"data.validation_fraction=0"}, "no song is left to validate on", 1);
        row({"data.reference=mine"}, "no reference 'mine'", 1);
        row({"data.split=/gone/split.csv"}, "/gone/split.csv", 1);
        row({"trainer.device=cuda:0"}, "trainer.device=cuda:0: cannot be used: there is no NVIDIA driver", 1);
        row({"trainer.device=cuda:7"}, "there is no such device; there are auto, cpu", 1);
        row({"trainer.max_epoch=3"}, "did you mean 'trainer.max_epochs'?", 2);
        row({"-c", "/gone/trainer.yaml"}, "/gone/trainer.yaml", 2);
        row({"--resume", "/x", "-c", "y"}, "--resume", 2);
    }

    void whatCannotBeginLeavesNothingBehind()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QString, message);
        QFETCH(const int, exitCode);
        std::vector<std::string> arguments;
        for (const QString& word : words)
            arguments.push_back(word.toStdString());
        const ProcessResult result = fit(arguments);
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY2(QString::fromStdString(result.err).contains(message), result.err.c_str());
        QVERIFY2(std::ranges::count(result.err, '\n') <= 2, result.err.c_str());
        QVERIFY(!fs::exists(run()));
    }

    void aFolderThatCannotBeWrittenIsToldAtOnce()
    {
        std::ofstream(*m_folder / "file") << "x";
        const ProcessResult blocked = fit({"trainer.run_dir=" + (*m_folder / "file").native()});
        QCOMPARE(blocked.exitCode, 1);
        QVERIFY2(blocked.err.find("trainer.run_dir=DIR names another place") != std::string::npos, blocked.err.c_str());
        QCOMPARE(fit({}).exitCode, 0);
        const ProcessResult taken = fit({});
        QCOMPARE(taken.exitCode, 1);
        QVERIFY2(taken.err.find("is not empty; name a new run by trainer.name=NAME") != std::string::npos,
                 taken.err.c_str());
        if (::geteuid() != 0)
            QSKIP("only root can become nobody");
        fs::create_directory(*m_folder / "locked");
        fs::permissions(*m_folder / "locked", fs::perms::owner_all);
        fs::permissions(m_folder->path(), fs::perms::all);
        ProcessOptions options;
        options.asNobody = true;
        const ProcessResult denied = fit({"trainer.run_dir=" + (*m_folder / "locked" / "runs").native()}, options);
        QCOMPARE(denied.exitCode, 1);
        QVERIFY2(denied.err.find("Permission denied; trainer.run_dir=DIR") != std::string::npos, denied.err.c_str());
    }

    void aFullDiskLeavesNoHalfFile()
    {
        const fs::path disk = *m_folder / "disk";
        fs::create_directory(disk);
        if (::mount("none", disk.c_str(), "tmpfs", 0, "size=64k") != 0)
            QSKIP("a small disk cannot be mounted here");
        // Features of ten songs of 3 s take 600 kB.
        const ProcessResult result = fit({"data.cache=" + (disk / "cache").native()});
        const auto cache = folderContents(disk / "cache", HiddenFiles::Include);
        const ProcessResult second = fit({"trainer.run_dir=" + (disk / "runs").native(), "trainer.max_epochs=3000"});
        const auto files = folderContents(disk / "runs", HiddenFiles::Include);
        ::umount2(disk.c_str(), MNT_DETACH);
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.err.find("No space left on device") != std::string::npos, result.err.c_str());
        QVERIFY(!fs::exists(run()));
        for (const auto& [name, bytes] : cache)
            QVERIFY2(!name.starts_with('.') && !bytes.empty(), name.c_str());
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.err.find("No space left on device") != std::string::npos, second.err.c_str());
        for (const auto& [name, bytes] : files)
            QVERIFY2(name.find(".csv") == std::string::npos || bytes.empty() || bytes.ends_with('\n'), name.c_str());
    }

    void twoProgramsDoNotTrainInOneFolder()
    {
        qputenv("TEMPNETIC_FAKE_STEP_MS", "500");
        ProcessOptions options;
        ProcessResult other;
        options.whileRunning = [&](pid_t process) {
            QVERIFY(waitFor(run() / "config.yaml"));
            other = runProcess(kProgram, {"fit", "--resume", run().native()});
            ::kill(process, SIGKILL);
        };
        static_cast<void>(fit({}, options));
        QCOMPARE(other.exitCode, 1);
        QVERIFY2(other.err.find("another tempnetic is training in it") != std::string::npos, other.err.c_str());
    }

private:
    [[nodiscard]] fs::path run() const { return *m_folder / "runs" / "test"; }

    /// Two steps an epoch, unless the words say otherwise.
    [[nodiscard]] ProcessResult fit(const std::vector<std::string>& words, const ProcessOptions& options = {}) const
    {
        std::vector<std::string> all{"fit",
                                     "data.root=" + (*m_music / "set").native(),
                                     "trainer.batch_size=4",
                                     "trainer.max_epochs=4",
                                     "trainer.name=test",
                                     "trainer.run_dir=" + (*m_folder / "runs").native()};
        all.insert(all.end(), words.begin(), words.end());
        return runProcess(kProgram, all, options);
    }

    std::unique_ptr<TempFolder> m_music;
    std::unique_ptr<TempFolder> m_folder;
};

QTEST_APPLESS_MAIN(TestFitCommand)
#include "tst_fit_command.moc"
