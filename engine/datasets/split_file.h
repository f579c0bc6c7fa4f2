// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/split.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace tempo {

/// A split as `split.csv`: `id,split,reason`, or `id,split,fold,reason` where there are folds; sorted by id, LF, quoted
/// as RFC 4180 says where needed. Equal splits give equal bytes.
std::string splitToCsv(const Split& split);

/// SHA-256 of splitToCsv(), 64 hexadecimal digits: what `sha256sum split.csv` prints.
std::string fingerprintOf(const Split& split);

/// Reads what splitToCsv() writes; a table that a person edited is fine as long as it keeps the columns.
/// @param name  for messages
/// @throws Error(Format) naming the line: unknown columns or parts, an empty id or one given twice, a fold that is no
/// number, folds on some of the used tracks only, a track left out without a reason
Split parseSplitCsv(std::string_view text, std::string_view name);

/// Writes `path` atomically, and beside it `path` + ".sha256" with the fingerprint in the form that `sha256sum -c`
/// checks.
/// @throws Error(FileAccess)
void writeSplitFile(const std::filesystem::path& path, const Split& split);

/// Reads a split back and holds it against the fingerprint beside it, if there is one.
/// @throws Error(FileAccess); Error(Format) as parseSplitCsv(), or if the file changed since its fingerprint was made
Split readSplitFile(const std::filesystem::path& path);

/// A user's own split: one id or audio path a line. Empty paths mean that there is no such list.
struct SplitLists {
    std::filesystem::path train = {};
    std::filesystem::path validation = {};
    std::filesystem::path test = {};
};

/// Reads a user's own lists. A line is a track's id, or a path: absolute, or relative to the list, to the dataset's
/// root, or any tail of an audio path that only one track has. `#` lines are comments; CRLF, blank lines and a byte
/// order mark are understood.
/// Tracks on no list are left out. Where duplicates or groups straddle, the training tracks (or the validation tracks,
/// against the test list) are left out with a reason, so that what is tested on stays as the user wrote it.
/// @throws Error(FileAccess); Error(Format) naming list and line: a name that no track or more than one has, a track
/// on two lists; Error(InvalidArgument) if no list is given
Split readSplitLists(const Dataset& dataset, const SplitConstraints& constraints, const SplitLists& lists);

} // namespace tempo
