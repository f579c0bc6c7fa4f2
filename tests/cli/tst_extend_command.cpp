// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"
#include "tests/support/audio_files.h"
#include "tests/support/folder_contents.h"
#include "tests/support/signals.h"

#include <QTemporaryDir>
#include <QTest>
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;
constexpr int kTracks = 6;

/// A small folder of annotated music: 2 s each, one genre folder.
void writeDataset(const std::filesystem::path& root)
{
    for (const char* name : {"genres/rock", "tempo", "beats"})
        std::filesystem::create_directories(root / name);
    for (int i = 0; i < kTracks; ++i) {
        const std::string number = "0000" + std::to_string(i);
        writeWav(root / "genres/rock" / ("rock." + number + ".wav"), clickTrack(100.0 + i, 2.0));
        std::ofstream(root / "tempo" / ("gtzan_rock_" + number + ".bpm")) << 100 + i << "\n";
        std::ofstream(root / "beats" / ("gtzan_rock_" + number + ".beats")) << "0.000\t1\n0.600\t2\n1.200\t3\n";
    }
}

ProcessResult extend(const std::filesystem::path& source, const std::filesystem::path& output,
                     const std::vector<std::string>& options, const ProcessOptions& process = {})
{
    std::vector<std::string> words{"extend", source, output};
    words.insert(words.end(), options.begin(), options.end());
    return runProcess(kProgram, words, process);
}

} // namespace

class TestExtendCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void outputIsADatasetAgain();
    void theSourceIsUntouched();
    void aKilledRunIsCompletedToTheSameBytes();
    void oneBadFileDoesNotEndTheBatch();
    void outputWithinTheSourceIsRefused();
    void aFolderWithOtherThingsIsRefused();
    void wrongFactorsAreWrongUsage();

private:
    [[nodiscard]] std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestExtendCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    writeDataset(path("source"));
}

void TestExtendCommand::outputIsADatasetAgain()
{
    const ProcessResult result = extend(path("source"), path("out"), {"--factors", "0.8,1.25"});
    QCOMPARE(result.err, std::string());
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.out.ends_with(": 12 recordings, 12 of them new\n"));
    const auto files = folderContents(path("out"));
    QVERIFY(files.contains("audio/rock/rock.00003-x0.80.wav"));
    QVERIFY(files.at("tempo/rock.00003-x0.80.bpm").starts_with("8.24"));
    // 0.6 / 0.8 as doubles have it: nothing is rounded on the way.
    QVERIFY(files.at("beats/rock.00003-x0.80.beats").find("0.7499999999999999\t2") != std::string::npos);
    QVERIFY(files.at("manifest.csv").find(",rock.00003\n") != std::string::npos);
    // What comes out goes in again, by its manifest and by its folder.
    for (const char* again : {"out/manifest.csv", "out"}) {
        const ProcessResult second = extend(path(again), path("second"), {"--factors", "1.1"});
        QCOMPARE(second.err, std::string());
        QVERIFY(second.out.ends_with(": 12 recordings, 12 of them new\n"));
        std::filesystem::remove_all(path("second"));
    }
}

void TestExtendCommand::theSourceIsUntouched()
{
    const auto before = folderContents(path("source"), HiddenFiles::Include);
    QCOMPARE(extend(path("source"), path("out"), {"--factors", "1.1"}).exitCode, 0);
    QVERIFY(folderContents(path("source"), HiddenFiles::Include) == before);
}

void TestExtendCommand::aKilledRunIsCompletedToTheSameBytes()
{
    QCOMPARE(extend(path("source"), path("whole"), {}).exitCode, 0);
    const std::filesystem::path target = path("killed");
    const ProcessOptions killed{.whileRunning = [&](pid_t process) {
        for (int i = 0; i < 6000 && !std::filesystem::exists(target / "audio/rock/rock.00001-x0.70.wav"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        ::kill(process, SIGKILL);
    }};
    QCOMPARE(extend(path("source"), target, {}, killed).exitCode, 128 + SIGKILL);
    QVERIFY(!std::filesystem::exists(target / "manifest.csv"));
    QCOMPARE(extend(path("source"), target, {}).exitCode, 0);
    QVERIFY(folderContents(target) == folderContents(path("whole")));
}

void TestExtendCommand::oneBadFileDoesNotEndTheBatch()
{
    std::ofstream(path("source") / "genres/rock/rock.00002.wav") << "no audio";
    std::filesystem::remove(path("source") / "tempo/gtzan_rock_00004.bpm");
    std::filesystem::remove(path("source") / "beats/gtzan_rock_00004.beats");
    const ProcessResult result = extend(path("source"), path("out"), {"--factors", "1.1"});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.out.ends_with(": 4 recordings, 4 of them new\n"));
    QVERIFY(result.err.find("tempnetic: rock.00002-x1.10: ") != std::string::npos);
    QVERIFY(result.err.find("tempnetic: rock.00004: has no tempo to scale\n") != std::string::npos);
    QVERIFY(!folderContents(path("out")).contains("tempo/rock.00002-x1.10.bpm"));
}

void TestExtendCommand::outputWithinTheSourceIsRefused()
{
    const ProcessResult result = extend(path("source"), path("source/genres/new"), {});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.err.find("lies within the dataset") != std::string::npos);
    QVERIFY(!std::filesystem::exists(path("source/genres/new")));
}

void TestExtendCommand::aFolderWithOtherThingsIsRefused()
{
    std::filesystem::create_directory(path("mine"));
    std::ofstream(path("mine") / "thesis.txt") << "precious";
    const ProcessResult result = extend(path("source"), path("mine"), {});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.err.find("is not empty") != std::string::npos);
}

void TestExtendCommand::wrongFactorsAreWrongUsage()
{
    for (const char* factors : {"0", "0.8,0.8", "9", "fast"}) {
        const ProcessResult result = extend(path("source"), path("out"), {"--factors", factors});
        QVERIFY2(result.exitCode == 2, factors);
        QVERIFY(!std::filesystem::exists(path("out")));
    }
}

QTEST_APPLESS_MAIN(TestExtendCommand)
#include "tst_extend_command.moc"
