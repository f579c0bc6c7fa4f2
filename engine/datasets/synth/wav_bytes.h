// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace tempo::synth {

/// A WAV file, mono, 16 bit, at the analysis rate, with the 44-byte header that GTZAN's files have.
std::string wavBytes(std::span<const std::int16_t> samples);

/// Bytes that no decoder takes for audio: no container's mark, and no byte that could begin an MPEG frame.
std::string noiseBytes(std::uint64_t seed);

} // namespace tempo::synth
