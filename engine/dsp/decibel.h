// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"

#include <span>

namespace tempo {

/// The quietest power that is told apart: -100 dB.
inline constexpr double kSmallestPower = 1e-10;
/// The range kept below the loudest value of a recording, in dB.
inline constexpr float kTopDecibel = 80.0F;

/// 10 log10(max(1e-10, power)) for each value, reference 1, in dB; computed in double, rounded once to float.
/// @param power, decibel  of one length
/// Source: librosa.power_to_db(ref=1.0, amin=1e-10, top_db=None).
void powerToDecibel(std::span<const double> power, std::span<float> decibel);

/// Raises everything to at least the largest value - 80 dB. The largest is taken over the whole recording.
/// Source: librosa.power_to_db(top_db=80.0).
void clipToTopDecibel(Matrix<float>& decibel);

} // namespace tempo
