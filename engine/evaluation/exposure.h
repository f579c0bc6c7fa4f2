// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/split.h"
#include "engine/evaluation/evaluation.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// A recording that a model file names as part of its training.
struct KnownRecording {
    std::string id;
    std::string audioHash; ///< empty if unknown
    SplitPart part = SplitPart::Train;
};

/// Which tracks a model knows. A track is known if its samples are (same hash, under whatever id or path), or if its id
/// is known and one of the two hashes is missing, so that the id is all there is to go by. The same id with other
/// samples is another recording: two corpora may both have a "blues.00000". Where several recordings fit, training
/// counts more than validation.
/// @return [n_items]
/// Thread-safe: yes. Cost: O(n log n).
std::vector<Exposure> exposuresOf(std::span<const EvaluationItem> items, std::span<const KnownRecording> known);

/// The tracks that an evaluation is made on.
enum class TrackChoice {
    Validation, ///< "val": no system has learnt from them; some may have been chosen by them
    Test,       ///< "test": no system knows them at all
    Train,      ///< "train": at least one system has learnt from them
    All,        ///< "all"
};
std::string_view nameOf(TrackChoice choice);
/// Empty for an unknown name.
std::optional<TrackChoice> trackChoiceOf(std::string_view name);

/// The most that any system knows of a track.
Exposure exposureOf(const Evaluation& evaluation, std::size_t item);

/// Indices of the items of a choice, in order.
std::vector<std::size_t> chooseTracks(const Evaluation& evaluation, TrackChoice choice);

} // namespace tempo
