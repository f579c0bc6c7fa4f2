// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/run_config.h"

#include <cstdint>

namespace tempo::neural {

/// The learning rate of a step: linear warm-up, then constant or half a cosine down to zero at the end of the run. The
/// warm-up takes a fifth of the run at most, so that a short run learns too.
/// @param step      from 1 to totalSteps
double learningRateOf(std::int64_t step, std::int64_t totalSteps, const TrainerConfig& trainer);

} // namespace tempo::neural
