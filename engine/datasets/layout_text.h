// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/audio_tracks.h"
#include "engine/datasets/dataset.h"
#include "engine/datasets/reference_collector.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tempo {

/// The short name of a folder's layout, e.g. "GTZAN (genres_original)".
std::string layoutOfFolder(const Dataset& dataset, Naming naming, const std::vector<ReferenceSource>& sources);

/// One sentence on what a folder was recognised as, and by what.
std::string explainFolder(const Dataset& dataset, Naming naming, const std::vector<ReferenceSource>& sources);

/// One sentence on a manifest.
std::string explainTable(const Dataset& dataset, const std::vector<ReferenceSource>& sources);

/// What was looked for in a folder that is no dataset, for the message that says so.
std::string nothingRecognised(const std::filesystem::path& root, std::size_t audioFiles,
                              const std::vector<std::string>& warnings);

} // namespace tempo
