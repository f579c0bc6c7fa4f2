// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decode_source.h"
#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "engine/core/progress.h"
#include "tests/engine/audio/fixtures.h"

#include <QtTest/QTest>

#include <array>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <unistd.h>

using namespace tempo;
using namespace tempo::test;

namespace {

/// A WAV file of any length that needs no disk: 16-bit mono at 22050 Hz, every sample computed when it is read.
class EndlessWav : public ByteSource {
public:
    explicit EndlessWav(double seconds)
    {
        TempFolder folder;
        writeWav(folder / "header.wav", {});
        m_header = readBytes(folder / "header.wav");
        m_dataBytes = static_cast<std::int64_t>(seconds * 22050.0) * 2;
        const auto declared = static_cast<std::uint32_t>(m_dataBytes);
        for (unsigned i = 0; i < 4; ++i)
            m_header[40 + i] = static_cast<char>((declared >> (8 * i)) & 0xFFU);
    }

    std::int64_t readAt(std::int64_t position, std::span<std::uint8_t> target) override
    {
        std::int64_t count = 0;
        for (; count < static_cast<std::int64_t>(target.size()) && position < size(); ++count, ++position) {
            const auto at = static_cast<std::size_t>(position);
            target[static_cast<std::size_t>(count)] = at < m_header.size()
                                                          ? static_cast<std::uint8_t>(m_header[at])
                                                          : static_cast<std::uint8_t>((position * 37) & 0x3F);
        }
        return count;
    }

    [[nodiscard]] std::int64_t size() const override
    {
        return static_cast<std::int64_t>(m_header.size()) + m_dataBytes;
    }

    void throwIfFailed() const override {}

private:
    std::string m_header;
    std::int64_t m_dataBytes = 0;
};

/// Memory that the process holds now, in bytes.
std::int64_t residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    statm >> total >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

constexpr bool kHasSanitizer =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

} // namespace

class TestDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void integersBecomeExactFractionsOf32768();
    void floatSamplesArriveUnchanged();
    void reportTellsTheFactsOfASoundFile();
    void channelsAreAveraged();
    void oppositeChannelsCancelToSilence();
    void eightChannelsAt96kHzAreAveragedAndResampled();
    void blocksAreBoundedAndAddUp();
    void clippedShareCountsSamplesAtFullScale();
    void silenceIsReported();
    void aConstantIsReported();
    void nonFiniteSamplesAreCountedAndPassedOn();
    void aRateThatIsNotPossibleIsRefused_data();
    void aRateThatIsNotPossibleIsRefused();
    void aStopEndsDecodingWithinABlock();
    void whatTheSinkThrowsPassesThrough();
    void eightThreadsGetTheSameSamples();
    void aSinkMayDecodeItself();
    void memoryDoesNotGrowWithTheFile();
};

void TestDecoder::integersBecomeExactFractionsOf32768()
{
    const TempFolder folder;
    std::vector<float> samples;
    for (int value = -32768; value <= 32767; value += 5)
        samples.push_back(static_cast<float>(value) / 32768.0F);
    writeWav(folder / "ramp.wav", samples);
    QVERIFY(readAudio(folder / "ramp.wav").audio.samples == samples);
}

void TestDecoder::floatSamplesArriveUnchanged()
{
    const TempFolder folder;
    const std::vector<float> samples = music(1.0, 22050);
    writeWav(folder / "float.wav", samples, {.floatSamples = true});
    QVERIFY(readAudio(folder / "float.wav").audio.samples == samples);
}

void TestDecoder::reportTellsTheFactsOfASoundFile()
{
    const TempFolder folder;
    writeWav(folder / "a.wav", music(2.0, 44100), {.rate = 44100, .channels = 2});
    const DecodedAudio decoded = readAudio(folder / "a.wav");
    const AudioReport& report = decoded.report;
    QCOMPARE(report.container, std::string("wav"));
    QCOMPARE(report.codec, std::string("pcm_s16le"));
    QCOMPARE(report.sourceRate.value(), 44100.0);
    QCOMPARE(report.channels, 2);
    QVERIFY(report.declaredDuration.has_value());
    QCOMPARE(report.declaredDuration->value(), 2.0);
    QVERIFY(std::abs(report.decodedDuration.value() - 2.0) < 1e-9);
    QCOMPARE(report.nSamples, std::int64_t{44100});
    QCOMPARE(decoded.audio.samples.size(), std::size_t{44100});
    QCOMPARE(decoded.audio.rate.value(), 22050.0);
    QVERIFY(report.peak > 0.3 && report.peak < 0.7);
    QCOMPARE(report.clippedShare, 0.0);
    QVERIFY(report.packets > 0);
    QCOMPARE(report.brokenPackets, std::int64_t{0});
    QVERIFY(report.problems.empty());
}

void TestDecoder::channelsAreAveraged()
{
    const TempFolder folder;
    // Interleaved by hand: writeWav() gives every channel the same.
    std::vector<float> interleaved;
    std::vector<float> expected;
    for (int i = 0; i < 5000; ++i) {
        const float left = static_cast<float>(i % 100) / 128.0F;
        const float right = static_cast<float>(i % 64) / 256.0F;
        interleaved.push_back(left);
        interleaved.push_back(right);
        expected.push_back((left + right) / 2.0F); // exact: both are multiples of 2^-8
    }
    writeWav(folder / "stereo.wav", interleaved, {.floatSamples = true});
    std::string bytes = readBytes(folder / "stereo.wav");
    bytes[22] = 2; // channels
    bytes[32] = 8; // bytes a frame
    writeBytes(folder / "stereo.wav", bytes);
    const DecodedAudio decoded = readAudio(folder / "stereo.wav");
    QCOMPARE(decoded.report.channels, 2);
    QVERIFY(decoded.audio.samples == expected);
}

void TestDecoder::oppositeChannelsCancelToSilence()
{
    const TempFolder folder;
    std::vector<float> interleaved;
    for (const float sample : music(0.5, 22050)) {
        interleaved.push_back(sample);
        interleaved.push_back(-sample);
    }
    writeWav(folder / "opposite.wav", interleaved, {.floatSamples = true});
    std::string bytes = readBytes(folder / "opposite.wav");
    bytes[22] = 2;
    bytes[32] = 8;
    writeBytes(folder / "opposite.wav", bytes);
    const DecodedAudio decoded = readAudio(folder / "opposite.wav");
    QCOMPARE(decoded.audio.samples.size(), interleaved.size() / 2);
    QVERIFY(std::ranges::all_of(decoded.audio.samples, [](float sample) { return sample == 0.0F; }));
    const AudioProblem* problem = decoded.report.find(AudioFault::Silent);
    QVERIFY(problem != nullptr);
    QVERIFY(problem->detail.find("cancel") != std::string::npos);
    QVERIFY(decoded.report.peak > 0.1); // the channels themselves are not silent
}

void TestDecoder::eightChannelsAt96kHzAreAveragedAndResampled()
{
    const TempFolder folder;
    writeWav(folder / "many.wav", sine(1000.0, 0.5, 1.0, 96000), {.rate = 96000, .channels = 8});
    const DecodedAudio decoded = readAudio(folder / "many.wav");
    QCOMPARE(decoded.report.channels, 8);
    QCOMPARE(decoded.report.sourceRate.value(), 96000.0);
    QVERIFY(decoded.report.problems.empty());
    QVERIFY(std::abs(rms(decoded.audio.samples) - 0.5 / std::sqrt(2.0)) < 1e-3);
    QCOMPARE(decoded.audio.samples.size(), std::size_t{22050});
}

void TestDecoder::blocksAreBoundedAndAddUp()
{
    const TempFolder folder;
    writeWav(folder / "slow.wav", music(60.0, 4000), {.rate = 4000});
    std::size_t total = 0;
    std::size_t largest = 0;
    const AudioReport report = decodeAudio(folder / "slow.wav", {.rate = SampleRate{192000.0}}, [&](auto block) {
        total += block.size();
        largest = std::max(largest, block.size());
    });
    QVERIFY(largest <= 65536);
    QCOMPARE(static_cast<std::int64_t>(total), report.nSamples);
    QCOMPARE(total, std::size_t{60 * 192000});
}

void TestDecoder::clippedShareCountsSamplesAtFullScale()
{
    const TempFolder folder;
    std::vector<float> samples(1000, 0.25F);
    for (std::size_t i = 0; i < 100; ++i)
        samples[i * 10] = i % 2 == 0 ? 32767.0F / 32768.0F : -1.0F;
    writeWav(folder / "clipped.wav", samples);
    const AudioReport report = readAudio(folder / "clipped.wav").report;
    QCOMPARE(report.clippedShare, 0.1);
    QCOMPARE(report.peak, 1.0);
    QVERIFY(report.problems.empty()); // a fact, not a fault
}

void TestDecoder::silenceIsReported()
{
    const TempFolder folder;
    writeWav(folder / "silent.wav", std::vector<float>(44100, 0.0F), {.rate = 44100});
    const AudioReport report = readAudio(folder / "silent.wav").report;
    QVERIFY(report.find(AudioFault::Silent) != nullptr);
    QCOMPARE(report.problems.size(), std::size_t{1});
    QCOMPARE(report.peak, 0.0);
}

void TestDecoder::aConstantIsReported()
{
    const TempFolder folder;
    writeWav(folder / "constant.wav", std::vector<float>(5000, 0.25F));
    const AudioReport report = readAudio(folder / "constant.wav").report;
    QCOMPARE(report.problems.size(), std::size_t{1});
    QCOMPARE(report.problems.front().fault, AudioFault::Constant);
    QCOMPARE(report.problems.front().detail, std::string("every sample is 0.25"));
}

void TestDecoder::nonFiniteSamplesAreCountedAndPassedOn()
{
    const TempFolder folder;
    std::vector<float> samples = music(0.2, 22050);
    samples[100] = std::nanf("");
    samples[200] = HUGE_VALF;
    samples[300] = -HUGE_VALF;
    writeWav(folder / "nan.wav", samples, {.floatSamples = true});
    const DecodedAudio decoded = readAudio(folder / "nan.wav");
    QCOMPARE(decoded.report.nonFiniteSamples, std::int64_t{3});
    QVERIFY(decoded.report.find(AudioFault::NonFinite) != nullptr);
    QVERIFY(std::isnan(decoded.audio.samples[100]));
    QVERIFY(std::isinf(decoded.audio.samples[200]));
    QVERIFY(std::isfinite(decoded.report.peak));
    QCOMPARE(decoded.report.clippedShare, 0.0);
}

void TestDecoder::aRateThatIsNotPossibleIsRefused_data()
{
    QTest::addColumn<double>("rate");
    QTest::newRow("zero") << 0.0;
    QTest::newRow("negative") << -22050.0;
    QTest::newRow("not whole") << 22050.5;
    QTest::newRow("not a number") << std::nan("");
    QTest::newRow("absurd") << 1e12;
}

void TestDecoder::aRateThatIsNotPossibleIsRefused()
{
    QFETCH(const double, rate);
    try {
        readAudio("/nonexistent", {.rate = SampleRate{rate}});
        QFAIL("no error");
    } catch (const Error& error) {
        QCOMPARE(error.code(), ErrorCode::InvalidArgument);
    }
}

void TestDecoder::aStopEndsDecodingWithinABlock()
{
    const TempFolder folder;
    writeWav(folder / "long.wav", music(30.0, 22050));
    std::stop_source stop;
    int blocks = 0;
    const auto sink = [&](std::span<const float>) {
        ++blocks;
        stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(decodeAudio(folder / "long.wav", {}, sink, stop.get_token()), Cancelled);
    QCOMPARE(blocks, 1);
    QVERIFY_EXCEPTION_THROWN(decodeAudio(folder / "long.wav", {}, sink, stop.get_token()), Cancelled);
    QCOMPARE(blocks, 1);
}

void TestDecoder::whatTheSinkThrowsPassesThrough()
{
    const TempFolder folder;
    writeWav(folder / "a.wav", music(1.0, 44100), {.rate = 44100});
    const auto sink = [](std::span<const float>) { throw std::logic_error("sink"); };
    QVERIFY_EXCEPTION_THROWN(decodeAudio(folder / "a.wav", {}, sink), std::logic_error);
}

void TestDecoder::eightThreadsGetTheSameSamples()
{
    const TempFolder folder;
    const auto wav = folder / "a.wav";
    writeWav(wav, music(5.0, 44100), {.rate = 44100, .channels = 2});
    std::vector<std::filesystem::path> files = {wav};
    if (hasFfmpegCommand())
        for (const char* const name : {"a.mp3", "a.flac", "a.ogg", "a.m4a"})
            if (encode(wav, {}, folder / name))
                files.push_back(folder / name);
    for (const std::filesystem::path& file : files) {
        const std::vector<float> expected = readAudio(file).audio.samples;
        std::array<std::vector<float>, 8> results;
        {
            std::vector<std::jthread> threads;
            for (std::vector<float>& result : results)
                threads.emplace_back([&] { result = readAudio(file).audio.samples; });
        }
        QVERIFY(!expected.empty());
        for (const std::vector<float>& result : results)
            QVERIFY2(result == expected, file.c_str());
    }
}

void TestDecoder::aSinkMayDecodeItself()
{
    const TempFolder folder;
    writeWav(folder / "a.wav", music(1.0, 22050));
    writeBytes(folder / "b.wav", "not audio");
    bool innerFailed = false;
    const AudioReport report = decodeAudio(folder / "a.wav", {}, [&](std::span<const float>) {
        innerFailed = readAudio(folder / "b.wav").report.find(AudioFault::Undecodable) != nullptr;
    });
    QVERIFY(innerFailed);
    QVERIFY(report.problems.empty());
}

void TestDecoder::memoryDoesNotGrowWithTheFile()
{
    if (kHasSanitizer)
        QSKIP("sanitizers keep freed memory");
    constexpr double kTwentyMinutes = 1200.0;
    constexpr std::int64_t kTwoMinutes = 120 * 8000;
    EndlessWav source(kTwentyMinutes);
    std::int64_t delivered = 0;
    std::int64_t early = 0;
    std::int64_t late = 0;
    const auto sink = [&](std::span<const float> block) {
        delivered += static_cast<std::int64_t>(block.size());
        if (early == 0 && delivered > kTwoMinutes)
            early = residentBytes();
        late = delivered % 100'000 < static_cast<std::int64_t>(block.size()) ? residentBytes() : late;
    };
    const AudioReport report = decodeSource(source, ".wav", {.rate = SampleRate{8000.0}}, sink, {});
    QVERIFY(report.problems.empty());
    QCOMPARE(report.nSamples, static_cast<std::int64_t>(kTwentyMinutes * 8000.0));
    QVERIFY(early > 0);
    // 48 MB of samples went through since; what the allocator keeps at hand varies by a few pages.
    QVERIFY2(late - early < 4'000'000, std::to_string(late - early).c_str());
}

QTEST_APPLESS_MAIN(TestDecoder)
#include "tst_decoder.moc"
