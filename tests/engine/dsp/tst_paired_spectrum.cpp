// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/dsp/paired_spectrum.h"
#include "engine/dsp/window.h"

#include <QTest>

#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

using namespace tempo;
using Complex = std::complex<double>;

namespace {

constexpr std::size_t kSize = 64;

std::vector<float> ramp(float start)
{
    std::vector<float> values(kSize);
    for (std::size_t n = 0; n < kSize; ++n)
        values[n] = start + 0.25F * static_cast<float>((n * 5) % 9);
    return values;
}

/// The definition, term by term.
std::vector<Complex> slowSpectrum(const std::vector<float>& signal, const std::vector<double>& window)
{
    std::vector<Complex> spectrum(kSize / 2 + 1);
    for (std::size_t k = 0; k < spectrum.size(); ++k)
        for (std::size_t n = 0; n < signal.size(); ++n)
            spectrum[k] +=
                std::polar(static_cast<double>(signal[n]) * window[n],
                           -2.0 * std::numbers::pi * static_cast<double>(k * n) / static_cast<double>(kSize));
    return spectrum;
}

} // namespace

class TestPairedSpectrum : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothSignalsComeOutAsTheDefinitionSays()
    {
        const std::vector<double> window = periodicHann(kSize);
        const std::vector<float> a = ramp(-1.0F);
        const std::vector<float> b = ramp(0.5F);
        const std::vector<Complex> expectedA = slowSpectrum(a, window);
        const std::vector<Complex> expectedB = slowSpectrum(b, window);

        PairedSpectrum pair(kSize);
        pair.transform(a, b, window);
        std::vector<Complex> gotA(pair.binCount());
        std::vector<Complex> gotB(pair.binCount());
        pair.spectra(gotA, gotB);
        std::vector<double> powerA(pair.binCount());
        std::vector<double> powerB(pair.binCount());
        pair.powers(powerA, powerB);
        for (std::size_t k = 0; k < pair.binCount(); ++k) {
            QVERIFY(std::abs(gotA[k] - expectedA[k]) < 1e-12);
            QVERIFY(std::abs(gotB[k] - expectedB[k]) < 1e-12);
            QVERIFY(std::abs(powerA[k] - std::norm(expectedA[k])) < 1e-11);
            QVERIFY(std::abs(powerB[k] - std::norm(expectedB[k])) < 1e-11);
        }
    }

    void anEmptySecondSignalStandsForZeros()
    {
        const std::vector<double> window(kSize, 1.0);
        PairedSpectrum pair(kSize);
        pair.transform(ramp(2.0F), ramp(3.0F), window); // leaves something behind that must not be seen
        pair.transform(ramp(-1.0F), {}, window);
        std::vector<double> first(pair.binCount());
        std::vector<double> second(pair.binCount());
        pair.powers(first, second);
        QVERIFY(first[0] > 0.0);
        for (const double power : second)
            QVERIFY(power < 1e-24);
    }

    void aShortSignalIsPaddedWithZeros()
    {
        const std::vector<double> window(8, 1.0);
        const std::vector<float> impulse{1.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F};
        PairedSpectrum pair(kSize);
        pair.transform(ramp(2.0F), ramp(3.0F), std::vector<double>(kSize, 1.0));
        pair.transform(impulse, impulse, window);
        std::vector<double> first(pair.binCount());
        std::vector<double> second(pair.binCount());
        pair.powers(first, second);
        for (const double power : first)
            QVERIFY(std::abs(power - 1.0) < 1e-14);
    }

    // A silent frame beside a loud one must stay far below the 1e-10 at which decibels begin.
    void aLoudSignalDoesNotLeakIntoASilentOne()
    {
        const std::vector<double> window = periodicHann(kSize);
        PairedSpectrum pair(kSize);
        pair.transform(std::vector<float>(kSize, 0.0F), ramp(1.0F), window);
        std::vector<double> silent(pair.binCount());
        std::vector<double> loud(pair.binCount());
        pair.powers(silent, loud);
        QVERIFY(loud[0] > 100.0);
        for (const double power : silent)
            QVERIFY(power < 1e-20);
    }

    void anOddSizeIsRefused() { QVERIFY_EXCEPTION_THROWN(PairedSpectrum(63), Error); }
};

QTEST_APPLESS_MAIN(TestPairedSpectrum)
#include "tst_paired_spectrum.moc"
