// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/rhythm/onset_envelope.h"

#include <cstddef>
#include <vector>

namespace tempo {

struct BeatTrackOptions {
    double tightness = 100.0; ///< how much a deviation from the tempo costs, > 0
    bool trim = true;         ///< drop leading and trailing beats on weak onsets
};

/// Beat positions at a given tempo, by dynamic programming: the chain of onsets that is strongest and steadiest.
/// @param onset [n_frames], >= 0
/// @param tempo > 0
/// @return      frame numbers, ascending; times are frame / onset.rate. Empty where there is no onset.
/// @throws Error(InvalidArgument) for a tempo or tightness that is not positive
/// Thread-safe: yes. Cost: O(n_frames * frames per beat).
/// Source: Ellis, JNMR 2007; librosa.beat.beat_track, librosa 0.11.0. Golden: index.json "beat_track"
std::vector<std::size_t> trackBeats(const OnsetEnvelope& onset, Bpm tempo, const BeatTrackOptions& options = {});

} // namespace tempo
