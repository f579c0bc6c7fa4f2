// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/dsp/fft.h"

#include <QTest>

#include <atomic>
#include <complex>
#include <numbers>
#include <thread>
#include <vector>

using namespace tempo;
using Complex = std::complex<double>;

class TestFft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void constantBecomesOneBin()
    {
        Fft fft(16, FftDirection::Forward);
        std::ranges::fill(fft.input(), 1.0);
        fft.execute();
        QVERIFY(std::abs(fft.output()[0] - Complex{16.0, 0.0}) < 1e-14);
        for (std::size_t k = 1; k < 16; ++k)
            QVERIFY(std::abs(fft.output()[k]) < 1e-14);
    }

    void impulseBecomesFlat()
    {
        Fft fft(720, FftDirection::Forward);
        std::ranges::fill(fft.input(), 0.0);
        fft.input()[0] = 1.0;
        fft.execute();
        for (const Complex& value : fft.output())
            QVERIFY(std::abs(value - 1.0) < 1e-14);
    }

    void forwardOfAPositiveFrequencyIsAPositiveBin()
    {
        Fft fft(32, FftDirection::Forward);
        for (std::size_t n = 0; n < 32; ++n)
            fft.input()[n] = std::polar(1.0, 2.0 * std::numbers::pi * 3.0 * static_cast<double>(n) / 32.0);
        fft.execute();
        QVERIFY(std::abs(fft.output()[3] - 32.0) < 1e-12);
        QVERIFY(std::abs(fft.output()[29]) < 1e-12);
    }

    void forwardThenBackwardMultipliesBySize()
    {
        Fft forward(96, FftDirection::Forward);
        Fft backward(96, FftDirection::Backward);
        for (std::size_t n = 0; n < 96; ++n)
            forward.input()[n] = {static_cast<double>(n % 7), -static_cast<double>(n % 5)};
        forward.execute();
        std::ranges::copy(forward.output(), backward.input().begin());
        backward.execute();
        for (std::size_t n = 0; n < 96; ++n)
            QVERIFY(std::abs(backward.output()[n] - 96.0 * forward.input()[n]) < 1e-11);
    }

    void sizeZeroIsRefused() { QVERIFY_EXCEPTION_THROWN(Fft(0, FftDirection::Forward), Error); }

    // FFTW's planner crashes within moments when it runs on several threads without a lock.
    void plansAreMadeUsedAndDestroyedOnManyThreads()
    {
        std::atomic<int> wrong = 0;
        const auto work = [&wrong](unsigned seed) {
            for (unsigned round = 0; round < 40; ++round) {
                const std::size_t size = 16 + 8 * ((seed * 13 + round * 7) % 200);
                Fft fft(size, round % 2 == 0 ? FftDirection::Forward : FftDirection::Backward);
                std::ranges::fill(fft.input(), 1.0);
                fft.execute();
                if (std::abs(fft.output()[0] - static_cast<double>(size)) > 1e-9)
                    ++wrong;
            }
        };
        {
            std::vector<std::jthread> threads;
            for (unsigned seed = 0; seed < 8; ++seed)
                threads.emplace_back(work, seed);
        }
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_APPLESS_MAIN(TestFft)
#include "tst_fft.moc"
