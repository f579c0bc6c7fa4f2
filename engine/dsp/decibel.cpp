// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/decibel.h"

#include "engine/dsp/multiversion.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace tempo {

namespace {

/// log2 of a positive normal number in plain arithmetic, so that the compiler can work on four at once: the C library's
/// costs as much as a quarter of the whole Fourier transform. x = m 2^e with m around 1; log2(m) by the series of
/// atanh((m - 1) / (m + 1)), |argument| <= 0.172, cut where the next term is below 1e-16. Within 4e-16 of log2 times
/// max(1, |log2|); the test says so against the C library.
inline double log2OfNormal(double x)
{
    constexpr std::uint64_t kSqrtHalf = 0x3fe6a09e667f3bcdU; // bits of sqrt(1/2), the smallest m
    constexpr std::uint64_t kBias = 1023U;
    constexpr std::uint64_t kTwo52Bits = 0x4330000000000000U; // as a number 2^52, whose last bits count in ones
    constexpr double kTwo52 = 4503599627370496.0;
    constexpr double kTwoOverLn2 = 2.8853900817779268147;

    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t biasedExponent = (bits - kSqrtHalf + (kBias << 52U)) >> 52U;
    const double m = std::bit_cast<double>(bits - ((biasedExponent - kBias) << 52U));
    const double exponent = (std::bit_cast<double>(kTwo52Bits | biasedExponent) - kTwo52) - static_cast<double>(kBias);

    const double s = (m - 1.0) / (m + 1.0);
    const double s2 = s * s;
    double series = 1.0 / 19.0;
    series = series * s2 + 1.0 / 17.0;
    series = series * s2 + 1.0 / 15.0;
    series = series * s2 + 1.0 / 13.0;
    series = series * s2 + 1.0 / 11.0;
    series = series * s2 + 1.0 / 9.0;
    series = series * s2 + 1.0 / 7.0;
    series = series * s2 + 1.0 / 5.0;
    series = series * s2 + 1.0 / 3.0;
    series = series * s2 + 1.0;
    return exponent + kTwoOverLn2 * (s * series);
}

TEMPNETIC_MULTIVERSION
void toDecibel(const double* power, float* decibel, std::size_t n)
{
    constexpr double kDecibelPerOctave = 3.0102999566398119521; // 10 log10(2)
    for (std::size_t k = 0; k < n; ++k) {
        const double limited = power[k] > kSmallestPower ? power[k] : kSmallestPower;
        decibel[k] = static_cast<float>(kDecibelPerOctave * log2OfNormal(limited));
    }
}

} // namespace

void powerToDecibel(std::span<const double> power, std::span<float> decibel)
{
    toDecibel(power.data(), decibel.data(), power.size());
}

void clipToTopDecibel(Matrix<float>& decibel)
{
    const auto values = decibel.values();
    if (values.empty())
        return;
    const float floor = *std::ranges::max_element(values) - kTopDecibel;
    for (float& value : values)
        value = std::max(value, floor);
}

} // namespace tempo
