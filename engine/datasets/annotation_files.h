// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/folder_listing.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo {

/// Where annotations were found, the order in which references of one kind go.
enum class AnnotationOrigin { Named, Inside, Neighbour };

/// A folder whose annotation files belong together.
struct AnnotationBase {
    std::filesystem::path folder;
    AnnotationOrigin origin = AnnotationOrigin::Inside;
};

struct AnnotationFile {
    std::filesystem::path path;
    FileKind kind = FileKind::Tempo; ///< Tempo, Beats or Jams
    std::size_t base = 0;            ///< index into AnnotationFiles::bases
};

struct AnnotationFiles {
    std::vector<AnnotationBase> bases;
    std::vector<AnnotationFile> files;

    /// Adds what a listing has of annotations, if it has any.
    void add(const FolderListing& listing, const std::filesystem::path& folder, AnnotationOrigin origin);
};

/// Looks for annotations around a dataset's folder: files in the folder above, and folders beside the dataset whose
/// names speak of annotations (tempo, beat, bpm, annot, jams, rhythm, gtzan) and which hold no audio. Where the
/// dataset's folder is the audio part of a corpus (genres, genres_original, audio, data, ...), also around the folder
/// above it, at most three times. Each folder is looked at to a depth of three, and a few ten thousand entries in all,
/// so that no disk is searched.
/// @param warnings  grows by folders that could be meant and could not be looked at
/// @throws Cancelled
void addNeighbours(const std::filesystem::path& root, AnnotationFiles& annotations, std::vector<std::string>& warnings,
                   const std::stop_token& stop);

} // namespace tempo
