// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <span>
#include <vector>

namespace tempo {

/// What can be had without listening, and what a method can reach at best: the lines between which every accuracy lies.

/// A tempo that is said of every track, and how often it is right.
struct ConstantTempo {
    Bpm bpm;
    double accuracy = 0.0; ///< in [0, 1]
};
/// The one tempo with the highest Accuracy1; of several the middle of the slowest range.
/// @param references [n_tracks], > 0 @param tolerance in (0, 0.2), so that no two octaves of a tempo are near each
/// other
/// @throws Error(InvalidArgument) without a reference or for another tolerance
/// Thread-safe: yes. Cost: O(n log n).
ConstantTempo bestConstantTempo(std::span<const Bpm> references, double tolerance);
/// The same for Accuracy2.
ConstantTempo bestConstantTempoUpToOctaves(std::span<const Bpm> references, double tolerance);

/// The share of references that some tempo of a grid lies near, in [0, 1]: the highest Accuracy1 that a method can have
/// which knows no other tempi. @throws Error(InvalidArgument) as above
double gridCeiling(std::span<const Bpm> references, std::span<const Bpm> grid, double tolerance);

/// The only tempi that the librosa baseline can answer, ascending: 60 * frame rate over a whole number of frames, below
/// 320 BPM. Around 120 BPM they are 6 BPM apart.
std::vector<Bpm> baselineTempi();

} // namespace tempo
