// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/stft.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <vector>

using namespace tempo;

class TestStft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptySignalGivesOneSilentFrame()
    {
        const auto spectrum = stft({});
        QCOMPARE(spectrum.rows(), 1U);
        QCOMPARE(spectrum.cols(), 1025U);
        for (const auto& value : spectrum.values())
            QCOMPARE(std::abs(value), 0.0F);
    }

    void oneHopOfSamplesGivesTwoFrames()
    {
        QCOMPARE(stft(std::vector<float>(511, 0.0F)).rows(), 1U);
        QCOMPARE(stft(std::vector<float>(512, 0.0F)).rows(), 2U);
    }

    // A sine of full scale in the middle of bin 100: the Hann window's sum is 1024, half of it goes to the positive
    // frequency, a quarter to each neighbour, nothing farther.
    void sineOnABinHasTheWindowsHeight()
    {
        std::vector<float> sine(22050);
        for (std::size_t n = 0; n < sine.size(); ++n)
            sine[n] = static_cast<float>(std::sin(2.0 * std::numbers::pi * 100.0 * static_cast<double>(n) / 2048.0));
        const auto spectrum = stft(sine);
        const auto middle = spectrum.row(20);
        QVERIFY(std::abs(std::abs(middle[100]) - 512.0F) < 1e-3F);
        QVERIFY(std::abs(std::abs(middle[99]) - 256.0F) < 1e-3F);
        QVERIFY(std::abs(std::abs(middle[101]) - 256.0F) < 1e-3F);
        QVERIFY(std::abs(middle[103]) < 1e-3F);
    }

    // An impulse at sample 2048 is the centre of frame 4 (hop 512), where the window is 1: flat magnitude 1, and the
    // phase of half a frame, (-1)^k.
    void impulseIsFlatWithThePhaseOfItsPlace()
    {
        std::vector<float> samples(4096, 0.0F);
        samples[2048] = 1.0F;
        const auto spectrum = stft(samples);
        const auto frame = spectrum.row(4);
        for (std::size_t k = 0; k < frame.size(); ++k)
            QVERIFY(std::abs(frame[k] - std::complex<float>(k % 2 == 0 ? 1.0F : -1.0F)) < 1e-5F);
    }
};

QTEST_APPLESS_MAIN(TestStft)
#include "tst_stft.moc"
