// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tempo::synth {

/// Samples of the input that halveRate() looks at beyond the last one that it needs.
inline constexpr std::int64_t kHalvingReach = 64;

/// Every second sample after a half-band low pass without delay (windowed sinc, 80 dB beyond 12.5 kHz of 44.1 kHz).
/// @param begin  where in the input the output begins; samples before and after the input are silence
std::vector<float> halveRate(std::span<const float> input, std::int64_t begin, std::size_t nOutput);

} // namespace tempo::synth
