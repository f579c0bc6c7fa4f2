// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <optional>
#include <string>
#include <vector>

namespace tempo {

/// A tempo that the music may have, with its share of the estimator's belief.
struct TempoCandidate {
    Bpm bpm;
    double weight = 0.0; ///< in [0, 1]; the weights of all candidates sum to at most 1
};

/// Tempo over time.
struct TempoCurve {
    std::vector<Seconds> times; ///< [n_points], start of the recording is 0, ascending
    std::vector<Bpm> tempi;     ///< [n_points]
};

/// What an estimator says about one recording.
struct TempoEstimate {
    std::optional<Bpm> bpm;                 ///< empty if no tempo can be stated; then refusal says why
    std::vector<TempoCandidate> candidates; ///< best first; the first is bpm
    double confidence = 0.0;                ///< in [0, 1]; each estimator states its meaning
    std::optional<TempoCurve> curve;        ///< only where it was asked for
    std::string refusal;                    ///< why there is no tempo, e.g. "silent"; empty if there is one
};

} // namespace tempo
