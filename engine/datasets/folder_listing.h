// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// What a dataset is made of, told by file extensions in any case.
enum class FileKind { Audio, Tempo, Beats, Jams, Table, Other };

FileKind kindOf(const std::filesystem::path& path);

struct FoundFile {
    std::filesystem::path path;
    FileKind kind = FileKind::Other;
};

/// The files of interest in and below a folder.
struct FolderListing {
    std::vector<FoundFile> files;      ///< without FileKind::Other, in the byte order of their paths
    std::vector<std::string> warnings; ///< one line each: unreadable folders, dangling links, devices with such names
    bool complete = true;              ///< false where ListingLimits stopped the walk
};

struct ListingLimits {
    int depth = std::numeric_limits<int>::max();                   ///< 0: the folder's own entries only
    std::size_t entries = std::numeric_limits<std::size_t>::max(); ///< of all folders together
};

/// Lists a folder and all below it, each real folder once: symbolic links are followed, after the real folders, so that
/// files go by their real path, and cycles end. Hidden files and folders are left out. No file is opened.
/// @throws Cancelled
FolderListing listFolder(const std::filesystem::path& folder, const ListingLimits& limits = {},
                         const std::stop_token& stop = {});

/// The path below `base` without its extension, with '/' between folders: what a recording is called. A second
/// extension that is an audio file's goes too, since some name their annotations song.wav.bpm. The whole path without
/// its extension if it does not lie below `base`.
std::string nameBelow(const std::filesystem::path& path, const std::filesystem::path& base);

} // namespace tempo
