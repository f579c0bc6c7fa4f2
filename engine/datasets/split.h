// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// What a track is used for. Written as "train", "val", "test" and "out".
enum class SplitPart { Train, Validation, Test, LeftOut };

std::string_view nameOf(SplitPart part);

/// How tracks are dealt out.
enum class SplitMethod {
    Random,       ///< by the seed
    FirstOfGenre, ///< the original project's: the first tracks of each genre in name order train, the rest validate
    KFold,        ///< by the seed, into folds of equal size, one of which validates
};

struct SplitOptions {
    SplitMethod method = SplitMethod::Random;
    double validationFraction = 0.2; ///< of the tracks, in [0, 1); Random and FirstOfGenre
    double testFraction = 0.0;       ///< in [0, 1), the sum of both below 1; Random only
    std::uint64_t seed = 1;          ///< Random and KFold
    bool byGenre = true;             ///< each genre is dealt out for itself, so that all parts have all genres
    int folds = 10;                  ///< KFold: 2 or more
    int heldOutFold = 0;             ///< KFold: the fold that validates, in [0, folds)
};

/// A track that must not be used, and why, e.g. {"jazz.00054", "undecodable"}.
struct Exclusion {
    std::string id;
    std::string reason;
};

/// What the report of a dataset says about its split.
struct SplitConstraints {
    std::vector<Exclusion> excluded;
    std::vector<std::vector<std::string>> duplicates; ///< sets of ids that are one recording
};

/// Where one track went.
struct SplitEntry {
    std::string id;
    SplitPart part = SplitPart::Train;
    std::optional<int> fold; ///< KFold: in [0, folds); empty for tracks left out and for other methods
    std::string reason;      ///< for tracks left out, one line; else empty
    friend bool operator==(const SplitEntry&, const SplitEntry&) = default;
};

/// Every track of a dataset, once.
struct Split {
    std::vector<SplitEntry> entries;   ///< sorted by id
    std::vector<std::string> warnings; ///< one line each: parts that came out empty or far from what was asked for
};

/// @throws Error(InvalidArgument) for options outside their ranges; those that the method does not use are not looked
/// at
void requireValid(const SplitOptions& options);

/// Deals a dataset's tracks out. Songs are dealt, before any chunking. Tracks of one duplicate set or of one group
/// (Track::group), also through a chain of both, all go to the same part. Left out, with the reason: what
/// `constraints` exclude, tracks without audio, and tracks without any reference that has a tempo.
///
/// The order of chance is that of SHA-256("SEED:ID") with the seed in decimal and the first id (in byte order) of what
/// must stay together: the same on every machine, and a track more or less moves few others.
///
/// Counts: each genre gives its share to validation and test, rounded so that neither a genre nor the whole is further
/// than one track from what was asked for, as near as tracks that belong together allow (else a warning says so).
/// FirstOfGenre: the first int(n * (1 - validationFraction)) of a genre's n usable
/// tracks train, as in the original project; validation tracks stay whatever happens, and training tracks that belong
/// together with one of them are left out.
/// @param constraints  ids that the dataset does not have are ignored
/// @throws Error(InvalidArgument) as requireValid(), or if nothing can be used
/// Thread-safe: yes. Cost: O(n log n).
Split makeSplit(const Dataset& dataset, const SplitConstraints& constraints, const SplitOptions& options = {});

/// The same folds with another one held out.
/// @throws Error(InvalidArgument) if the split has no folds or no such fold
Split withHeldOutFold(Split split, int fold);

/// The ids of one part, in order.
std::vector<std::string> idsOf(const Split& split, SplitPart part);

} // namespace tempo
