// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/estimators/tempo_estimate.h"
#include "engine/evaluation/tempo_metrics.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// Everything that is known before any number: tracks, what references say about them, and what systems say. Value
/// types; all lists over items are in the same order.

/// What kind of thing answered; it decides colour and shape in every plot.
enum class SystemKind {
    Baseline, ///< the classical method
    Model,    ///< a network of this program
    Imported, ///< estimates of another program, read from files
};
std::string_view nameOf(SystemKind kind);

/// Whether a system knows a recording from its training.
enum class Exposure {
    None,
    ChosenBy,  ///< of its validation part: it did not learn from it, but was chosen by how it did on it
    TrainedOn, ///< it learnt from it: being right there means little
};
/// "none", "validation", "train".
std::string_view nameOf(Exposure exposure);

/// What one system says about one track.
struct TrackPrediction {
    std::optional<Bpm> bpm = std::nullopt;           ///< > 0; empty if there is no answer, which counts as wrong
    std::optional<double> confidence = std::nullopt; ///< in [0, 1]; empty where the system has none
    std::vector<TempoCandidate> candidates = {};     ///< best first; may be empty
    std::vector<Bpm> blocks = {};                    ///< one answer for each part of the track; may be empty
    std::string error = {};                          ///< why there is no bpm, one line; empty if there is one
};

/// One system with all its answers.
struct EvaluatedSystem {
    std::string name; ///< one line, unique within an evaluation
    SystemKind kind = SystemKind::Imported;
    std::string source = {};                       ///< for people: the file, or the method with its version
    std::vector<TrackPrediction> predictions = {}; ///< [n_items]
    std::vector<Exposure> exposures = {};          ///< [n_items]; empty if nothing is known of its training
};

/// What one reference version says about one track.
struct ItemReference {
    std::optional<Bpm> bpm = std::nullopt;           ///< > 0; empty: this version has no tempo for the track
    std::optional<TwoTempi> twoTempi = std::nullopt; ///< where it has two
};

/// One track to be judged on.
struct EvaluationItem {
    std::string id;
    std::string genre = {};                             ///< empty where there is none
    std::string audioHash = {};                         ///< of its samples, as the scan reports it; may be empty
    std::optional<double> beatVariation = std::nullopt; ///< standard deviation over mean of the inter-beat intervals
    std::vector<ItemReference> references = {};         ///< [n_references]
};

struct Evaluation {
    std::string dataset;                      ///< its name, for people
    std::vector<std::string> references = {}; ///< names of the versions, the default first; not empty
    std::vector<EvaluationItem> items = {};   ///< sorted by id, ids unique
    std::vector<EvaluatedSystem> systems = {};
};

/// @throws Error(InvalidArgument) naming the track, version or system: lists of the wrong length, an id or a name given
/// twice, a tempo that is not finite and above 0, a confidence outside [0, 1]
void requireValid(const Evaluation& evaluation);

} // namespace tempo
