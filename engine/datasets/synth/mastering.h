// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/synth/score.h"

#include <span>

namespace tempo::synth {

/// Band limits, limiter, noise, crackles, level, clipping, fade-in, in this order; reverb belongs to the renderer.
/// @param samples at the analysis rate, any level; changed in place. Silence stays silence but for the noise.
void master(std::span<float> samples, const Mastering& mastering);

} // namespace tempo::synth
