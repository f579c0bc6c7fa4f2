// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"
#include "engine/datasets/track_scan.h"
#include "engine/evaluation/evaluation.h"

#include <span>
#include <string>
#include <vector>

namespace tempo {

/// A dataset as the items of an evaluation, still without systems.
/// @param scans    [n_tracks] or empty: then no track has a hash
/// @param versions the reference versions to judge by, the one that counts first; empty: all of the dataset
/// @param messages grows by references that could not be read, one line each: such a track is not judged under that
/// version
/// @throws Error(InvalidArgument) for a version that the dataset does not have, or if it has none
/// Thread-safe: yes.
Evaluation evaluationOf(const Dataset& dataset, std::span<const TrackScan> scans,
                        const std::vector<std::string>& versions, std::vector<std::string>& messages);

/// 32 hexadecimal digits; empty without a hash.
std::string audioHashOf(const TrackScan& scan);

} // namespace tempo
