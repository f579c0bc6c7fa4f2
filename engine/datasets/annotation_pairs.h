// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/annotation_files.h"
#include "engine/datasets/audio_tracks.h"
#include "engine/datasets/dataset.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace tempo {

/// An annotation file and whose it is.
struct AnnotationPair {
    std::size_t file = 0;   ///< index into AnnotationFiles::files
    std::size_t track = 0;  ///< index into the tracks
    std::size_t folder = 0; ///< index into AnnotationPairs::folders
};

struct AnnotationPairs {
    std::vector<AnnotationPair> pairs;
    /// Folders that are one collection of annotations each: "tempo" rather than "tempo/blues" where the audio is
    /// ordered by the same folders. Empty for annotations beside their audio.
    std::vector<std::filesystem::path> folders;
};

/// Pairs annotation files with tracks: by GTZAN's id, else in the same folder by the same name, else (for folders
/// without audio) by the longest end that both paths share. An annotation inside the dataset, in a folder that the user
/// named, or with one of GTZAN's names becomes a track without audio where there is none.
/// @param tracks    grows by tracks without audio
/// @param warnings  grows by lines about files that could be several tracks' and files left aside
AnnotationPairs pairAnnotations(const AnnotationFiles& annotations, const std::filesystem::path& root, Naming naming,
                                std::vector<Track>& tracks, std::vector<std::string>& warnings);

} // namespace tempo
