// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo::workbench {

/// A thing that was dropped and is no song, and why.
struct SkippedPath {
    std::filesystem::path path;
    std::string reason;
};

/// What a drop consists of.
struct SongIntake {
    std::vector<std::filesystem::path> songs; ///< each once, in the order given
    std::vector<SkippedPath> skipped;
    std::size_t repeated = 0; ///< named more than once
};

/// Looks through files, folders and playlists. What is named directly and does not look like audio by its name is
/// tried; what is missing stays a song, whose row will say so. For a worker thread. @throws Cancelled
SongIntake takeIn(std::span<const std::filesystem::path> paths, const std::stop_token& stop);

} // namespace tempo::workbench
