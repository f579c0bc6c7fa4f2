// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"
#include "tests/support/folder_contents.h"

#include <QTemporaryDir>
#include <QTest>
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;

ProcessResult synth(const std::filesystem::path& folder, std::vector<std::string> options,
                    const ProcessOptions& process = {})
{
    options.insert(options.begin(), {"synth", folder});
    return runProcess(kProgram, options, process);
}

std::size_t countAudio(const std::filesystem::path& folder)
{
    std::size_t count = 0;
    std::error_code ignored;
    for (std::filesystem::recursive_directory_iterator it(folder, ignored), end; it != end; it.increment(ignored))
        count += it->path().extension() == ".wav" ? 1 : 0;
    return count;
}

/// Sends a signal once there are some clips.
ProcessOptions signalledAfter(std::size_t nClips, const std::filesystem::path& folder, int signal)
{
    return {.whileRunning = [=](pid_t process) {
        for (int i = 0; i < 6000 && countAudio(folder) < nClips; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        ::kill(process, signal);
    }};
}

} // namespace

class TestSynthCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void corpusHasGtzansShape();
    void numberOfJobsDoesNotMatter();
    void aKilledRunIsCompletedToTheSameBytes();
    void anInterruptedRunSaysHowFarItCame();
    void aFinishedCorpusIsLeftAlone();
    void otherOptionsAreRefused();
    void aFolderWithOtherThingsIsRefused();
    void wrongOptionsAreWrongUsage();
    void missingSoundFontIsOneLine();

private:
    [[nodiscard]] std::filesystem::path folder(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    QTemporaryDir m_folder;
    std::map<std::string, std::string> m_reference; ///< one clip a genre, made without a break
};

void TestSynthCommand::initTestCase()
{
    const ProcessResult result = synth(folder("reference"), {"--tracks-per-genre", "1"});
    if (result.err.find("sound font") != std::string::npos)
        QSKIP("no sound font is installed");
    QCOMPARE(result.err, std::string());
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.out.ends_with(": 10 clips, 10 of them new\n"));
    m_reference = folderContents(folder("reference"));
}

void TestSynthCommand::corpusHasGtzansShape()
{
    QCOMPARE(m_reference.size(), std::size_t{32});
    for (const char* name : {"README.md", "tempnetic-corpus.json", "genres/rock/rock.00000.wav",
                             "tempo/gtzan_rock_00000.bpm", "beats/gtzan_rock_00000.beats"})
        QVERIFY2(m_reference.contains(name), name);
    QVERIFY(m_reference["README.md"].find("Terms") != std::string::npos);
}

void TestSynthCommand::numberOfJobsDoesNotMatter()
{
    QCOMPARE(synth(folder("jobs"), {"--tracks-per-genre", "1", "--jobs", "3"}).exitCode, 0);
    QVERIFY(folderContents(folder("jobs")) == m_reference);
}

void TestSynthCommand::aKilledRunIsCompletedToTheSameBytes()
{
    const std::filesystem::path target = folder("killed");
    const ProcessResult killed = synth(target, {"--tracks-per-genre", "1"}, signalledAfter(3, target, SIGKILL));
    QCOMPARE(killed.exitCode, 128 + SIGKILL);
    QVERIFY(countAudio(target) < 10);
    // What a kill in the middle of a write leaves behind.
    std::ofstream(target / "genres" / "rock" / ".rock.00000.wav.Ab12Cd") << "half";
    const ProcessResult completed = synth(target, {"--tracks-per-genre", "1"});
    QCOMPARE(completed.exitCode, 0);
    QVERIFY(folderContents(target) == m_reference);
    QVERIFY(!std::filesystem::exists(target / "genres" / "rock" / ".rock.00000.wav.Ab12Cd"));
}

void TestSynthCommand::anInterruptedRunSaysHowFarItCame()
{
    const std::filesystem::path target = folder("interrupted");
    const ProcessResult result = synth(target, {"--tracks-per-genre", "2"}, signalledAfter(2, target, SIGINT));
    QCOMPARE(result.exitCode, 128 + SIGINT);
    QVERIFY2(result.err.find("of 20 clips; the same command goes on") != std::string::npos, result.err.c_str());
    for (const auto& [name, bytes] : folderContents(target, HiddenFiles::Include))
        QVERIFY2(name == ".tempnetic-lock" || !name.starts_with('.'), name.c_str());
}

void TestSynthCommand::aFinishedCorpusIsLeftAlone()
{
    const auto before = std::filesystem::last_write_time(folder("reference") / "genres/rock/rock.00000.wav");
    const ProcessResult result = synth(folder("reference"), {"--tracks-per-genre", "1"});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.out.ends_with(": 10 clips, 0 of them new\n"));
    QVERIFY(std::filesystem::last_write_time(folder("reference") / "genres/rock/rock.00000.wav") == before);
}

void TestSynthCommand::otherOptionsAreRefused()
{
    const ProcessResult result = synth(folder("reference"), {"--tracks-per-genre", "1", "--seed", "2"});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.err.find("was begun with other options") != std::string::npos);
    QVERIFY(folderContents(folder("reference")) == m_reference);
}

void TestSynthCommand::aFolderWithOtherThingsIsRefused()
{
    std::filesystem::create_directory(folder("mine"));
    std::ofstream(folder("mine") / "thesis.txt") << "precious";
    const ProcessResult result = synth(folder("mine"), {"--tracks-per-genre", "1"});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.err.find("is not empty") != std::string::npos);
    QCOMPARE(folderContents(folder("mine"), HiddenFiles::Include).size(), std::size_t{1});
}

void TestSynthCommand::wrongOptionsAreWrongUsage()
{
    QCOMPARE(synth(folder("none"), {"--tracks-per-genre", "0"}).exitCode, 2);
    QCOMPARE(synth(folder("none"), {"--tracks-per-genre", "100001"}).exitCode, 2);
    QCOMPARE(synth(folder("none"), {"--tracks-per-genre", "1", "--faults"}).exitCode, 2);
    QCOMPARE(synth(folder("none"), {"--seed", "-1"}).exitCode, 2);
    QCOMPARE(synth(folder("none"), {"--jobs", "0"}).exitCode, 2);
    QCOMPARE(runProcess(kProgram, {"synth"}).exitCode, 2);
    QVERIFY(!std::filesystem::exists(folder("none")));
}

void TestSynthCommand::missingSoundFontIsOneLine()
{
    const ProcessResult result = synth(folder("none"), {"--soundfont", "/nonexistent.sf2"});
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.err, std::string("tempnetic: /nonexistent.sf2: cannot be read as a sound font\n"));
    QVERIFY(!std::filesystem::exists(folder("none")));
}

QTEST_APPLESS_MAIN(TestSynthCommand)
#include "tst_synth_command.moc"
