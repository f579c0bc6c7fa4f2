// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "engine/core/units.h"
#include "engine/datasets/dataset.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tempo {

enum class TempoAxis {
    Linear, ///< bins of equal width in BPM
    Log2,   ///< bins of equal width in octaves
};

struct StatisticsOptions {
    std::string referenceVersion{}; ///< empty: the dataset's default
    TempoAxis axis = TempoAxis::Linear;
    /// > 0; BPM on the linear axis, octaves on the logarithmic one. Empty: 5 BPM, or a twelfth of an octave, which is 6
    /// %.
    std::optional<double> binWidth = std::nullopt;
    std::optional<Bpm> low =
        std::nullopt; ///< > 0; empty: a whole bin below the slowest tempo. Slower ones are counted as below.
    std::optional<Bpm> high =
        std::nullopt; ///< > low; empty: a whole bin above the fastest tempo. Faster ones are counted as above.
};

/// Tracks by tempo and genre.
struct TempoHistogram {
    std::vector<Bpm> edges;          ///< [n_bins + 1], ascending; a bin holds its lower edge
    std::vector<std::string> genres; ///< [n_genres], sorted; "" where a track has none
    Matrix<std::size_t> counts;      ///< [n_bins, n_genres]
    std::size_t below = 0;           ///< tempi under the first edge
    std::size_t above = 0;           ///< tempi at or over the last edge
};

/// Numbers about a set of tempi.
struct TempoSummary {
    std::string genre;
    std::size_t tracks = 0; ///< with and without a tempo
    std::size_t count = 0;  ///< with a tempo
    Bpm median{};           ///< of these; the mean of the two middle ones for an even count; 0 where count is 0
    Bpm minimum{};
    Bpm maximum{};
};

/// A track whose tempo is far from the others'.
struct TempoOutlier {
    std::size_t track = 0; ///< index
    Bpm bpm;
    Bpm low; ///< the fences that it lies beyond
    Bpm high;
};

/// How steady the beats of the tracks are: the standard deviation of the inter-beat intervals over their mean.
struct BeatSteadiness {
    std::size_t count = 0;               ///< tracks with three beats or more
    double median = 0.0;                 ///< of the tracks' variations
    std::size_t above5Percent = 0;       ///< tracks
    std::size_t above10Percent = 0;      ///< tracks
    std::vector<std::size_t> unsteady{}; ///< the tracks above 10 %, least steady first
};

/// Tracks between a tempo and twice that tempo.
struct TempoOctave {
    Bpm low;               ///< 40 BPM times a power of two; the octave holds it
    std::size_t count = 0; ///< tracks
    double share = 0.0;    ///< of the tracks with a tempo, in [0, 1]
};

/// How many tracks one reference version covers.
struct VersionCoverage {
    std::string version;
    std::size_t tracks = 0; ///< with a tempo
};

struct DatasetStatistics {
    std::string referenceVersion; ///< that all tempi here come from; empty if the dataset has none
    TempoAxis axis = TempoAxis::Linear;
    TempoSummary all;
    std::vector<TempoSummary> genres;   ///< sorted by name
    TempoHistogram histogram;           ///< no bins where no track has a tempo
    std::vector<TempoOctave> octaves;   ///< from the slowest to the fastest that occurs, without gaps
    std::vector<TempoOutlier> outliers; ///< beyond 1.5 interquartile ranges of their genre's log tempi (Tukey's
                                        ///< fences); genres of less than ten tracks are measured by the whole dataset
    BeatSteadiness beats;
    std::vector<VersionCoverage> coverage; ///< in the order of Dataset::referenceVersions
};

/// Counts and describes the tempi of one reference version.
/// @throws Error(InvalidArgument) for options outside their ranges, a version that the dataset does not have, or more
///         than 10 000 bins
/// Thread-safe: yes.
DatasetStatistics describeTempi(const Dataset& dataset, const StatisticsOptions& options = {});

} // namespace tempo
