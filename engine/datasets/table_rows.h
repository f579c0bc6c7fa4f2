// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/audio_tracks.h"
#include "engine/datasets/dataset.h"
#include "engine/datasets/reference_collector.h"

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo {

/// A manifest that gives tracks their references.
struct TableSource {
    std::filesystem::path path;
    AnnotationOrigin origin = AnnotationOrigin::Inside;
};

/// Whether a file's first line is a manifest's header; false for what cannot be read.
bool isManifestFile(const std::filesystem::path& path);

/// Adds the rows of a manifest: to the tracks whose audio they name (by path, by GTZAN's id, else by the longest end
/// that both paths share), else as tracks of their own, without audio where there is no such file. Backslashes are
/// folders where no file has them in its name. Genre and group of a row are its track's.
/// @param tracks    with or without tracks of a folder; grows
/// @param warnings  grows by rows without a path, and by rows whose audio another row has
/// @throws Error(FileAccess), Error(Format) if the manifest cannot be read; Cancelled, checked once per row
void addTable(const TableSource& table, const std::filesystem::path& root, Naming naming, std::vector<Track>& tracks,
              ReferenceCollector& references, std::vector<std::string>& warnings, const std::stop_token& stop);

/// How the rows of a manifest call their recordings; see namingOf().
/// @throws as addTable()
Naming namingOfTable(const std::filesystem::path& path);

} // namespace tempo
