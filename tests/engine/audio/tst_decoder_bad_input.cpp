// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "tests/engine/audio/fixtures.h"

#include <QtTest/QTest>

#include <random>

#include <sys/stat.h>
#include <unistd.h>

using namespace tempo;
using namespace tempo::test;

namespace {

std::string noise(std::size_t count)
{
    std::mt19937 generator(7); // its sequence is laid down by the standard
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i)
        bytes += static_cast<char>(generator() & 0xFFU);
    return bytes;
}

std::string detailOf(const AudioReport& report, AudioFault fault)
{
    const AudioProblem* problem = report.find(fault);
    return problem != nullptr ? problem->detail : std::string();
}

/// The message of the Error(FileAccess) that reading throws; empty if it throws none.
std::string fileError(const std::filesystem::path& path)
{
    try {
        readAudio(path);
    } catch (const Error& error) {
        return error.code() == ErrorCode::FileAccess ? error.message() : std::string();
    }
    return {};
}

/// Drops root's rights over other users' files while it lives, for what only permission bits can show.
class AsNobody {
public:
    AsNobody() : m_isDropped(::geteuid() == 0 && ::seteuid(65534) == 0) {}
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;
    ~AsNobody()
    {
        if (m_isDropped && ::seteuid(0) != 0)
            std::abort();
    }

private:
    bool m_isDropped;
};

} // namespace

class TestDecoderBadInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotAudioIsUndecodable_data();
    void whatIsNotAudioIsUndecodable();
    void anEmptyFileIsEmpty();
    void aWavWithoutSamplesIsEmpty();
    void oneSampleIsDeliveredAndConstant();
    void aTenthOfASecondIsSound();
    void halfAWavIsTruncated();
    void aWavThatDeclaresMoreThanItHasIsTruncated();
    void aFourGigabyteLieIsTruncated();
    void aWavOfUnknownLengthIsSound();
    void anAuOfUnknownLengthIsSound();
    void halfAnAuIsTruncated();
    void aLittleShortfallIsNoFault();
    void aHeaderCutShortIsUndecodable();
    void anAbsurdRateIsUndecodable();
    void aPlaylistInDisguiseOpensNothing();
    void aMissingFileIsAnError();
    void aFolderIsAnError();
    void aPipeIsAnErrorAtOnce();
    void aDeviceIsAnError();
    void anUnreadableFileIsAnError();
    void aFailingMediumIsAnError();
    void aFileRemovedBeforeIsAnErrorAndMeanwhileIsReadToItsEnd();
    void aFileCutMeanwhileIsTruncated();
    void namesAreBytes_data();
    void namesAreBytes();
    void errorsNameTheFileOnOneLine();
};

void TestDecoderBadInput::whatIsNotAudioIsUndecodable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    const QByteArray text = QByteArray("This is a text, and no audio at all.\n").repeated(2000);
    const QByteArray junk = QByteArray::fromStdString(noise(200'000));
    const QByteArray png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", 20);
    for (const char* const extension : {"wav", "mp3", "flac", "ogg", "m4a", "aac", "aiff", "au", "opus", "txt"}) {
        const QString name = QString("x.") + extension;
        QTest::addRow("text.%s", extension) << text << name;
        QTest::addRow("noise.%s", extension) << junk << name;
        QTest::addRow("png.%s", extension) << png << name;
        QTest::addRow("one byte.%s", extension) << QByteArray("x") << name;
    }
    QTest::newRow("no extension") << text << "x";
    QTest::newRow("a long extension") << text << "x.abcdefghijkl";
}

void TestDecoderBadInput::whatIsNotAudioIsUndecodable()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, name);
    const TempFolder folder;
    writeBytes(folder / name.toStdString(), bytes.toStdString());
    const DecodedAudio decoded = readAudio(folder / name.toStdString());
    QVERIFY(decoded.audio.samples.empty());
    QVERIFY(!detailOf(decoded.report, AudioFault::Undecodable).empty());
    QVERIFY(decoded.report.find(AudioFault::Empty) == nullptr);
}

void TestDecoderBadInput::anEmptyFileIsEmpty()
{
    const TempFolder folder;
    writeBytes(folder / "empty.wav", "");
    const AudioReport report = readAudio(folder / "empty.wav").report;
    QCOMPARE(report.problems.size(), std::size_t{1});
    QCOMPARE(detailOf(report, AudioFault::Empty), std::string("the file has no bytes"));
}

void TestDecoderBadInput::aWavWithoutSamplesIsEmpty()
{
    const TempFolder folder;
    writeWav(folder / "none.wav", {});
    const AudioReport report = readAudio(folder / "none.wav").report;
    QCOMPARE(report.problems.size(), std::size_t{1});
    QCOMPARE(detailOf(report, AudioFault::Empty), std::string("holds no sample"));
    QCOMPARE(report.sourceRate.value(), 22050.0);
}

void TestDecoderBadInput::oneSampleIsDeliveredAndConstant()
{
    const TempFolder folder;
    writeWav(folder / "one.wav", std::vector<float>{0.5F});
    const DecodedAudio decoded = readAudio(folder / "one.wav");
    QCOMPARE(decoded.audio.samples, std::vector<float>{0.5F});
    QVERIFY(decoded.report.find(AudioFault::Constant) != nullptr);
    writeWav(folder / "one44.wav", std::vector<float>{0.5F}, {.rate = 44100});
    QVERIFY(readAudio(folder / "one44.wav").audio.samples.size() <= 1);
}

void TestDecoderBadInput::aTenthOfASecondIsSound()
{
    const TempFolder folder;
    writeWav(folder / "short.wav", music(0.1, 44100), {.rate = 44100});
    const DecodedAudio decoded = readAudio(folder / "short.wav");
    QVERIFY(decoded.report.problems.empty());
    QCOMPARE(decoded.audio.samples.size(), std::size_t{2205});
}

void TestDecoderBadInput::halfAWavIsTruncated()
{
    const TempFolder folder;
    writeWav(folder / "half.wav", music(30.0, 22050));
    std::filesystem::resize_file(folder / "half.wav", 44 + 15 * 44100);
    const DecodedAudio decoded = readAudio(folder / "half.wav");
    QCOMPARE(decoded.report.problems.size(), std::size_t{1});
    QCOMPARE(detailOf(decoded.report, AudioFault::Truncated), std::string("declares 30.00 s but holds 15.00 s"));
    QCOMPARE(decoded.report.declaredDuration->value(), 30.0);
    QCOMPARE(decoded.audio.samples.size(), std::size_t{15 * 22050});
}

void TestDecoderBadInput::aWavThatDeclaresMoreThanItHasIsTruncated()
{
    const TempFolder folder;
    writeWav(folder / "more.wav", music(2.0, 22050), {.declaredBytes = 90U * 44100U});
    const AudioReport report = readAudio(folder / "more.wav").report;
    QCOMPARE(detailOf(report, AudioFault::Truncated), std::string("declares 1:30.00 min but holds 2.00 s"));
}

void TestDecoderBadInput::aFourGigabyteLieIsTruncated()
{
    const TempFolder folder;
    writeWav(folder / "lie.wav", music(2.0, 22050), {.declaredBytes = 0xFFFFFFFFU});
    const DecodedAudio decoded = readAudio(folder / "lie.wav");
    QCOMPARE(detailOf(decoded.report, AudioFault::Truncated), std::string("declares 27:03:12 h but holds 2.00 s"));
    QCOMPARE(decoded.audio.samples.size(), std::size_t{2 * 22050});
    QVERIFY(decoded.audio.samples.capacity() < std::size_t{1} << 25U);
}

void TestDecoderBadInput::aWavOfUnknownLengthIsSound()
{
    const TempFolder folder;
    writeWav(folder / "stream.wav", music(2.0, 22050), {.declaredBytes = 0U});
    const DecodedAudio decoded = readAudio(folder / "stream.wav");
    QVERIFY(decoded.report.problems.empty());
    QVERIFY(!decoded.report.declaredDuration.has_value());
    QCOMPARE(decoded.audio.samples.size(), std::size_t{2 * 22050});
}

namespace {

/// A big-endian AU file of 16-bit mono samples at 22050 Hz.
std::string auFile(std::uint32_t declaredBytes, std::size_t samples)
{
    std::string bytes = ".snd";
    for (const std::uint32_t field : {24U, declaredBytes, 3U, 22050U, 1U})
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>((field >> static_cast<unsigned>(shift)) & 0xFFU);
    for (std::size_t i = 0; i < samples; ++i) {
        bytes += static_cast<char>(i % 50);
        bytes += static_cast<char>(i % 7);
    }
    return bytes;
}

} // namespace

void TestDecoderBadInput::anAuOfUnknownLengthIsSound()
{
    const TempFolder folder;
    writeBytes(folder / "unknown.au", auFile(0xFFFFFFFFU, 22050));
    const DecodedAudio decoded = readAudio(folder / "unknown.au");
    QVERIFY(decoded.report.problems.empty());
    QVERIFY(!decoded.report.declaredDuration.has_value());
    QCOMPARE(decoded.audio.samples.size(), std::size_t{22050});
    QCOMPARE(decoded.audio.samples[9], static_cast<float>(9 * 256 + 2) / 32768.0F);
}

void TestDecoderBadInput::halfAnAuIsTruncated()
{
    const TempFolder folder;
    writeBytes(folder / "half.au", auFile(4 * 44100, 2 * 22050));
    const AudioReport report = readAudio(folder / "half.au").report;
    QCOMPARE(detailOf(report, AudioFault::Truncated), std::string("declares 4.00 s but holds 2.00 s"));
}

void TestDecoderBadInput::aLittleShortfallIsNoFault()
{
    const TempFolder folder;
    writeWav(folder / "a.wav", music(30.0, 22050), {.declaredBytes = 30U * 44100U + 4000U}); // 0.09 s
    QVERIFY(readAudio(folder / "a.wav").report.problems.empty());
    writeWav(folder / "b.wav", music(30.0, 22050), {.declaredBytes = 30U * 44100U + 10000U}); // 0.23 s
    QVERIFY(readAudio(folder / "b.wav").report.find(AudioFault::Truncated) != nullptr);
}

void TestDecoderBadInput::aHeaderCutShortIsUndecodable()
{
    const TempFolder folder;
    writeWav(folder / "whole.wav", music(1.0, 22050));
    const std::string bytes = readBytes(folder / "whole.wav");
    for (std::size_t length = 1; length < 44; ++length) {
        writeBytes(folder / "cut.wav", bytes.substr(0, length));
        const DecodedAudio decoded = readAudio(folder / "cut.wav");
        QVERIFY(decoded.audio.samples.empty());
        QVERIFY2(decoded.report.find(AudioFault::Undecodable) != nullptr, std::to_string(length).c_str());
    }
}

void TestDecoderBadInput::anAbsurdRateIsUndecodable()
{
    const TempFolder folder;
    writeWav(folder / "slow.wav", music(1.0, 22050), {.rate = 1});
    const DecodedAudio decoded = readAudio(folder / "slow.wav");
    QVERIFY(decoded.audio.samples.empty());
    QVERIFY(detailOf(decoded.report, AudioFault::Undecodable).find("sample rate of 1 Hz") != std::string::npos);
}

void TestDecoderBadInput::aPlaylistInDisguiseOpensNothing()
{
    const TempFolder folder;
    writeWav(folder / "inner.wav", music(1.0, 22050));
    const std::string inner = (folder / "inner.wav").native();
    writeBytes(folder / "a.wav", "ffconcat version 1.0\nfile '" + inner + "'\n");
    writeBytes(folder / "b.m4a", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://" + inner + "\n");
    writeBytes(folder / "c.mp3", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n");
    for (const char* const name : {"a.wav", "b.m4a", "c.mp3"}) {
        const DecodedAudio decoded = readAudio(folder / name);
        QVERIFY(decoded.audio.samples.empty());
        QVERIFY2(detailOf(decoded.report, AudioFault::Undecodable).starts_with("not an audio file"), name);
    }
}

void TestDecoderBadInput::aMissingFileIsAnError()
{
    const TempFolder folder;
    QVERIFY(fileError(folder / "missing.wav").ends_with("No such file or directory"));
    QVERIFY(!fileError("").empty());
    writeBytes(folder / "file", "x");
    QVERIFY(!fileError(folder / "file" / "below.wav").empty());
    QVERIFY(!fileError(folder / std::string(5000, 'x')).empty());
    QVERIFY(!fileError(folder / std::string("nul\0byte.wav", 12)).empty());
}

void TestDecoderBadInput::aFolderIsAnError()
{
    const TempFolder folder;
    QVERIFY(fileError(folder.path()).ends_with("it is a folder, not a file"));
}

void TestDecoderBadInput::aPipeIsAnErrorAtOnce()
{
    const TempFolder folder;
    QCOMPARE(::mkfifo((folder / "pipe.wav").c_str(), 0600), 0);
    QVERIFY(fileError(folder / "pipe.wav").ends_with("it is a pipe, not a file"));
}

void TestDecoderBadInput::aDeviceIsAnError()
{
    QVERIFY(fileError("/dev/null").ends_with("it is a device, not a file"));
    QVERIFY(fileError("/dev/zero").ends_with("it is a device, not a file"));
}

void TestDecoderBadInput::anUnreadableFileIsAnError()
{
    const TempFolder folder;
    writeWav(folder / "locked.wav", music(0.1, 22050));
    std::filesystem::permissions(folder / "locked.wav", std::filesystem::perms::none);
    std::string message;
    {
        const AsNobody nobody;
        if (::access((folder / "locked.wav").c_str(), R_OK) == 0 && ::geteuid() == 0)
            QSKIP("root reads everything here and cannot become another user");
        message = fileError(folder / "locked.wav");
    }
    QVERIFY2(message.ends_with("Permission denied"), message.c_str());
}

void TestDecoderBadInput::aFailingMediumIsAnError()
{
    // Reads of the first page of one's own memory fail with EIO, as those of a broken disk do.
    struct stat status = {};
    if (::stat("/proc/self/mem", &status) != 0 || !S_ISREG(status.st_mode))
        QSKIP("there is no /proc/self/mem here");
    QVERIFY(fileError("/proc/self/mem").ends_with("Input/output error"));
}

void TestDecoderBadInput::aFileRemovedBeforeIsAnErrorAndMeanwhileIsReadToItsEnd()
{
    const TempFolder folder;
    const auto path = folder / "gone.wav";
    writeWav(path, music(5.0, 22050));
    const AudioReport report = decodeAudio(path, {}, [&](auto) { std::filesystem::remove(path); });
    QVERIFY(report.problems.empty());
    QCOMPARE(report.nSamples, std::int64_t{5 * 22050});
    QVERIFY(!fileError(path).empty());
}

void TestDecoderBadInput::aFileCutMeanwhileIsTruncated()
{
    const TempFolder folder;
    const auto path = folder / "cut.wav";
    writeWav(path, music(30.0, 22050));
    const AudioReport report = decodeAudio(path, {}, [&](auto) { std::filesystem::resize_file(path, 300'000); });
    QVERIFY(report.nSamples > 0 && report.nSamples < 30 * 22050);
    QVERIFY(report.find(AudioFault::Truncated) != nullptr);
}

void TestDecoderBadInput::namesAreBytes_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* const name : {"with space.wav",
                                   "it's \"quoted\".wav",
                                   "new\nline.wav",
                                   "tab\there.wav",
                                   "\xff\xfe not utf-8.wav",
                                   "http:foo.wav",
                                   "http:",
                                   "a|b.wav",
                                   "concat:a.wav|b.wav",
                                   "pipe:0",
                                   "file:x.wav",
                                   "-",
                                   "%03d.wav",
                                   "?.wav",
                                   "subfile,,start,0,end,9,,:x.wav",
                                   "data:audio;base64,AAAA",
                                   "m\xc3\xbcsik.wav",
                                   ".wav",
                                   "no extension",
                                   "x.m3u8",
                                   "-i.wav",
                                   "\\.wav"})
        QTest::newRow(name) << QByteArray(name);
}

void TestDecoderBadInput::namesAreBytes()
{
    QFETCH(const QByteArray, name);
    const TempFolder folder;
    const std::vector<float> samples = {0.5F, -0.25F, 0.125F};
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path()); // so that the name itself is the whole path
    const std::filesystem::path path(name.toStdString());
    writeWav(path, samples);
    const DecodedAudio decoded = readAudio(path);
    std::filesystem::current_path(before);
    QVERIFY(decoded.audio.samples == samples);
    QVERIFY(decoded.report.problems.empty());
}

void TestDecoderBadInput::errorsNameTheFileOnOneLine()
{
    QCOMPARE(fileError("/nonexistent/a\nb\x1b[31m\xff.wav"),
             std::string("cannot read '/nonexistent/a\\nb\\x1b[31m\\xff.wav': No such file or directory"));
}

QTEST_APPLESS_MAIN(TestDecoderBadInput)
#include "tst_decoder_bad_input.moc"
