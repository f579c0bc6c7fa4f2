// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <filesystem>
#include <optional>
#include <string>

namespace tempo::workbench {

/// The tempo that a song's tags state, as it stands there: ID3v2 TBPM, Vorbis comment BPM, MP4 tmpo.
/// @return empty if there is none @throws Error if the file has no tags that TagLib knows, or cannot be read
std::optional<std::string> readTempoTag(const std::filesystem::path& path);

/// What writeTempoTag() would write: two decimals at most, for MP4 a whole number, which is all it can hold.
std::string tempoTagText(const std::filesystem::path& path, Bpm tempo);

/// States the tempo in a song's tags; all other tags and the sound stay as they are. The change is made in a copy
/// beside the file that then takes its place, so that a failure leaves the file untouched.
/// @throws Error in one line with the file's name
void writeTempoTag(const std::filesystem::path& path, Bpm tempo);

} // namespace tempo::workbench
