// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/decibel.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace tempo;

namespace {

float decibelOf(double power)
{
    float decibel = 0.0F;
    powerToDecibel(std::span(&power, 1), std::span(&decibel, 1));
    return decibel;
}

} // namespace

class TestDecibel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void powersOfTenAreExact()
    {
        QCOMPARE(decibelOf(1.0), 0.0F);
        QCOMPARE(decibelOf(10.0), 10.0F);
        QCOMPARE(decibelOf(1e-5), -50.0F);
        QCOMPARE(decibelOf(1e5), 50.0F);
    }

    void nothingIsBelowMinusHundred()
    {
        QCOMPARE(decibelOf(0.0), -100.0F);
        QCOMPARE(decibelOf(1e-10), -100.0F);
        QCOMPARE(decibelOf(1e-300), -100.0F);
        QCOMPARE(decibelOf(std::numeric_limits<double>::denorm_min()), -100.0F);
    }

    // Our own logarithm against the C library's, over 30 decades and around 1, where relative errors would show: the
    // float result may differ in its last bit only, when the double lies within 1e-14 of a rounding border.
    void logarithmIsTheCLibrarys()
    {
        std::vector<double> powers;
        for (int k = 0; k < 300000; ++k)
            powers.push_back(1e-10 * std::pow(10.0, static_cast<double>(k) * 1e-4));
        for (int k = -5000; k < 5000; ++k)
            powers.push_back(1.0 + static_cast<double>(k) * 1e-6);
        std::vector<float> decibel(powers.size());
        powerToDecibel(powers, decibel);
        std::size_t different = 0;
        for (std::size_t k = 0; k < powers.size(); ++k) {
            const auto expected = static_cast<float>(10.0 * std::log10(powers[k]));
            if (decibel[k] == expected)
                continue;
            ++different;
            QVERIFY2(decibel[k] == std::nextafter(expected, decibel[k]),
                     qPrintable(QString::number(powers[k], 'g', 17)));
        }
        QVERIFY2(different < powers.size() / 10000, qPrintable(QString::number(different)));
    }

    void clippingKeepsEightyDecibelBelowTheLoudest()
    {
        Matrix<float> values(2, 2);
        values(0, 0) = 10.0F;
        values(0, 1) = -69.0F;
        values(1, 0) = -71.0F;
        values(1, 1) = -100.0F;
        clipToTopDecibel(values);
        QCOMPARE(values(0, 0), 10.0F);
        QCOMPARE(values(0, 1), -69.0F);
        QCOMPARE(values(1, 0), -70.0F);
        QCOMPARE(values(1, 1), -70.0F);
    }

    void clippingNothingIsHarmless()
    {
        Matrix<float> empty;
        clipToTopDecibel(empty);
        QCOMPARE(empty.rows(), 0U);
    }
};

QTEST_APPLESS_MAIN(TestDecibel)
#include "tst_decibel.moc"
