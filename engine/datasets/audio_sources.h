// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tempo {

/// A file to work on, or the reason why an input led to none. Missing entries of a playlist are kept, so that nothing
/// is silently dropped.
struct AudioSource {
    std::filesystem::path path;
    std::optional<Error> error; ///< set if the path cannot be used; the others are still worked on
};

/// Whether a file name's extension is one of the supported audio formats (WAV, AU, AIFF, FLAC, MP3, OGG, Opus, M4A/AAC
/// and what FFmpeg reads besides); case does not matter.
bool hasAudioExtension(const std::filesystem::path& path);

/// Whether a file name's extension is a playlist's (.m3u, .m3u8).
bool isPlaylist(const std::filesystem::path& path);

/// The entries of an M3U or extended M3U playlist: one path a line, `#` lines are comments, relative paths are resolved
/// against `folder`; a UTF-8 byte order mark, CRLF line ends, `file://` URLs (percent-decoded) are understood; other
/// URLs become an AudioSource with an error.
std::vector<AudioSource> parsePlaylist(std::string_view text, const std::filesystem::path& folder);

/// Expands files, folders (recursive, names in byte order, audio extensions only, hidden files and folders left out)
/// and playlists into the files to work on, in the order given. A file named directly is taken whatever its extension;
/// an unreadable folder, a folder without audio, or a missing file becomes an AudioSource with an error. Symbolic links
/// to folders are followed at most once per real folder, so that a cycle ends.
std::vector<AudioSource> collectAudioSources(std::span<const std::filesystem::path> inputs);

} // namespace tempo
