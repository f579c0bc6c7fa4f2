// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/scan_cache.h"
#include "engine/datasets/scan_record.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <csignal>
#include <fstream>
#include <memory>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <xxhash.h>

using namespace tempo;

namespace {

TrackScan numbered(int number)
{
    TrackScan scan;
    scan.audio.emplace();
    scan.audio->container = "wav";
    scan.audio->codec = "pcm_s16le";
    scan.audio->sourceRate = SampleRate{22050.0};
    scan.audio->channels = 2;
    scan.audio->declaredDuration = Seconds{30.25};
    scan.audio->decodedDuration = Seconds{0.1 + number};
    scan.audio->nSamples = number;
    scan.audio->peak = 0.7;
    scan.audio->clippedShare = 1.0 / 3.0;
    scan.audio->nonFiniteSamples = 5;
    scan.audio->packets = 6;
    scan.audio->brokenPackets = 7;
    scan.audio->problems = {{AudioFault::Truncated, "declares \"30 s\" \xC3\xA9"}, {AudioFault::NonFinite, ""}};
    scan.hash = AudioHash{1, 2, 3, static_cast<std::uint8_t>(number)};
    scan.fingerprint = {0U, 0xFFFFFFFFU, 0x12345678U, static_cast<std::uint32_t>(number)};
    return scan;
}

void compareScans(const TrackScan& a, const TrackScan& b)
{
    QCOMPARE(toRecord(a), toRecord(b));
}

/// On a drive that is not plugged in: what is not there is not known to be gone.
std::filesystem::path trackName(int number)
{
    return "/mnt/no such drive/track" + std::to_string(number) + ".wav";
}

} // namespace

class TestScanCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        std::filesystem::create_directory(file().parent_path());
    }

    void recordsKeepEverything()
    {
        const TrackScan scan = numbered(3);
        const std::optional<TrackScan> back = fromRecord(toRecord(scan));
        QVERIFY(back);
        QCOMPARE(back->audio->container, scan.audio->container);
        QCOMPARE(back->audio->codec, scan.audio->codec);
        QCOMPARE(back->audio->sourceRate.value(), scan.audio->sourceRate.value());
        QCOMPARE(back->audio->channels, scan.audio->channels);
        QCOMPARE(back->audio->declaredDuration->value(), scan.audio->declaredDuration->value());
        QVERIFY(back->audio->decodedDuration.value() == scan.audio->decodedDuration.value());
        QCOMPARE(back->audio->nSamples, scan.audio->nSamples);
        QVERIFY(back->audio->clippedShare == scan.audio->clippedShare);
        QCOMPARE(back->audio->nonFiniteSamples, scan.audio->nonFiniteSamples);
        QCOMPARE(back->audio->packets, scan.audio->packets);
        QCOMPARE(back->audio->brokenPackets, scan.audio->brokenPackets);
        QCOMPARE(back->audio->problems.size(), scan.audio->problems.size());
        QCOMPARE(back->audio->problems[0].fault, AudioFault::Truncated);
        QCOMPARE(back->audio->problems[0].detail, scan.audio->problems[0].detail);
        QVERIFY(back->hash == scan.hash);
        QCOMPARE(back->fingerprint, scan.fingerprint);

        TrackScan silent;
        silent.audio.emplace();
        const std::optional<TrackScan> bare = fromRecord(toRecord(silent));
        QVERIFY(bare && !bare->hash && !bare->audio->declaredDuration && bare->fingerprint.empty());
    }

    void aFlippedBitOfARecordIsNoticed()
    {
        const std::vector<std::uint8_t> record = toRecord(numbered(3));
        for (std::size_t i = 0; i < record.size(); ++i) {
            std::vector<std::uint8_t> damaged(record);
            damaged[i] ^= 0x10U;
            QVERIFY(!fromRecord(damaged));
        }
        for (std::size_t length = 0; length < record.size(); ++length)
            QVERIFY(!fromRecord(std::span(record).first(length)));
    }

    void aRecordOfSomethingElseIsNone()
    {
        // A whole record by its checksum, but its content is an empty list.
        std::vector<std::uint8_t> record{0x80};
        const std::uint64_t checksum = XXH3_64bits(record.data(), record.size());
        for (unsigned shift = 0; shift < 64; shift += 8)
            record.push_back(static_cast<std::uint8_t>(checksum >> shift));
        QVERIFY(!fromRecord(record));
    }

    void whatWasStoredIsFoundByTheNextProgram()
    {
        const FileState state{.size = 100, .modifiedNanoseconds = 123456789012345678};
        {
            ScanCache cache(file());
            QVERIFY(!cache.find(trackName(1), state));
            cache.store(trackName(1), state, numbered(1));
        }
        ScanCache cache(file());
        const auto found = cache.find(trackName(1), state);
        QVERIFY(found);
        compareScans(*found, numbered(1));
        QVERIFY(!cache.find(trackName(2), state));
        QVERIFY(!cache.find(trackName(1), {.size = 101, .modifiedNanoseconds = state.modifiedNanoseconds}));
        QVERIFY(!cache.find(trackName(1), {.size = 100, .modifiedNanoseconds = state.modifiedNanoseconds + 1}));
        QVERIFY(cache.takeMessages().empty());
    }

    void namesAreAnyBytes()
    {
        ScanCache cache(file());
        const std::filesystem::path odd("/mnt/no such drive/caf\xE9\n'\".wav");
        cache.store(odd, {.size = 1}, numbered(1));
        QVERIFY(cache.find(odd, {.size = 1}));
    }

    void unchangedAudioIsReadOnce()
    {
        const auto path = audio("a.wav", 1);
        ScanCache cache(file());
        const TrackScan first = cache.scan(path);
        QCOMPARE(cache.hits(), std::size_t{0});
        compareScans(cache.scan(path), first);
        QCOMPARE(cache.hits(), std::size_t{1});
        // The same file by another name of its folder.
        compareScans(cache.scan(path.parent_path() / "." / "a.wav"), first);
        QCOMPARE(cache.hits(), std::size_t{2});
    }

    void changedAudioIsReadAgain()
    {
        const auto path = audio("a.wav", 1);
        ScanCache cache(file());
        const TrackScan first = cache.scan(path);
        audio("a.wav", 2); // as long as before, and older than two seconds, too
        std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
        const TrackScan second = cache.scan(path);
        QCOMPARE(cache.hits(), std::size_t{0});
        QVERIFY(first.hash != second.hash);
        cache.scan(path);
        QCOMPARE(cache.hits(), std::size_t{1});
    }

    void audioThatChangedJustNowIsNotRemembered()
    {
        const auto path = audio("a.wav", 1);
        std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now());
        ScanCache cache(file());
        cache.scan(path);
        cache.scan(path);
        QCOMPARE(cache.hits(), std::size_t{0});
    }

    void missingAudioIsNotRemembered()
    {
        ScanCache cache(file());
        QVERIFY(cache.scan(folder() / "none.wav").error);
        QVERIFY(cache.scan(folder() / "none.wav").error);
        QCOMPARE(cache.hits(), std::size_t{0});
    }

    void entriesOfDeletedFilesGo()
    {
        const auto path = [this](int number) { return folder() / ("track" + std::to_string(number)); };
        {
            ScanCache cache(file());
            for (int number = 0; number < 40; ++number) {
                std::ofstream(path(number)) << "x";
                cache.store(path(number), {.size = number}, numbered(number));
            }
            cache.store(trackName(0), {.size = 0}, numbered(0));
        }
        for (int number = 0; number < 40; number += 2)
            std::filesystem::remove(path(number));
        {
            ScanCache reader(file());
            QVERIFY(reader.find(path(0), {.size = 0})); // who only reads drops nothing
            ScanCache writer(file());
            writer.store(path(41), {.size = 41}, numbered(41));
            QVERIFY(!reader.find(path(0), {.size = 0}));
            QVERIFY(reader.find(path(1), {.size = 1}));
            QVERIFY(reader.takeMessages().empty() && writer.takeMessages().empty());
        }
        ScanCache cache(file());
        for (int number = 0; number < 40; ++number)
            QCOMPARE(cache.find(path(number), {.size = number}).has_value(), number % 2 == 1);
        QVERIFY(cache.find(trackName(0), {.size = 0}));
    }

    void noFileMeansNoCache()
    {
        ScanCache cache({});
        const auto path = audio("a.wav", 1);
        QVERIFY(cache.scan(path).hash);
        QVERIFY(cache.scan(path).hash);
        QCOMPARE(cache.hits(), std::size_t{0});
        QVERIFY(cache.takeMessages().empty());
    }

    void aFolderThatCannotBeMadeIsAMessage()
    {
        std::ofstream(folder() / "plain") << "x";
        ScanCache cache(folder() / "plain" / "scan.sqlite");
        QVERIFY(cache.scan(audio("a.wav", 1)).hash);
        const auto messages = cache.takeMessages();
        QCOMPARE(messages.size(), std::size_t{1});
        QVERIFY(messages[0].find("cannot be used") != std::string::npos);
        QVERIFY(cache.takeMessages().empty());
    }

    void unusableFilesAreSetAside_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("not a database") << "text";
        QTest::newRow("cut off") << "cut";
        QTest::newRow("overwritten in the middle") << "middle";
        QTest::newRow("newer schema") << "newer";
        QTest::newRow("database of another program") << "foreign";
    }

    void unusableFilesAreSetAside()
    {
        QFETCH(const QString, kind);
        if (kind != "text")
            fill(200);
        if (kind == "text")
            std::ofstream(file()) << std::string(5000, 'x');
        else if (kind == "cut")
            std::filesystem::resize_file(file(), std::filesystem::file_size(file()) / 2);
        else if (kind == "middle")
            overwrite(4096, std::string(std::filesystem::file_size(file()) - 4096, '\x55'));
        else if (kind == "newer")
            overwrite(60, std::string("\0\0\0\x63", 4)); // user_version in SQLite's file header
        else if (kind == "foreign")
            overwrite(68, "abcd"); // application_id in SQLite's file header

        ScanCache cache(file());
        for (int number = 0; number < 200; ++number)
            static_cast<void>(cache.find(trackName(number), {.size = number}));
        const auto messages = cache.takeMessages();
        QCOMPARE(messages.size(), std::size_t{1});
        QVERIFY2(messages[0].find("renamed to scan.sqlite.") != std::string::npos, messages[0].c_str());
        const std::string name = kind == "newer" ? "newer-1" : kind == "foreign" ? "foreign-1" : "damaged-1";
        QVERIFY(std::filesystem::exists(file().native() + "." + name));

        cache.store(trackName(1), {.size = 1}, numbered(1));
        QVERIFY(cache.find(trackName(1), {.size = 1}));
        QVERIFY(cache.takeMessages().empty());
        QVERIFY(ScanCache(file()).find(trackName(1), {.size = 1}));
    }

    void anOlderSchemaIsBegunAnew()
    {
        fill(1);
        overwrite(60, std::string(4, '\0'));
        ScanCache cache(file());
        QVERIFY(!cache.find(trackName(0), {.size = 0}));
        cache.store(trackName(0), {.size = 0}, numbered(0));
        QVERIFY(cache.find(trackName(0), {.size = 0}));
        QVERIFY(cache.takeMessages().empty());
    }

    void aDamagedFileThatIsInUseIsLeftAlone()
    {
        fill(1);
        const ScanCache user(file());
        overwrite(60, std::string("\0\0\0\x63", 4));
        ScanCache cache(file());
        const auto messages = cache.takeMessages();
        QCOMPARE(messages.size(), std::size_t{1});
        QVERIFY(messages[0].find("another program has it open") != std::string::npos);
        QVERIFY(!std::filesystem::exists(file().native() + ".newer-1"));
        QVERIFY(cache.scan(audio("a.wav", 1)).hash);
    }

    void aKillLosesNoFinishedTrack()
    {
        // The child tells each finished track through a pipe and is killed while it goes on.
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            ScanCache cache(file());
            for (int number = 0;; ++number) {
                cache.store(trackName(number), {.size = number}, numbered(number % 100));
                if (::write(ends[1], "x", 1) != 1)
                    ::_exit(1);
            }
        }
        ::close(ends[1]);
        constexpr int kFinished = 300;
        int told = 0;
        char byte = 0;
        while (told < kFinished && ::read(ends[0], &byte, 1) == 1)
            ++told;
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        ::close(ends[0]);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(told, kFinished);

        ScanCache cache(file());
        for (int number = 0; number < kFinished; ++number) {
            const auto found = cache.find(trackName(number), {.size = number});
            QVERIFY2(found, std::to_string(number).c_str());
            compareScans(*found, numbered(number % 100));
        }
        QVERIFY(cache.takeMessages().empty());
    }

    void twoProgramsMayWriteAtOnce()
    {
        constexpr int kEach = 300;
        pid_t children[2];
        for (int c = 0; c < 2; ++c) {
            children[c] = ::fork();
            QVERIFY(children[c] >= 0);
            if (children[c] == 0) {
                ScanCache cache(file());
                for (int number = c; number < 2 * kEach; number += 2)
                    cache.store(trackName(number), {.size = number}, numbered(number % 100));
                ::_exit(cache.takeMessages().empty() ? 0 : 1);
            }
        }
        for (const pid_t child : children) {
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QVERIFY(WIFEXITED(status));
            QCOMPARE(WEXITSTATUS(status), 0);
        }
        ScanCache cache(file());
        for (int number = 0; number < 2 * kEach; ++number)
            QVERIFY(cache.find(trackName(number), {.size = number}));
    }

    void threadsMayShareOneCache()
    {
        ScanCache cache(file());
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 3; ++t)
                threads.emplace_back([&cache, t] {
                    for (int number = t; number < 150; number += 3) {
                        cache.store(trackName(number), {.size = number}, numbered(number));
                        static_cast<void>(cache.find(trackName(number / 2), {.size = number / 2}));
                    }
                });
        }
        for (int number = 0; number < 150; ++number)
            QVERIFY(cache.find(trackName(number), {.size = number}));
        QVERIFY(cache.takeMessages().empty());
    }

    void theUsualPlaceFollowsTheXdgRules()
    {
        qputenv("XDG_CACHE_HOME", "/x/cache");
        qputenv("HOME", "/home/ada");
        QCOMPARE(defaultScanCachePath(), std::filesystem::path("/x/cache/tempnetic/scan.sqlite"));
        qputenv("XDG_CACHE_HOME", "relative");
        QCOMPARE(defaultScanCachePath(), std::filesystem::path("/home/ada/.cache/tempnetic/scan.sqlite"));
        qunsetenv("XDG_CACHE_HOME");
        QCOMPARE(defaultScanCachePath(), std::filesystem::path("/home/ada/.cache/tempnetic/scan.sqlite"));
        qunsetenv("HOME");
        QCOMPARE(defaultScanCachePath(), std::filesystem::path());
    }

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    [[nodiscard]] std::filesystem::path file() const { return folder() / "cache" / "scan.sqlite"; }

    /// A clip of always the same length, last changed an hour ago.
    std::filesystem::path audio(const char* name, unsigned seed) const
    {
        const auto path = folder() / name;
        test::writeWav(path, test::rhythmClip(120.0, 4.0, seed));
        std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
        return path;
    }

    void fill(int count) const
    {
        ScanCache cache(file());
        for (int number = 0; number < count; ++number)
            cache.store(trackName(number), {.size = number}, numbered(number % 100));
    }

    void overwrite(std::streamoff offset, const std::string& bytes) const
    {
        std::fstream stream(file(), std::ios::binary | std::ios::in | std::ios::out);
        stream.seekp(offset);
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestScanCache)
#include "tst_scan_cache.moc"
