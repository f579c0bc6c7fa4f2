// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/calibration.h"
#include "engine/evaluation/evaluation.h"
#include "engine/evaluation/exposure.h"
#include "engine/evaluation/significance.h"
#include "engine/evaluation/tempo_floors.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tempo {

/// Every number that the command prints and the window shows, made once.

/// A share of tracks with its 95 % interval (Wilson).
struct Share {
    std::size_t hits = 0;
    std::size_t n = 0;
    Interval interval{};

    /// In [0, 1]; 0 without tracks.
    [[nodiscard]] double value() const { return n == 0 ? 0.0 : static_cast<double>(hits) / static_cast<double>(n); }
};

/// Octave errors over the tracks that were answered, in octaves.
struct OctaveErrors {
    std::size_t n = 0;
    double mean1 = 0.0;         ///< of OE1: below 0, estimates are too slow
    double mean2 = 0.0;         ///< of OE2
    double meanAbsolute1 = 0.0; ///< AOE1
    double meanAbsolute2 = 0.0; ///< AOE2
};

/// Over the tracks whose reference has two tempi.
struct PScoreSummary {
    std::size_t n = 0;
    double pScore = 0.0; ///< mean, in [0, 1]
    Share oneCorrect;
    Share bothCorrect;
};

/// Over the tracks that were answered with a confidence. Right means Accuracy1 at the report's tolerance.
struct CalibrationSummary {
    std::size_t n = 0;
    double error = 0.0; ///< ECE, in [0, 1]
    std::vector<CalibrationBin> bins;
    std::vector<CoveragePoint> coverage;
};

/// The parts of tracks against whole tracks, for systems that answer both. Over the tracks that have parts.
struct BlockSummary {
    std::size_t nTracks = 0;
    Share blocks; ///< parts within the tolerance of the track's reference
    Share tracks; ///< whole tracks of these within it
    /// Tracks whose parts are not all near the track's own answer: the tempo changes, or the system wavers.
    std::size_t unsteadyTracks = 0;
};

struct SystemReport {
    std::string name;
    SystemKind kind = SystemKind::Imported;
    Share accuracy1;                   ///< at the report's tolerance
    Share accuracy2;                   ///< at the report's tolerance
    Share accuracyWide;                ///< Accuracy1 at 8 %
    std::vector<TolerancePoint> curve; ///< 0.5 to 10 % in steps of 0.25
    OctaveErrors octaves;
    std::array<std::size_t, 7> relations{}; ///< tracks by TempoRelation, at the report's tolerance
    std::optional<PScoreSummary> pScore;
    std::optional<CalibrationSummary> calibration;
    std::optional<BlockSummary> blocks;
    std::size_t trainedOn = 0;           ///< tracks of this report that it learnt from
    std::size_t chosenBy = 0;            ///< tracks of this report that it was chosen by
    std::vector<std::size_t> unanswered; ///< items without an answer; they count as wrong
};

/// Two systems on the same tracks, by Accuracy1 at the report's tolerance. Items are indices into Evaluation::items.
struct SystemComparison {
    std::size_t first = 0; ///< index into EvaluationReport::systems
    std::size_t second = 0;
    McNemar mcNemar;
    double holmP = 1.0;      ///< corrected for all comparisons of the report
    double difference = 0.0; ///< accuracy of the second less that of the first
    Interval interval{};     ///< 95 % of the difference, paired bootstrap
    std::vector<std::size_t> both;
    std::vector<std::size_t> onlyFirst;
    std::vector<std::size_t> onlySecond;
    std::vector<std::size_t> none;
};

/// Some of the tracks, e.g. one genre.
struct BreakdownRow {
    std::string label;
    std::size_t n = 0;            ///< 0 is possible: such a row is kept where the rows are a scale
    std::vector<Share> accuracy1; ///< [n_systems], at the report's tolerance
    std::vector<Share> accuracy2;
    std::vector<std::size_t> items; ///< [n]
};
struct Breakdown {
    std::string title; ///< e.g. "Genre"
    std::vector<BreakdownRow> rows;
};

/// The systems under one reference version, on the report's tracks as far as it has them.
struct ReferenceRanking {
    struct Row {
        std::size_t system = 0;
        Share accuracy1;
        Share accuracy2;
    };
    std::string reference;
    std::size_t n = 0;
    std::vector<Row> rows; ///< by Accuracy1, the best first
};

/// What lies below and above any system.
struct AccuracyLimits {
    ConstantTempo constant1;      ///< by Accuracy1
    ConstantTempo constant2;      ///< by Accuracy2
    double baselineCeiling = 0.0; ///< Accuracy1 if the baseline always chose the best of the tempi that it knows
};

struct EvaluationOptions {
    std::string reference{};             ///< the version that counts; empty: the first
    double tolerance = kStrictTolerance; ///< of Accuracy1, Accuracy2 and all that builds on them, in (0, 0.2)
    std::string scope = "all tracks";    ///< what the items are, for people: the split, the filter
};

struct EvaluationReport {
    std::string reference;
    double tolerance = kStrictTolerance;
    std::string scope;
    std::vector<std::size_t> items;            ///< the judged ones: of those given, with a tempo in the reference
    std::vector<std::size_t> withoutReference; ///< of those given, without one
    std::size_t trainedOn = 0; ///< judged items that a system learnt from: where there are any, all numbers are tainted
    std::size_t chosenBy = 0;  ///< judged items of a system's validation part
    std::vector<SystemReport> systems;         ///< in the order of Evaluation::systems
    std::vector<SystemComparison> comparisons; ///< every pair, in order
    std::vector<Breakdown> breakdowns;
    std::vector<ReferenceRanking> rankings; ///< in the order of Evaluation::references; empty versions left out
    AccuracyLimits limits;
    std::vector<std::size_t> neverRight; ///< judged items that no system got right; empty without systems
};

/// All numbers for some of the items: all, those of a choice, of a filter, or a selection.
/// @param items  indices into evaluation.items, each once
/// @throws Error(InvalidArgument) as requireValid(); for an unknown reference or a tolerance outside (0, 0.2); if none
/// of
///         the items has a tempo in the reference
/// Thread-safe: yes. Cost: with 19 systems and 1000 tracks about 0.1 s.
/// Source: metrics as tempo_metrics.h names them; Gouyon et al. 2006, Schreiber, Urbano & Müller 2020.
EvaluationReport makeEvaluationReport(const Evaluation& evaluation, std::span<const std::size_t> items,
                                      const EvaluationOptions& options = {});

} // namespace tempo
