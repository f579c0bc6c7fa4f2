// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimators/tempo_estimate.h"
#include "engine/rhythm/tempo.h"

#include <cstddef>
#include <vector>

namespace tempo {

/// The local maxima of the score, best first, at most `limit`; weights are shares of exp(score) over all local maxima.
/// The first is scores.tempo().
std::vector<TempoCandidate> rankCandidates(const TempoScores& scores, std::size_t limit = 8);

/// How exactly the onset envelope repeats after one beat of scores.tempo(), in [0, 1]; see LibrosaEstimator.
double pulseClarity(const TempoScores& scores);

} // namespace tempo
