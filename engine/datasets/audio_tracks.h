// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"
#include "engine/datasets/folder_listing.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// How recordings are called.
enum class Naming {
    Gtzan, ///< "blues.00000" where a file has one of GTZAN's names, else as below
    Paths, ///< by their path below the root, without the extension
};

/// Whether most of the recordings (or of the annotations, where there is no audio) have GTZAN's names.
Naming namingOf(const std::vector<FoundFile>& files);

/// The id of a recording that a file name stands for; `name` is nameBelow() of its root.
std::string trackIdOf(std::string_view name, Naming naming);

/// One track for each id among the audio files, without references. Of several files of one id the first in the order
/// WAV, FLAC, AIFF, AU, all else, then of the fewest folders, then in byte order is used. Genres are those of GTZAN's
/// ids, else folder names where all audio lies in one level of two folders or more.
/// @param warnings  grows by one line if some ids have several files
std::vector<Track> tracksOfAudio(const std::vector<FoundFile>& files, const std::filesystem::path& root, Naming naming,
                                 std::vector<std::string>& warnings);

/// Makes ids unique by numbering those that occur again: names that differ in bytes that are no UTF-8 can print alike.
void makeIdsUnique(std::vector<Track>& tracks);

} // namespace tempo
