// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"
#include "engine/datasets/duplicates.h"
#include "engine/datasets/integrity.h"
#include "engine/datasets/problem.h"
#include "engine/datasets/split.h"
#include "engine/datasets/statistics.h"
#include "engine/datasets/track_scan.h"

#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo {

struct ScanOptions {
    IntegrityOptions integrity;
    StatisticsOptions statistics; ///< its version is that of `integrity` unless it has one of its own
};

/// What a scan says about a dataset as a whole.
struct ScanReport {
    Dataset dataset;
    std::vector<TrackScan> scans; ///< [n_tracks]; empty values for tracks without audio
    std::vector<DuplicateGroup> duplicates;
    std::vector<Problem> problems; ///< sorted by kind, then by id
    DatasetStatistics statistics;
    TempoRange trainingRange;

    [[nodiscard]] std::size_t count(Severity severity) const;
    [[nodiscard]] std::size_t count(ProblemKind kind) const;
    /// The problems of one kind; they lie side by side, since problems are sorted by kind.
    [[nodiscard]] std::span<const Problem> problemsOf(ProblemKind kind) const;
    /// Tracks whose audio was decoded.
    [[nodiscard]] std::size_t readable() const;
};

/// Puts what was read track by track together.
/// @param scans  [n_tracks], from scanTrack() or a ScanCache
/// @throws Error(FileAccess) for a dataset without any track: an empty folder has no "0 problems".
///         Error(InvalidArgument) as findProblems() and describeTempi() do; Cancelled
/// Thread-safe: yes.
ScanReport makeScanReport(Dataset dataset, std::vector<TrackScan> scans, const ScanOptions& options = {},
                          const std::stop_token& stop = {});

/// What a split must respect: tracks with an error are out, with the first one as the reason, tracks outside the
/// training range and those without a tempo in the reference that counts too, and duplicates stay together.
SplitConstraints splitConstraints(const ScanReport& report);

/// For a terminal: what was recognised, counts, problems by kind with the ids, statistics. UTF-8; odd bytes of names
/// are escaped.
std::string scanReportTable(const ScanReport& report);

/// One row a track: `id,genre,audio,bpm,beats_bpm,beat_variation,seconds,rate_hz,channels,codec,peak,clipped_share,
/// samples_xxh3,duplicate_group,problems,details`. RFC 4180 with LF; names keep their bytes; empty where unknown.
std::string scanReportCsv(const ScanReport& report);

/// One JSON object with everything, with its line end. Its keys are described in the man page.
std::string scanReportJson(const ScanReport& report);

/// One HTML page that needs no other file: histogram, problems, statistics, all tracks.
std::string scanReportHtml(const ScanReport& report);

} // namespace tempo
