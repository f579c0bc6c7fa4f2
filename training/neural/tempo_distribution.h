// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimators/tempo_estimate.h"
#include "training/files/model_file.h"

#include <span>
#include <vector>

namespace tempo {

/// The tempo at the highest bin of a distribution over a grid, refined by a parabola through the logarithms of the bin
/// and its neighbours.
/// @param distribution [grid.nBins], >= 0, at least one above 0
Bpm peakTempo(std::span<const float> distribution, const TempoGrid& grid);

/// The local maxima of a distribution, best first, at most `limit`; weights are the probability within `tolerance`
/// around them, no bin counted twice, so that they sum to at most 1. The first is peakTempo().
/// @param distribution [grid.nBins], sum 1
std::vector<TempoCandidate> rankTempi(std::span<const float> distribution, const TempoGrid& grid,
                                      double tolerance = 0.04, std::size_t limit = 8);

} // namespace tempo
