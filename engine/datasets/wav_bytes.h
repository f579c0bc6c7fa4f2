// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tempo {

/// Samples as 16-bit integers, rounded, limited to full scale.
std::vector<std::int16_t> toInt16(std::span<const float> samples);

/// A WAV file, mono, 16 bit, at the analysis rate, with the 44-byte header that GTZAN's files have.
std::string wavBytes(std::span<const std::int16_t> samples);

} // namespace tempo
