// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>

namespace tempo {

/// IEEE 754 binary16 of a number, to nearest, ties to even; too large becomes infinite, NaN stays NaN.
inline std::uint16_t toHalf(float value)
{
    constexpr std::uint32_t kInfinity = 0x7F800000U;
    constexpr std::uint32_t kOverflow = 0x477FF000U;       // 65520, which rounds to infinity
    constexpr std::uint32_t kSmallestNormal = 0x38800000U; // 2^-14
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16U) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude > kInfinity)
        return sign | 0x7E00U;
    if (magnitude >= kOverflow)
        return sign | 0x7C00U;
    if (magnitude < kSmallestNormal) {
        // A subnormal half counts units of 2^-24. Added to 0.5, whose last bit is 2^-24, the sum is rounded just so.
        const float sum = std::bit_cast<float>(magnitude) + 0.5F;
        return static_cast<std::uint16_t>(sign |
                                          (std::bit_cast<std::uint32_t>(sum) - std::bit_cast<std::uint32_t>(0.5F)));
    }
    // Thirteen bits go; half of the last that stays is added, less one where the number would be even below.
    const std::uint32_t rounded = magnitude + 0x0FFFU + ((magnitude >> 13U) & 1U);
    return static_cast<std::uint16_t>(sign | ((rounded - 0x38000000U) >> 13U));
}

/// The number that a binary16 stands for, exactly.
inline float fromHalf(std::uint16_t half)
{
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    const std::uint32_t exponent = (half >> 10U) & 0x1FU;
    const std::uint32_t fraction = half & 0x03FFU;
    if (exponent == 0) {
        const float magnitude = static_cast<float>(fraction) * 0x1p-24F;
        return std::bit_cast<float>(std::bit_cast<std::uint32_t>(magnitude) | sign);
    }
    const std::uint32_t wide = exponent == 0x1FU ? 0x7F800000U : (exponent + 112U) << 23U;
    return std::bit_cast<float>(sign | wide | (fraction << 13U));
}

} // namespace tempo
