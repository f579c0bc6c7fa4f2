// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/datasets/dataset.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// Who changed something, when and why.
struct Provenance {
    std::string author; ///< one line; may be empty
    std::string time;   ///< ISO 8601 in UTC, e.g. "2026-03-01T12:30:00Z"
    std::string reason; ///< one line, e.g. "halved"; may be empty
    friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// A tempo that a person put in the place of the dataset's.
struct TempoCorrection {
    Bpm bpm;                     ///< > 0
    std::optional<Bpm> original; ///< what the dataset said; empty if it said nothing
    std::string version;         ///< the reference version that said so
    Provenance by;
    friend bool operator==(const TempoCorrection&, const TempoCorrection&) = default;
};

/// What a person says about one track, beside what the dataset says.
struct TrackEdit {
    std::optional<TempoCorrection> tempo;
    std::vector<std::string> tags; ///< sorted, each once, none empty
    std::optional<Provenance> taggedBy;
    std::optional<Provenance> excludedBy; ///< the track is not to be trained with
    [[nodiscard]] bool isEmpty() const { return !tempo && tags.empty() && !excludedBy; }
    friend bool operator==(const TrackEdit&, const TrackEdit&) = default;
};

/// All edits of a dataset by track id; tracks that the dataset does not have are kept.
using Corrections = std::map<std::string, TrackEdit>;

/// Where a dataset's edits lie: tempnetic's own file beside it, `ROOT.tempnetic.json`, never inside.
struct CorrectionPlaces {
    std::filesystem::path beside; ///< of other people's eyes, too, where the dataset is shared
    std::filesystem::path own;    ///< in the user's data folder, where nothing may be written beside the dataset
};

/// @param root      a dataset's folder or manifest
/// @param dataHome  e.g. ~/.local/share
CorrectionPlaces correctionPlaces(const std::filesystem::path& root, const std::filesystem::path& dataHome);

/// The edits that were read, from which file, and what a person should know about it.
struct LoadedCorrections {
    Corrections tracks;
    std::filesystem::path file; ///< where the next edits go
    std::string message;        ///< that a file was damaged and where it is kept; else empty
};

/// Reads the file beside the dataset, else the user's own; no file is no edits. A file that is damaged or of a later
/// version is renamed to `NAME.aside-1` (2 and so on), and never lost.
/// @throws Error(FileAccess) if a file is there but cannot be read
LoadedCorrections loadCorrections(const CorrectionPlaces& places);

/// Writes all edits atomically; keys sorted, so that versions of the file compare well.
/// @throws Error(FileAccess)
void saveCorrections(const std::filesystem::path& file, const Corrections& tracks);

/// @throws Error(Format) naming `name` for what is no file of this version
Corrections parseCorrections(std::string_view text, std::string_view name);
std::string correctionsToJson(const Corrections& tracks);

/// A dataset as it is meant to be: corrected tempi in the place of the references' of that version, which tracks
/// without one are given.
Dataset withCorrections(Dataset dataset, const Corrections& tracks, const std::string& version);

} // namespace tempo
