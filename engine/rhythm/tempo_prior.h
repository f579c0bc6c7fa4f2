// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <span>
#include <vector>

namespace tempo {

/// What is believed about tempo before listening: log-normal around a centre, and an upper end.
struct TempoPrior {
    Bpm centre{120.0};
    double spreadOctaves = 1.0; ///< standard deviation of log2 tempo, > 0
    Bpm maximum{320.0};         ///< tempi at or above are ruled out
};

/// Log prior density, up to a constant, of each tempo.
/// @param bpm [n], descending, as tempoOfLags() gives them
/// @return    [n], <= 0; -infinity for the leading tempi >= maximum
/// @throws Error(InvalidArgument) if centre or spread is not positive
/// Source: librosa.feature.tempo(start_bpm, std_bpm, max_tempo). Golden: tempo_prior_344.f64
std::vector<double> logTempoPrior(std::span<const double> bpm, const TempoPrior& prior = {});

} // namespace tempo
