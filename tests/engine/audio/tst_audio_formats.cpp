// SPDX-License-Identifier: GPL-3.0-or-later
// Every supported format on a file that the ffmpeg command encodes from a generated signal: the decoded samples have
// the length, the level and the timing of the WAV file that they were made from.
#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "tests/engine/audio/fixtures.h"

#include <QtTest/QTest>

using namespace tempo;
using namespace tempo::test;

namespace {

/// One format and what it can be held to.
struct Format {
    const char* name;
    const char* file;
    QStringList options;
    bool isLossless;
    /// Samples at 22050 Hz by which the format's own delay may shift the signal: 1 for rounding where the file tells
    /// the codec's delay, one frame of 1024 samples plus rounding for bare ADTS, which has no place to tell it.
    int toleratedDelay;
    QList<QPair<int, int>> ratesAndChannels;
};

QList<Format> formats()
{
    const QList<QPair<int, int>> any = {{8000, 1}, {22050, 1}, {44100, 2}, {48000, 6}, {96000, 2}};
    const QList<QPair<int, int>> mpeg = {{8000, 1}, {22050, 1}, {44100, 2}, {48000, 2}};
    const QList<QPair<int, int>> opus = {{16000, 1}, {48000, 2}};
    return {
        {"WAV, 16 bit", "a.wav", {}, true, 0, any},
        {"WAV, 8 bit", "a8.wav", {"-c:a", "pcm_u8"}, false, 0, any},
        {"WAV, 24 bit", "a24.wav", {"-c:a", "pcm_s24le"}, true, 0, any},
        {"WAV, 32 bit", "a32.wav", {"-c:a", "pcm_s32le"}, true, 0, any},
        {"WAV, double", "a64.wav", {"-c:a", "pcm_f64le"}, true, 0, any},
        {"RF64", "rf.wav", {"-rf64", "always"}, true, 0, any},
        {"AU", "a.au", {}, true, 0, any},
        {"AIFF", "a.aiff", {}, true, 0, any},
        {"FLAC", "a.flac", {}, true, 0, any},
        {"MP3", "a.mp3", {"-b:a", "128k"}, false, 1, mpeg},
        {"OGG Vorbis", "a.ogg", {"-c:a", "libvorbis"}, false, 1, any},
        {"Opus", "a.opus", {"-c:a", "libopus", "-b:a", "128k"}, false, 1, opus},
        {"M4A, AAC", "a.m4a", {"-c:a", "aac", "-b:a", "128k"}, false, 1, any},
        {"M4A, ALAC", "alac.m4a", {"-c:a", "alac"}, true, 0, any},
        {"ADTS AAC", "a.aac", {"-c:a", "aac", "-b:a", "128k"}, false, 2823, any}, // 1024 samples at 8 kHz are 2822 here
    };
}

double decibels(double ratio)
{
    return 20.0 * std::log10(ratio);
}

} // namespace

class TestAudioFormats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void encodedMusicIsTheMusicOfTheWav_data();
    void encodedMusicIsTheMusicOfTheWav();
    void halfAFileIsTruncatedWhereTheHeaderTells_data();
    void halfAFileIsTruncatedWhereTheHeaderTells();
    void anMp3WithoutXingHeaderDeclaresNothing();
    void mp3JunkIsPassedOver_data();
    void mp3JunkIsPassedOver();
    void coverArtIsLeftAlone_data();
    void coverArtIsLeftAlone();
    void damagedPacketsAreCountedNotFatal();

private:
    std::filesystem::path wav(int rate, int channels, double seconds) const
    {
        const auto path = m_folder / ("source" + std::to_string(rate) + "x" + std::to_string(channels) + ".wav");
        if (!std::filesystem::exists(path))
            writeWav(path, music(seconds, rate), {.rate = rate, .channels = channels});
        return path;
    }

    TempFolder m_folder;
};

void TestAudioFormats::initTestCase()
{
    if (!hasFfmpegCommand())
        QSKIP("the ffmpeg command, which makes the files, is not installed");
}

void TestAudioFormats::encodedMusicIsTheMusicOfTheWav_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("channels");
    const QList<Format> all = formats();
    for (int i = 0; i < all.size(); ++i)
        for (const auto& [rate, channels] : all[i].ratesAndChannels)
            QTest::addRow("%s, %d Hz, %d channels", all[i].name, rate, channels) << i << rate << channels;
}

void TestAudioFormats::encodedMusicIsTheMusicOfTheWav()
{
    QFETCH(const int, format);
    QFETCH(const int, rate);
    QFETCH(const int, channels);
    constexpr double kSeconds = 3.0;
    const Format kind = formats()[format];
    const auto source = wav(rate, channels, kSeconds);
    const TempFolder folder;
    if (!encode(source, kind.options, folder / kind.file))
        QSKIP("this build of ffmpeg has no such encoder");
    const DecodedAudio reference = readAudio(source);
    const DecodedAudio decoded = readAudio(folder / kind.file);

    QVERIFY2(decoded.report.problems.empty(),
             decoded.report.problems.empty() ? "" : decoded.report.problems.front().detail.c_str());
    QCOMPARE(decoded.report.channels, channels);
    QCOMPARE(decoded.report.brokenPackets, std::int64_t{0});
    if (kind.isLossless) {
        QVERIFY(decoded.audio.samples == reference.audio.samples);
        return;
    }
    // A codec may add what fills its last frame of up to 1152 samples, and bare ADTS its first.
    const double slack = 1152.0 / rate + kind.toleratedDelay / 22050.0;
    QVERIFY2(std::abs(decoded.audio.duration().value() - kSeconds) < slack,
             std::to_string(decoded.audio.duration().value()).c_str());
    // The codecs at these bit rates keep the level within a fraction of a decibel; 1 dB would be audible.
    const double level = decibels(rms(decoded.audio.samples) / rms(reference.audio.samples));
    QVERIFY2(std::abs(level) < 1.0, std::to_string(level).c_str());
    const int delay = delayOf(decoded.audio.samples, reference.audio.samples, kind.toleratedDelay + 20);
    QVERIFY2(std::abs(delay) <= kind.toleratedDelay, std::to_string(delay).c_str());
}

void TestAudioFormats::halfAFileIsTruncatedWhereTheHeaderTells_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("WAV") << "a.wav" << QStringList{} << true;
    QTest::newRow("compressed WAV") << "c.wav" << QStringList{"-c:a", "adpcm_ms"} << true;
    QTest::newRow("RF64") << "r.wav" << QStringList{"-rf64", "always"} << true;
    QTest::newRow("AU") << "a.au" << QStringList{} << true;
    QTest::newRow("AIFF") << "a.aiff" << QStringList{} << true;
    QTest::newRow("FLAC") << "a.flac" << QStringList{} << true;
    QTest::newRow("MP3") << "a.mp3" << QStringList{"-b:a", "128k"} << true;
    QTest::newRow("M4A, index in front") << "a.m4a" << QStringList{"-movflags", "faststart"} << true;
    QTest::newRow("MP3 without Xing header") << "x.mp3" << QStringList{"-write_xing", "0"} << false;
    QTest::newRow("OGG Vorbis") << "a.ogg" << QStringList{"-c:a", "libvorbis"} << false;
    QTest::newRow("ADTS AAC") << "a.aac" << QStringList{} << false;
}

void TestAudioFormats::halfAFileIsTruncatedWhereTheHeaderTells()
{
    QFETCH(const QString, file);
    QFETCH(const QStringList, options);
    QFETCH(const bool, isTold);
    const TempFolder folder;
    writeWav(folder / "source.wav", music(6.0, 44100), {.rate = 44100});
    const auto path = folder / file.toStdString();
    if (!encode(folder / "source.wav", options, path))
        QSKIP("this build of ffmpeg has no such encoder");
    cutFile(path, 0.5);
    const DecodedAudio decoded = readAudio(path);
    QCOMPARE(decoded.report.find(AudioFault::Truncated) != nullptr, isTold);
    QVERIFY(decoded.report.find(AudioFault::Undecodable) == nullptr);
    QVERIFY(decoded.audio.duration() > Seconds{2.0} && decoded.audio.duration() < Seconds{4.0});
}

void TestAudioFormats::anMp3WithoutXingHeaderDeclaresNothing()
{
    const TempFolder folder;
    QVERIFY(encode(wav(44100, 2, 3.0), {"-write_xing", "0"}, folder / "a.mp3"));
    const AudioReport report = readAudio(folder / "a.mp3").report;
    QVERIFY(!report.declaredDuration.has_value());
    QVERIFY(report.problems.empty());
}

void TestAudioFormats::mp3JunkIsPassedOver_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<int>("cutFront");
    QTest::newRow("zeros in front") << QByteArray(5000, '\0') << 0;
    QTest::newRow("text in front") << QByteArray("some junk ").repeated(300) << 0;
    QTest::newRow("begins within a frame") << QByteArray() << 3000;
    // An ID3v2 tag of 2 MiB, four bytes of seven bits each for its size: more than probing reads.
    QTest::newRow("a large tag") << QByteArray("ID3\x04\0\0\1\0\0\0", 10) + QByteArray(2 << 20, '\0') << 0;
}

void TestAudioFormats::mp3JunkIsPassedOver()
{
    QFETCH(const QByteArray, before);
    QFETCH(const int, cutFront);
    const TempFolder folder;
    QVERIFY(encode(wav(44100, 2, 3.0), {"-b:a", "128k", "-id3v2_version", "0"}, folder / "a.mp3"));
    const std::string bytes = readBytes(folder / "a.mp3").substr(static_cast<std::size_t>(cutFront));
    writeBytes(folder / "junk.mp3", before.toStdString() + bytes);
    const DecodedAudio decoded = readAudio(folder / "junk.mp3");
    QVERIFY(decoded.report.find(AudioFault::Undecodable) == nullptr);
    QVERIFY(std::abs(decoded.audio.duration().value() - 3.0) < 0.3);
}

void TestAudioFormats::coverArtIsLeftAlone_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("MP3") << "a.mp3";
    QTest::newRow("FLAC") << "a.flac";
    QTest::newRow("M4A") << "a.m4a";
}

void TestAudioFormats::coverArtIsLeftAlone()
{
    QFETCH(const QString, file);
    const TempFolder folder;
    const auto source = wav(44100, 2, 3.0);
    writeBytes(folder / "grey.pgm", "P5 64 64 255\n" + std::string(64 * 64, 'x'));
    QVERIFY(encode(folder / "grey.pgm", {}, folder / "cover.png"));
    const QStringList cover = {"-i",
                               QString::fromStdString((folder / "cover.png").native()),
                               "-map",
                               "0",
                               "-map",
                               "1",
                               "-c:v",
                               "copy",
                               "-disposition:v",
                               "attached_pic"};
    const auto path = folder / file.toStdString();
    if (!encode(source, cover, path))
        QSKIP("this build of ffmpeg does not embed pictures here");
    const DecodedAudio decoded = readAudio(path);
    QVERIFY(decoded.report.problems.empty());
    QVERIFY(std::abs(decoded.audio.duration().value() - 3.0) < 0.05);
}

void TestAudioFormats::damagedPacketsAreCountedNotFatal()
{
    const TempFolder folder;
    writeWav(folder / "source.wav", music(20.0, 44100), {.rate = 44100});
    for (const char* const name : {"a.mp3", "a.flac", "a.m4a"}) {
        QVERIFY(encode(folder / "source.wav", {}, folder / name));
        std::string bytes = readBytes(folder / name);
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), 100, '\x55');
        writeBytes(folder / name, bytes);
        const DecodedAudio decoded = readAudio(folder / name);
        QVERIFY2(decoded.report.find(AudioFault::Undecodable) == nullptr, name);
        QVERIFY2(decoded.audio.duration() > Seconds{19.0}, name);
        QVERIFY2(decoded.report.brokenPackets < decoded.report.packets / 20, name);
    }
}

QTEST_APPLESS_MAIN(TestAudioFormats)
#include "tst_audio_formats.moc"
