// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// A folder that holds a file of this name, or lies in one that does, is a demo corpus (`tempnetic synth` writes it):
/// GTZAN's layout and names, but all 1000 of them are not expected, so that Dataset::isGtzan is false.
inline constexpr std::string_view kDemoCorpusMarker = "tempnetic-corpus.json";

struct LayoutOptions {
    std::optional<std::filesystem::path> annotations; ///< a folder or manifest of annotations that the user names
};

/// Recognises what a folder is and pairs its audio with its annotations, without reading any audio: every GTZAN shape
/// (`genres/`, `genres_original/`, `audio/`, flat; annotations beside, inside, above or in a sibling folder), any
/// folder with audio and `.bpm` files of the same name, JAMS folders, a CSV manifest
/// `path,bpm[,genre][,beats][,group]`. Annotation files that do not parse become references with an error, never an
/// exception.
/// @param root a folder, or a `.csv` manifest
/// @throws Error(FileAccess) if root is missing or unreadable; Error(Format) if nothing in it is recognised, saying
/// what was
///         looked for; Cancelled
Dataset openDataset(const std::filesystem::path& root, const LayoutOptions& options = {},
                    const std::stop_token& stop = {});

/// The 1000 ids of GTZAN, "blues.00000" to "rock.00099", in order.
const std::vector<std::string>& gtzanIds();

} // namespace tempo
