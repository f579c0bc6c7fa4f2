// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <csignal>
#include <fstream>
#include <memory>

using namespace tempo::test;

namespace {

const std::filesystem::path kProgram = TEMPNETIC_PROGRAM;

QJsonObject objectOf(const std::string& json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

} // namespace

class TestScanCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = std::filesystem::canonical(m_temporary->path().toStdString());
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((m_folder / "cache").native()));
        std::filesystem::create_directory(m_folder / "set");
        addTrack("a", 100.0);
        addTrack("b", 120.0);
    }

    void aCleanDatasetHasNoProblems()
    {
        const ProcessResult result = scan({"set"});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.err, std::string());
        QVERIFY2(result.out.find("2 tracks: 2 with audio, 2 readable, 2 with a tempo") != std::string::npos,
                 result.out.c_str());
        QVERIFY(result.out.find("No problems found.") != std::string::npos);
        QCOMPARE(scan({"set", "--strict"}).exitCode, 0);
    }

    void problemsAreAResultUnlessTheScanIsStrict()
    {
        addTrack("fast", 300.0);
        std::ofstream(m_folder / "set" / "broken.wav") << "this is not audio";
        std::ofstream(m_folder / "set" / "broken.bpm") << "100\n";
        const ProcessResult result = scan({"set"});
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.out.find("broken: ") != std::string::npos);
        QVERIFY(result.out.find("fast: 300.0 BPM is outside 40 to 250 BPM") != std::string::npos);
        const ProcessResult strict = scan({"set", "--strict"});
        QCOMPARE(strict.exitCode, 1);
        QCOMPARE(strict.out, result.out);
        QVERIFY(scan({"set", "--range", "40:310"}).out.find("is outside") == std::string::npos);
    }

    void jsonAndCsvAreWholeDocuments()
    {
        const QJsonObject json = objectOf(scan({"set", "--json"}).out);
        QCOMPARE(json["tracks"].toArray().size(), 2);
        QCOMPARE(json["tracks"][0]["id"].toString(), QString("a"));
        QCOMPARE(json["tracks"][1]["bpm"].toDouble(), 120.0);
        QVERIFY(scan({"set", "--csv"}).out.starts_with("id,genre,audio,bpm,"));
        QCOMPARE(scan({"set", "--csv", "--json"}).exitCode, 2);
    }

    void theReportIsWrittenIntoAFolder()
    {
        const ProcessResult result = scan({"set", "--out", "new/report", "--log"});
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.out.find("Report: new/report/report.html") != std::string::npos);
        const std::filesystem::path folder = m_folder / "new" / "report";
        QVERIFY(contentOf(folder / "report.html").starts_with("<!DOCTYPE html>"));
        QCOMPARE(contentOf(folder / "report.json"), scan({"set", "--json", "--log"}).out);
        QCOMPARE(contentOf(folder / "tracks.csv"), scan({"set", "--csv", "--log"}).out);
    }

    void aFolderThatCannotBeWrittenIsAnError()
    {
        std::ofstream(m_folder / "plain") << "x";
        const ProcessResult result = scan({"set", "--out", "plain/report"});
        QCOMPARE(result.exitCode, 1);
        QVERIFY(result.err.starts_with("tempnetic: plain/report: "));
    }

    void nothingToScanIsAnError()
    {
        std::filesystem::create_directory(m_folder / "empty");
        for (const char* const name : {"empty", "gone"}) {
            const ProcessResult result = scan({name});
            QCOMPARE(result.exitCode, 1);
            QCOMPARE(result.out, std::string());
            QVERIFY2(result.err.find(name) != std::string::npos, result.err.c_str());
        }
    }

    void anUnknownReferenceIsWrongUsage()
    {
        const ProcessResult result = scan({"set", "--reference", "mine"});
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.err.find("no reference 'mine'") != std::string::npos);
    }

    void theSecondScanReadsOnlyWhatChanged()
    {
        const std::string first = scan({"set", "--csv"}).out;
        const auto path = m_folder / "set" / "a.wav";
        const auto time = std::filesystem::last_write_time(path);
        dropContent(path);
        QCOMPARE(scan({"set", "--csv"}).out, first);
        QVERIFY(scan({"set", "--csv", "--no-cache"}).out != first);
        std::filesystem::last_write_time(path, time + std::chrono::seconds(1));
        QVERIFY(scan({"set", "--csv"}).out != first);
    }

    void anInterruptedScanSaysHowFarItCameAndGoesOn()
    {
        const auto endless = m_folder / "set" / "c.wav";
        writeLongWav(endless, 4'000'000'000U);
        std::ofstream(m_folder / "set" / "c.bpm") << "90\n";
        addTrack("d", 140.0);
        const ProcessResult stopped = scan({"set", "--jobs", "1"}, [&](pid_t process) {
            QVERIFY(waitUntilOpen(process, endless));
            ::kill(process, SIGINT);
        });
        QCOMPARE(stopped.exitCode, 128 + SIGINT);
        QCOMPARE(stopped.out, std::string());
        QCOMPARE(stopped.err,
                 std::string("tempnetic: stopped after 2 of 4 files; the same command goes on from there\n"));

        addTrack("c", 90.0);
        // What was read before the stop is only known to the cache now.
        for (const char* const name : {"a.wav", "b.wav"})
            dropContent(m_folder / "set" / name);
        const ProcessResult completed = scan({"set", "--jobs", "1"});
        QCOMPARE(completed.exitCode, 0);
        QCOMPARE(completed.err, std::string());
        QVERIFY2(completed.out.find("4 tracks: 4 with audio, 4 readable") != std::string::npos, completed.out.c_str());
        QVERIFY(completed.out.find("No problems found.") != std::string::npos);
    }

    void aDamagedCacheIsAMessage()
    {
        const std::string first = scan({"set"}).out;
        std::ofstream(m_folder / "cache" / "tempnetic" / "scan.sqlite") << std::string(9000, 'x');
        const ProcessResult result = scan({"set"});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out, first);
        QVERIFY(result.err.find("is damaged") != std::string::npos);
        QVERIFY(result.err.find("renamed to scan.sqlite.damaged-1") != std::string::npos);
        QCOMPARE(scan({"set"}).err, std::string());
    }

    void anyNumberOfJobsGivesTheSameOutput()
    {
        for (int i = 0; i < 6; ++i)
            addTrack("more" + std::to_string(i), 80.0 + i);
        const std::string one = scan({"set", "--json", "--no-cache", "--jobs", "1"}).out;
        QCOMPARE(scan({"set", "--json", "--no-cache", "--jobs", "7"}).out, one);
    }

private:
    ProcessResult scan(std::vector<std::string> arguments, const std::function<void(pid_t)>& whileRunning = {})
    {
        arguments.insert(arguments.begin(), "scan");
        return runProcess(kProgram, arguments, {.folder = m_folder, .whileRunning = whileRunning});
    }

    /// With the audio gone but size and time kept, only a remembered result can be the same as before.
    static void dropContent(const std::filesystem::path& path)
    {
        const auto time = std::filesystem::last_write_time(path);
        const auto size = std::filesystem::file_size(path);
        std::ofstream(path, std::ios::trunc).close();
        std::filesystem::resize_file(path, size);
        std::filesystem::last_write_time(path, time);
    }

    static std::string contentOf(const std::filesystem::path& path)
    {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    void addTrack(const std::string& name, double bpm)
    {
        const auto path = m_folder / "set" / (name + ".wav");
        writeWav(path, rhythmClip(bpm > 250.0 ? bpm / 2.0 : bpm, 4.0, 1));
        std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
        std::ofstream(m_folder / "set" / (name + ".bpm")) << bpm << "\n";
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
};

QTEST_GUILESS_MAIN(TestScanCommand)
#include "tst_scan_command.moc"
