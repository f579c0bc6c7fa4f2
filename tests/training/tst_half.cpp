// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/half.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace tempo;

class TestHalf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownNumbers()
    {
        QCOMPARE(toHalf(0.0F), std::uint16_t{0x0000});
        QCOMPARE(toHalf(-0.0F), std::uint16_t{0x8000});
        QCOMPARE(toHalf(1.0F), std::uint16_t{0x3C00});
        QCOMPARE(toHalf(-2.0F), std::uint16_t{0xC000});
        QCOMPARE(toHalf(65504.0F), std::uint16_t{0x7BFF});
        QCOMPARE(toHalf(0x1p-24F), std::uint16_t{0x0001});
        QCOMPARE(toHalf(0x1p-14F), std::uint16_t{0x0400});
        QCOMPARE(toHalf(1.0F / 3.0F), std::uint16_t{0x3555});
        QCOMPARE(toHalf(-100.0F), std::uint16_t{0xD640});
    }

    void everyHalfIsItselfAgain()
    {
        for (std::uint32_t bits = 0; bits <= 0xFFFFU; ++bits) {
            const auto half = static_cast<std::uint16_t>(bits);
            const float number = fromHalf(half);
            if (std::isnan(number))
                QVERIFY(std::isnan(fromHalf(toHalf(number))));
            else
                QCOMPARE(toHalf(number), half);
        }
    }

    void whatLiesBetweenGoesToTheNearestAndTiesToEven()
    {
        for (std::uint32_t bits = 0; bits < 0x7BFFU; ++bits) {
            const double low = double{fromHalf(static_cast<std::uint16_t>(bits))};
            const double high = double{fromHalf(static_cast<std::uint16_t>(bits + 1))};
            const auto middle = static_cast<float>((low + high) / 2.0);
            const auto even = static_cast<std::uint16_t>(bits + (bits & 1U));
            QCOMPARE(toHalf(middle), even);
            QCOMPARE(toHalf(-middle), static_cast<std::uint16_t>(even | 0x8000U));
            QCOMPARE(toHalf(std::nextafter(middle, 0.0F)), static_cast<std::uint16_t>(bits));
            QCOMPARE(toHalf(std::nextafter(middle, 1e9F)), static_cast<std::uint16_t>(bits + 1));
        }
    }

    void tooLargeIsInfiniteAndNanStays()
    {
        QCOMPARE(toHalf(65519.99F), std::uint16_t{0x7BFF});
        QCOMPARE(toHalf(65520.0F), std::uint16_t{0x7C00});
        QCOMPARE(toHalf(-std::numeric_limits<float>::infinity()), std::uint16_t{0xFC00});
        QVERIFY(std::isnan(fromHalf(toHalf(std::numeric_limits<float>::quiet_NaN()))));
        QVERIFY(std::isinf(fromHalf(0x7C00)));
        QCOMPARE(toHalf(1e-10F), std::uint16_t{0});
    }
};

QTEST_APPLESS_MAIN(TestHalf)
#include "tst_half.moc"
