// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/annotation_files.h"

#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr int kNeighbourDepth = 3;
constexpr std::size_t kEntriesOfOneFolder = 20'000;
constexpr std::size_t kMostNeighbours = 32;

bool isAnnotation(FileKind kind)
{
    return kind == FileKind::Tempo || kind == FileKind::Beats || kind == FileKind::Jams;
}

bool holdsAudio(const FolderListing& listing)
{
    return std::any_of(listing.files.begin(), listing.files.end(),
                       [](const FoundFile& file) { return file.kind == FileKind::Audio; });
}

bool speaksOfAnnotations(const fs::path& folder)
{
    constexpr std::array<std::string_view, 7> kWords = {"tempo", "beat", "bpm", "annot", "jams", "rhythm", "gtzan"};
    const std::string name = lowerCase(folder.filename().native());
    return std::any_of(kWords.begin(), kWords.end(),
                       [&name](std::string_view word) { return name.find(word) != std::string::npos; });
}

/// Names of folders that are a corpus's audio part rather than the corpus.
bool isAudioPart(const fs::path& folder)
{
    constexpr std::array<std::string_view, 8> kNames = {
        "genres", "genres_original", "audio", "data", "archive", "wav", "wavs", "clips"};
    return std::find(kNames.begin(), kNames.end(), lowerCase(folder.filename().native())) != kNames.end();
}

/// Folders directly in `parent` that can hold annotations, sorted.
std::vector<fs::path> promisingFolders(const fs::path& parent, const fs::path& except)
{
    std::vector<fs::path> folders;
    std::error_code code;
    std::size_t entries = 0;
    fs::directory_iterator entry(parent, code);
    for (; !code && entry != fs::directory_iterator() && ++entries <= kEntriesOfOneFolder; entry.increment(code)) {
        std::error_code unknown;
        const fs::path& path = entry->path();
        if (path != except && !path.filename().native().starts_with('.') && speaksOfAnnotations(path) &&
            entry->is_directory(unknown) && !fs::equivalent(path, except, unknown))
            folders.push_back(path);
    }
    std::sort(folders.begin(), folders.end());
    if (folders.size() > kMostNeighbours)
        folders.resize(kMostNeighbours);
    return folders;
}

/// The folder above itself is not the user's choice: what cannot be read there is no warning.
void addFilesOf(const fs::path& parent, AnnotationFiles& annotations, const std::stop_token& stop)
{
    const FolderListing listing = listFolder(parent, {.depth = 0, .entries = kEntriesOfOneFolder}, stop);
    if (!holdsAudio(listing))
        annotations.add(listing, parent, AnnotationOrigin::Neighbour);
}

void addFolder(const fs::path& folder, AnnotationFiles& annotations, std::vector<std::string>& warnings,
               const std::stop_token& stop)
{
    const FolderListing listing = listFolder(folder, {.depth = kNeighbourDepth, .entries = kEntriesOfOneFolder}, stop);
    if (holdsAudio(listing))
        return;
    warnings.insert(warnings.end(), listing.warnings.begin(), listing.warnings.end());
    if (!listing.complete)
        warnings.push_back(fmt::format("'{}': too large to be searched for annotations; name it with --annotations",
                                       printable(folder)));
    annotations.add(listing, folder, AnnotationOrigin::Neighbour);
}

} // namespace

void AnnotationFiles::add(const FolderListing& listing, const fs::path& folder, AnnotationOrigin origin)
{
    const std::size_t base = bases.size();
    for (const FoundFile& file : listing.files)
        if (isAnnotation(file.kind))
            files.push_back({file.path, file.kind, base});
    if (!files.empty() && files.back().base == base)
        bases.push_back({folder, origin});
}

void addNeighbours(const fs::path& root, AnnotationFiles& annotations, std::vector<std::string>& warnings,
                   const std::stop_token& stop)
{
    constexpr int kMostLevels = 3;
    fs::path folder = root;
    for (int level = 0; level < kMostLevels; ++level) {
        const fs::path parent = folder.parent_path();
        if (parent == folder)
            return;
        addFilesOf(parent, annotations, stop);
        for (const fs::path& neighbour : promisingFolders(parent, folder))
            addFolder(neighbour, annotations, warnings, stop);
        if (!isAudioPart(folder))
            return;
        folder = parent;
    }
}

} // namespace tempo
