// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/dsp/window.h"
#include "engine/rhythm/fourier_tempogram.h"
#include "engine/rhythm/tempogram.h"
#include "tests/support/golden.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <stop_token>
#include <vector>

using namespace tempo;

namespace {

std::vector<float> bumpyEnvelope(std::size_t frames)
{
    std::vector<float> onset(frames);
    for (std::size_t t = 0; t < frames; ++t)
        onset[t] = static_cast<float>((t * t * 7 + t * 3) % 23) * (t % 10 == 0 ? 2.0F : 0.25F);
    return onset;
}

/// Row t by the definition, in the time domain.
std::vector<double> slowRow(const std::vector<float>& onset, std::size_t t, std::size_t windowFrames)
{
    const std::size_t half = windowFrames / 2;
    const auto value = [&](std::size_t position) { // position counts from half a window before the start
        if (position < half)
            return static_cast<double>(onset.front()) * static_cast<double>(position) / static_cast<double>(half);
        if (position < half + onset.size())
            return static_cast<double>(onset[position - half]);
        const std::size_t fromEnd = 2 * half + onset.size() - 1 - position;
        return static_cast<double>(onset.back()) * static_cast<double>(fromEnd) / static_cast<double>(half);
    };
    const std::vector<double> window = periodicHann(windowFrames);
    std::vector<double> row(windowFrames, 0.0);
    for (std::size_t lag = 0; lag < windowFrames; ++lag)
        for (std::size_t k = 0; k + lag < windowFrames; ++k)
            row[lag] += window[k] * value(t + k) * window[k + lag] * value(t + k + lag);
    const double largest = row[0];
    if (largest > 0.0)
        for (double& v : row)
            v /= largest;
    return row;
}

} // namespace

class TestTempogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // 1e-7: numpy's ramp is rounded to float, the definition above is not.
    void rowsAreTheDefinition_data()
    {
        QTest::addColumn<int>("frames");
        for (const int frames : {1, 2, 3, 40, 101})
            QTest::addRow("%d frames", frames) << frames;
    }
    void rowsAreTheDefinition()
    {
        QFETCH(int, frames);
        const OnsetEnvelope onset{.rate = FrameRate{43.0}, .values = bumpyEnvelope(static_cast<std::size_t>(frames))};
        const Matrix<double> rows = tempogram(onset, 32);
        QCOMPARE(rows.rows(), onset.values.size());
        for (std::size_t t = 0; t < rows.rows(); ++t) {
            const std::vector<double> expected = slowRow(onset.values, t, 32);
            for (std::size_t lag = 0; lag < 32; ++lag)
                QVERIFY(std::abs(rows(t, lag) - expected[lag]) < 1e-7);
        }
    }

    void meanIsTheMeanOfTheRows_data() { rowsAreTheDefinition_data(); }
    void meanIsTheMeanOfTheRows()
    {
        QFETCH(int, frames);
        const OnsetEnvelope onset{.rate = FrameRate{43.0}, .values = bumpyEnvelope(static_cast<std::size_t>(frames))};
        const Matrix<double> rows = tempogram(onset, 64);
        const std::vector<double> mean = LocalAutocorrelation(64).mean(onset.values);
        for (std::size_t lag = 0; lag < 64; ++lag) {
            double expected = 0.0;
            for (std::size_t t = 0; t < rows.rows(); ++t)
                expected += rows(t, lag) / static_cast<double>(rows.rows());
            QVERIFY(std::abs(mean[lag] - expected) < 1e-14);
        }
    }

    void aPeriodicEnvelopePeaksAtItsPeriod()
    {
        std::vector<float> onset(800, 0.0F);
        for (std::size_t t = 10; t < onset.size(); t += 21) // not at the edges, which grow ramps
            onset[t] = 1.0F;
        const std::vector<double> mean = LocalAutocorrelation(344).mean(onset);
        QVERIFY(mean[21] > 0.9);
        QVERIFY(mean[42] > 0.8); // the window overlaps itself less at longer lags
        QVERIFY(mean[20] < 1e-9);
        QVERIFY(mean[22] < 1e-9);
    }

    void silenceStaysZero()
    {
        const std::vector<float> silence(50, 0.0F);
        for (const double value : LocalAutocorrelation(344).mean(silence))
            QCOMPARE(value, 0.0);
        const Matrix<double> rows = tempogram({.rate = FrameRate{43.0}, .values = silence});
        for (const double value : rows.values())
            QCOMPARE(value, 0.0);
    }

    void anEmptyEnvelopeGivesNothing()
    {
        QCOMPARE(tempogram({.rate = FrameRate{43.0}, .values = {}}).rows(), 0U);
        for (const double value : LocalAutocorrelation(344).mean({}))
            QCOMPARE(value, 0.0);
    }

    void aRequestedStopIsHeeded()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY_EXCEPTION_THROWN(LocalAutocorrelation(344).mean(bumpyEnvelope(600), source.get_token()), Cancelled);
    }

    void anOddWindowIsRefused() { QVERIFY_EXCEPTION_THROWN(LocalAutocorrelation(343), Error); }

    // Largest value about 2800; librosa rounds to complex64 once, as we do.
    void fourierTempogramIsLibrosas()
    {
        const Matrix<float> golden = test::readNpy(test::goldenPath("rhythm/lcg_112_fourier.npy"));
        const OnsetEnvelope onset{.rate = FrameRate{22050.0 / 512.0},
                                  .values = test::readF32(test::goldenPath("lcg_112/onset.f32"))};
        const Matrix<std::complex<float>> ours = fourierTempogram(onset);
        QCOMPARE(ours.rows(), golden.rows());
        QCOMPARE(ours.cols(), golden.cols());
        for (std::size_t k = 0; k < golden.values().size(); ++k)
            QVERIFY(std::abs(std::abs(ours.values()[k]) - golden.values()[k]) <= 1e-4F + 1e-6F * golden.values()[k]);
    }

    void fourierTempogramPeaksAtTheTempo()
    {
        // 384 frames at 43.07 frames a second: column 16 is 107.67 BPM, 24 frames a beat.
        OnsetEnvelope onset{.rate = FrameRate{22050.0 / 512.0}, .values = std::vector<float>(900)};
        for (std::size_t t = 0; t < 900; ++t)
            onset.values[t] =
                static_cast<float>(1.0 + std::cos(2.0 * std::numbers::pi * static_cast<double>(t) / 24.0));
        const auto bpm = tempoOfFrequencies(384, onset.rate);
        QCOMPARE(bpm.size(), 193U);
        QVERIFY(std::abs(bpm[16] - 107.666015625) < 1e-12);
        const auto spectrum = fourierTempogram(onset);
        const auto row = spectrum.row(450);
        for (std::size_t k = 4; k < row.size(); ++k)
            QVERIFY(k == 16 || std::abs(row[k]) < std::abs(row[16]));
    }
};

QTEST_APPLESS_MAIN(TestTempogram)
#include "tst_tempogram.moc"
