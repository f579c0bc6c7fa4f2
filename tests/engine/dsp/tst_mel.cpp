// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/dsp/mel.h"
#include "tests/support/golden.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace tempo;

class TestMel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scaleIsLinearBelowOneKilohertzAndLogarithmicAbove()
    {
        QCOMPARE(hertzToMel(500.0), 7.5);
        QCOMPARE(hertzToMel(1000.0), 15.0);
        QCOMPARE(hertzToMel(6400.0), 42.0);
        for (const double hertz : {0.0, 440.0, 999.0, 1001.0, 11025.0})
            QVERIFY(std::abs(melToHertz(hertzToMel(hertz)) - hertz) < 1e-9);
    }

    // 1e-10 relative: the C library's exp and log may differ from numpy's in the last bits.
    void frequenciesAreLibrosas()
    {
        const std::vector<double> golden = test::readF64(test::goldenPath("mel_frequencies_130.f64"));
        const std::vector<double> frequencies = melFrequencies(130, 11025.0);
        QCOMPARE(frequencies.size(), golden.size());
        for (std::size_t k = 0; k < golden.size(); ++k)
            QVERIFY(std::abs(frequencies[k] - golden[k]) <= 1e-10 * golden[k]);
    }

    // One float rounding is 6e-8 relative; the triangle and its scaling are rounded once each. Near a triangle's foot
    // its height is a difference of nearly equal numbers, hence the absolute part.
    void filterbankIsLibrosas()
    {
        const Matrix<float> golden = test::readNpy(test::goldenPath("mel_filterbank.npy"));
        const Matrix<float> weights = MelFilterbank().weights();
        QCOMPARE(weights.rows(), golden.rows());
        QCOMPARE(weights.cols(), golden.cols());
        for (std::size_t k = 0; k < golden.values().size(); ++k) {
            const float expected = golden.values()[k];
            QVERIFY2(std::abs(weights.values()[k] - expected) <= 2e-7F * expected + 1e-12F,
                     qPrintable(QString::number(k)));
        }
    }

    void applyIsTheProductWithTheWeights()
    {
        const MelFilterbank bank;
        const Matrix<float> weights = bank.weights();
        std::vector<double> power(bank.binCount());
        for (std::size_t k = 0; k < power.size(); ++k)
            power[k] = 1.0 + static_cast<double>((k * 37) % 101);
        std::vector<double> mel(bank.bandCount());
        bank.apply(power, mel);
        for (std::size_t band = 0; band < bank.bandCount(); ++band) {
            double expected = 0.0;
            for (std::size_t k = 0; k < power.size(); ++k)
                expected += static_cast<double>(weights(band, k)) * power[k];
            QVERIFY(std::abs(mel[band] - expected) <= 1e-13 * expected);
        }
    }

    void senselessSizesAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(MelFilterbank({.fftSize = 0}), Error);
        QVERIFY_EXCEPTION_THROWN(MelFilterbank({.bandCount = 0}), Error);
        QVERIFY_EXCEPTION_THROWN(MelFilterbank({.rate = SampleRate{0.0}}), Error);
    }
};

QTEST_APPLESS_MAIN(TestMel)
#include "tst_mel.moc"
