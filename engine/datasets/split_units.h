// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"
#include "engine/datasets/split.h"

#include <cstddef>
#include <string>
#include <vector>

namespace tempo {

/// Tracks that must not straddle a split.
struct SplitUnit {
    std::string name;                ///< the first id in byte order, of all its tracks
    std::string genre;               ///< the most frequent among its usable tracks, the first in byte order of several
    std::vector<std::size_t> tracks; ///< usable ones, indices into Dataset::tracks, ascending; at least one
};

/// A dataset seen by a split.
struct SplitUnits {
    std::vector<std::string> reasons; ///< [n_tracks] why a track is left out; empty for usable ones
    std::vector<SplitUnit> units;     ///< in the order of their first track
    std::vector<std::size_t> unitOf;  ///< [n_tracks] index into units; meaningless for tracks left out
};

/// Which tracks can be used, and which of them belong together. A chain of duplicates and groups holds also where it
/// leads through tracks that are left out.
/// @throws Error(InvalidArgument) if no track can be used
SplitUnits unitsOf(const Dataset& dataset, const SplitConstraints& constraints);

} // namespace tempo
