// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"
#include "tests/engine/audio/fixtures.h"

#include <QtTest/QTest>

using namespace tempo;
using namespace tempo::test;

class TestResampling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSineStaysThatSine_data();
    void aSineStaysThatSine();
    void aToneAboveNyquistVanishes();
    void anImpulseStaysInItsPlace();
    void theLengthIsKeptToASample_data();
    void theLengthIsKeptToASample();
    void equalRatesChangeNothing();
};

void TestResampling::aSineStaysThatSine_data()
{
    QTest::addColumn<int>("inRate");
    QTest::addColumn<int>("outRate");
    for (const int inRate : {8000, 11025, 16000, 32000, 44100, 48000, 88200, 96000, 192000})
        QTest::addRow("%d to 22050", inRate) << inRate << 22050;
    QTest::addRow("22050 to 44100") << 22050 << 44100;
    QTest::addRow("44100 to 16000") << 44100 << 16000;
}

void TestResampling::aSineStaysThatSine()
{
    QFETCH(const int, inRate);
    QFETCH(const int, outRate);
    const TempFolder folder;
    writeWav(folder / "sine.wav", sine(1000.0, 0.5, 2.0, inRate), {.rate = inRate, .floatSamples = true});
    const auto decoded = readAudio(folder / "sine.wav", {.rate = SampleRate{static_cast<double>(outRate)}});
    const std::vector<float> expected = sine(1000.0, 0.5, 2.0, outRate);
    QVERIFY(decoded.audio.samples.size() == expected.size());
    // The tone switches on and off at the ends of the file, where the filter rings; 0.1 s is longer than the filter.
    const std::size_t edge = static_cast<std::size_t>(outRate) / 10;
    float worst = 0.0F;
    for (std::size_t i = edge; i + edge < expected.size(); ++i)
        worst = std::max(worst, std::abs(decoded.audio.samples[i] - expected[i]));
    // 20 bits of half scale are 5e-7; the filter's ripple is allowed 20 times that.
    QVERIFY2(worst < 1e-5F, std::to_string(worst).c_str());
}

void TestResampling::aToneAboveNyquistVanishes()
{
    const TempFolder folder;
    writeWav(folder / "high.wav", sine(15000.0, 0.5, 2.0, 44100), {.rate = 44100, .floatSamples = true});
    const std::vector<float> samples = readAudio(folder / "high.wav").audio.samples;
    const auto middle = std::span<const float>(samples).subspan(2205, samples.size() - 4410);
    QVERIFY2(rms(middle) < 1e-6, std::to_string(rms(middle)).c_str()); // -114 dB below the tone
}

void TestResampling::anImpulseStaysInItsPlace()
{
    const TempFolder folder;
    std::vector<float> samples(44100, 0.0F);
    samples[20000] = 1.0F;
    writeWav(folder / "impulse.wav", samples, {.rate = 44100, .floatSamples = true});
    const std::vector<float> out = readAudio(folder / "impulse.wav").audio.samples;
    const auto peak = std::ranges::max_element(out) - out.begin();
    QCOMPARE(peak, std::ptrdiff_t{10000});
}

void TestResampling::theLengthIsKeptToASample_data()
{
    QTest::addColumn<int>("inRate");
    QTest::addColumn<int>("inSamples");
    for (const int inRate : {8000, 44100, 48000, 96000})
        for (const int inSamples : {1, 2, 100, 4801, 48000, 123457})
            QTest::addRow("%d samples at %d", inSamples, inRate) << inRate << inSamples;
}

void TestResampling::theLengthIsKeptToASample()
{
    QFETCH(const int, inRate);
    QFETCH(const int, inSamples);
    const TempFolder folder;
    const auto samples = std::vector<float>(static_cast<std::size_t>(inSamples), 0.1F);
    writeWav(folder / "a.wav", samples, {.rate = inRate});
    const auto got = static_cast<double>(readAudio(folder / "a.wav").audio.samples.size());
    const double exact = inSamples * 22050.0 / inRate;
    QVERIFY2(std::abs(got - exact) <= 1.0, std::to_string(got - exact).c_str());
}

void TestResampling::equalRatesChangeNothing()
{
    const TempFolder folder;
    const std::vector<float> samples = music(1.0, 44100);
    writeWav(folder / "a.wav", samples, {.rate = 44100, .floatSamples = true});
    QVERIFY(readAudio(folder / "a.wav", {.rate = SampleRate{44100.0}}).audio.samples == samples);
}

QTEST_APPLESS_MAIN(TestResampling)
#include "tst_resampling.moc"
