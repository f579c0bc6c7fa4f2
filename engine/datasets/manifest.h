// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/units.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// One row of a CSV manifest. A bad row keeps what could be read of it, and says what is wrong.
struct ManifestRow {
    std::size_t line = 0;       ///< where the row begins, counted from 1
    std::filesystem::path path; ///< of the audio, resolved against the manifest's folder; empty if the cell is
    std::optional<Bpm> bpm;     ///< empty where the cell is empty or wrong; wrong cells set `error`
    std::string genre;          ///< may be empty
    std::optional<std::filesystem::path> beats; ///< a `.beats` file, resolved against the manifest's folder
    std::string group;                          ///< artist or other group; may be empty
    std::optional<Error> error;                 ///< Format: the number of cells, the path or the tempo is wrong
};

/// A dataset as a table: `path,bpm[,genre][,beats][,group]`.
struct Manifest {
    std::vector<ManifestRow> rows; ///< in the file's order
    bool hasBpm = false;           ///< whether there is such a column; there is one of the two at least
    bool hasBeats = false;
};

/// Whether a text's first line is the header of a manifest: a `path` column and `bpm` or `beats`. Never throws.
bool isManifestHeader(std::string_view text);

/// Reads a manifest. Columns stand in any order under a header row; their names' case does not matter, `artist` is
/// another name of `group`, unknown columns are passed over. Quoted cells (RFC 4180), CRLF, a byte order mark and blank
/// lines are understood.
/// @param name    the manifest's own, for messages
/// @param folder  relative paths are resolved against it
/// @throws Error(Format) if there is no header with `path` and one of `bpm` and `beats`, a column name occurs twice, a
/// quoted cell does not end, or the text is not text; a bad row is no exception but ManifestRow::error
Manifest parseManifest(std::string_view text, std::string_view name, const std::filesystem::path& folder);

} // namespace tempo
