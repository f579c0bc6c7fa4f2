// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evaluation.h"
#include "engine/evaluation/evaluation_report.h"
#include "engine/evaluation/exposure.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// An evaluation as one file that opens again to the same view, on another computer and without the dataset: a zip
/// archive with the answers of all systems, what they were asked, the report with figures and tables, and the SHA-256
/// of every member. Media type application/vnd.tempnetic.evidence+zip, ending .tempnetic-evidence.
struct Evidence {
    std::string program = {}; ///< that made it, with its version
    std::string created = {}; ///< UTC, e.g. "2026-11-22T21:00:00Z"
    Evaluation evaluation = {};
    std::filesystem::path root = {};     ///< of the dataset, where it lay
    std::vector<std::string> audio = {}; ///< [n_items] below the root; an empty text where there is none
    TrackChoice choice = TrackChoice::Validation;
    std::vector<std::size_t> chosen = {}; ///< items of the choice, ascending
    EvaluationOptions options = {};       ///< of the report; the reference is not empty
    std::string filter = {};              ///< as it was typed; may be empty
    std::string view = "{}";              ///< a JSON object whose inside is the window's own
    /// The report's numbers when the bundle was made: what opens it can tell whether it still finds the same.
    std::string metrics = {};
};

inline constexpr const char* kEvidenceSuffix = "tempnetic-evidence";
inline constexpr const char* kEvidenceMediaType = "application/vnd.tempnetic.evidence+zip";

/// The report that the bundle is of. @throws Error(InvalidArgument)
EvaluationReport reportOf(const Evidence& evidence);

/// The whole file; `metrics` is not read but made. Equal evidence gives equal bytes.
/// @throws Error(InvalidArgument) as makeEvaluationReport(), or for lists of the wrong length
std::string evidenceFile(const Evidence& evidence);

/// Writes it atomically. @throws Error(FileAccess)
void writeEvidence(const std::filesystem::path& file, const Evidence& evidence);

/// @param name  for messages
/// @throws Error(Format) in one line for anything else than an undamaged bundle of this or an earlier version: no zip
/// archive, cut off, a member that is missing or has another hash than the manifest says, that unpacks to too much or
/// lies outside, values out of range, a later version
Evidence parseEvidence(std::string_view bytes, std::string_view name);

/// @throws Error(FileAccess, Format)
Evidence readEvidence(const std::filesystem::path& file);

/// Now, as `Evidence::created` has it.
std::string evidenceTime();

} // namespace tempo
