// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/evaluation/evaluation.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// One estimate of another program, as a file has it.
struct ForeignEstimate {
    std::string key;                       ///< the track's id, or a path or file name that tells it; any bytes
    std::string where;                     ///< for messages, e.g. "'a.csv' line 3"
    std::optional<Bpm> bpm = std::nullopt; ///< > 0; empty where the file has none or a wrong one, then `error` says why
    std::optional<double> confidence = std::nullopt; ///< in [0, 1]; empty where there is none
    std::string error = {};                          ///< one line without `where`
};

/// Reads a table of estimates: a header with one column of `id`, `track`, `path`, `file`, `filename`, `name`, and one
/// of `bpm`, `tempo`, `estimate`, `estimated_bpm`; `confidence` may follow, all else is passed over. Names' case does
/// not matter. The column `system` of predictions.csv must name one system only. A row that is wrong (not a number,
/// NaN, not above 0, too few cells) is an estimate with an error. A confidence outside [0, 1] is left out.
/// @throws Error(Format) without such a header, or as CsvReader
std::vector<ForeignEstimate> parseEstimateCsv(std::string_view text, std::string_view name);

/// Reads one track's JAMS: of its `tempo` annotations the first, of that the observation of the highest confidence.
/// What is wrong with it is an estimate with an error.
std::vector<ForeignEstimate> parseEstimateJams(std::string_view text, std::string_view key, std::string_view name);

/// Reads a text with one tempo, or MIREX's `T1 T2 S` (two tempi and the share of the first), of which the stronger
/// counts.
ForeignEstimate parseEstimateText(std::string_view text, std::string_view key, std::string_view name);

/// Reads a file (`.jams`, else a table), or a folder with its subfolders: one file a track, `.bpm`, `.txt` or `.jams`.
/// Files that cannot be read are estimates with an error.
/// @return in the file's order, or in that of the paths
/// @throws Error(FileAccess, Format) if nothing can be read, or a folder has no such file
std::vector<ForeignEstimate> readEstimates(const std::filesystem::path& path);

/// Foreign estimates, put to tracks.
struct MatchedEstimates {
    std::vector<TrackPrediction> predictions; ///< [n_items]; tracks that no estimate is for have an error
    std::size_t matched = 0;                  ///< tracks that an estimate is for, usable or not
    /// What a user should know, one line each: estimates for no track, several for one track (the first counts),
    /// estimates that cannot be used, tracks without any. Long lists are cut.
    std::vector<std::string> messages;
};

/// Puts estimates to tracks: by id; by GTZAN's name, however it is written (gtzan_blues_00000, blues.00000.wav); by
/// path or file name, if it tells one track, endings of audio and annotation files set aside.
/// @param items  [n_items], as in Evaluation
/// @throws Error(InvalidArgument) if none of the estimates is for any of the tracks
/// Thread-safe: yes. Cost: O(n log n).
MatchedEstimates matchEstimates(std::span<const ForeignEstimate> estimates, std::span<const EvaluationItem> items,
                                std::string_view name);

} // namespace tempo
