// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/layout.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/annotation_files.h"
#include "engine/datasets/annotation_pairs.h"
#include "engine/datasets/annotation_reader.h"
#include "engine/datasets/audio_tracks.h"
#include "engine/datasets/folder_listing.h"
#include "engine/datasets/layout_text.h"
#include "engine/datasets/reference_collector.h"
#include "engine/datasets/table_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

/// A path that does not depend on the current folder, without "." and "..", without a '/' at its end.
fs::path wholePath(const fs::path& path)
{
    std::error_code code;
    const fs::path absolute = fs::absolute(path, code);
    fs::path whole = (code ? path : absolute).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

/// @throws Error(FileAccess) if there is no such thing
fs::file_type typeOf(const fs::path& path)
{
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (status.type() == fs::file_type::not_found)
        throw Error(ErrorCode::FileAccess, fmt::format("'{}': no such file or folder", printable(path)));
    if (status.type() == fs::file_type::none)
        throw Error(ErrorCode::FileAccess, fmt::format("'{}': {}", printable(path), code.message()));
    return status.type();
}

void requireReadableFolder(const fs::path& folder)
{
    std::error_code code;
    const fs::directory_iterator entries(folder, code);
    if (code)
        throw Error(ErrorCode::FileAccess, fmt::format("'{}': {}", printable(folder), code.message()));
}

bool isTable(const fs::path& path)
{
    return kindOf(path) == FileKind::Table;
}

/// A dataset while it is put together.
class Opening {
public:
    Opening(const fs::path& root, const std::stop_token& stop) : m_stop(stop) { m_dataset.root = root; }

    Dataset openTable(const LayoutOptions& options)
    {
        const fs::path table = m_dataset.root;
        m_dataset.root = table.parent_path();
        m_naming = namingOfTable(table);
        addRowsOf(table, AnnotationOrigin::Inside);
        if (m_dataset.tracks.empty())
            throw Error(ErrorCode::Format, fmt::format("'{}': a manifest without usable rows", printable(table)));
        if (options.annotations)
            addNamed(*options.annotations, {});
        const std::vector<ReferenceSource> sources = finish();
        m_dataset.layout = "CSV manifest";
        m_dataset.explanation = explainTable(m_dataset, sources);
        return std::move(m_dataset);
    }

    Dataset openFolder(const LayoutOptions& options)
    {
        const fs::path& root = m_dataset.root;
        requireReadableFolder(root);
        const FolderListing listing = listFolder(root, {}, m_stop);
        m_dataset.warnings = listing.warnings;
        m_naming = namingOf(listing.files);
        m_dataset.tracks = tracksOfAudio(listing.files, root, m_naming, m_dataset.warnings);
        const std::size_t audioFiles = m_dataset.tracks.size();
        if (options.annotations)
            addNamed(*options.annotations, listing);
        else
            addFound(listing);
        m_dataset.isGtzan = m_naming == Naming::Gtzan && !isDemoCorpus();
        const std::vector<ReferenceSource> sources = finish();
        if (m_dataset.tracks.empty() || (sources.empty() && m_naming != Naming::Gtzan))
            throw Error(ErrorCode::Format, nothingRecognised(root, audioFiles, m_dataset.warnings));
        m_dataset.layout = m_fromTable ? "CSV manifest" : layoutOfFolder(m_dataset, m_naming, sources);
        m_dataset.explanation =
            m_fromTable ? explainTable(m_dataset, sources) : explainFolder(m_dataset, m_naming, sources);
        return std::move(m_dataset);
    }

private:
    /// What lies in the folder, files before a manifest, which may be a table of results; and around it where that can
    /// only be this dataset's.
    void addFound(const FolderListing& listing)
    {
        AnnotationFiles annotations;
        annotations.add(listing, m_dataset.root, AnnotationOrigin::Inside);
        if (annotations.files.empty() && m_naming != Naming::Gtzan && addManifestOf(listing))
            return;
        if (!m_dataset.tracks.empty() && (annotations.files.empty() || m_naming == Naming::Gtzan))
            addNeighbours(m_dataset.root, annotations, m_dataset.warnings, m_stop);
        addAnnotations(annotations);
        if (annotations.files.empty() && m_naming == Naming::Gtzan)
            addManifestOf(listing);
    }

    /// What the user names goes first, what lies in the folder stays.
    void addNamed(const fs::path& given, const FolderListing& listing)
    {
        const fs::path named = wholePath(given);
        AnnotationFiles annotations;
        FolderListing others = listing;
        if (typeOf(named) == fs::file_type::directory) {
            requireReadableFolder(named);
            const FolderListing found = listFolder(named, {}, m_stop);
            m_dataset.warnings.insert(m_dataset.warnings.end(), found.warnings.begin(), found.warnings.end());
            annotations.add(found, named, AnnotationOrigin::Named);
            if (annotations.files.empty())
                throw Error(ErrorCode::Format, fmt::format("'{}': no .bpm, .beats or .jams files here; name the folder "
                                                           "that holds them, or a CSV manifest",
                                                           printable(named)));
            const std::string below = named.native() + "/";
            std::erase_if(others.files,
                          [&below](const FoundFile& file) { return file.path.native().starts_with(below); });
        } else if (isTable(named)) {
            addRowsOf(named, AnnotationOrigin::Named);
        } else {
            throw Error(
                ErrorCode::Format,
                fmt::format("'{}': not usable as annotations; name a folder of .bpm, .beats or .jams files, or a "
                            "CSV manifest",
                            printable(named)));
        }
        annotations.add(others, m_dataset.root, AnnotationOrigin::Inside);
        addAnnotations(annotations);
    }

    void addAnnotations(const AnnotationFiles& annotations)
    {
        const AnnotationPairs pairs =
            pairAnnotations(annotations, m_dataset.root, m_naming, m_dataset.tracks, m_dataset.warnings);
        readAnnotations(annotations, pairs, m_references, m_stop);
    }

    void addRowsOf(const fs::path& table, AnnotationOrigin origin)
    {
        addTable({table, origin}, m_dataset.root, m_naming, m_dataset.tracks, m_references, m_dataset.warnings, m_stop);
    }

    /// @return whether there is one
    bool addManifestOf(const FolderListing& listing)
    {
        std::vector<fs::path> manifests;
        for (const FoundFile& file : listing.files)
            if (file.kind == FileKind::Table && file.path.parent_path() == m_dataset.root && isManifestFile(file.path))
                manifests.push_back(file.path);
        if (manifests.size() > 1)
            throw Error(ErrorCode::Format, fmt::format("'{}': {} manifests here, '{}' and others; open one of them, or "
                                                       "name it with --annotations",
                                                       printable(m_dataset.root), manifests.size(),
                                                       printable(manifests.front().filename())));
        if (manifests.empty())
            return false;
        addRowsOf(manifests.front(), AnnotationOrigin::Inside);
        m_fromTable = m_naming != Naming::Gtzan;
        return true;
    }

    bool isDemoCorpus() const
    {
        std::error_code code;
        return fs::exists(m_dataset.root / kDemoCorpusMarker, code) ||
               fs::exists(m_dataset.root.parent_path() / kDemoCorpusMarker, code);
    }

    std::vector<ReferenceSource> finish()
    {
        std::vector<ReferenceSource> sources = m_references.finish(m_dataset.tracks, m_dataset.warnings);
        for (const ReferenceSource& source : sources)
            m_dataset.referenceVersions.push_back(source.name);
        // By path first, so that which of two equal ids gets a number does not depend on the folder's order.
        std::sort(m_dataset.tracks.begin(), m_dataset.tracks.end(), [](const Track& left, const Track& right) {
            return std::tie(left.id, left.audio) < std::tie(right.id, right.audio);
        });
        makeIdsUnique(m_dataset.tracks);
        std::sort(m_dataset.tracks.begin(), m_dataset.tracks.end(),
                  [](const Track& left, const Track& right) { return left.id < right.id; });
        if (m_dataset.isGtzan) {
            std::set<std::string_view> found;
            for (const Track& track : m_dataset.tracks)
                found.insert(track.id);
            for (const std::string& id : gtzanIds())
                if (!found.contains(id))
                    m_dataset.expectedButMissing.push_back(id);
        }
        return sources;
    }

    Dataset m_dataset;
    Naming m_naming = Naming::Paths;
    ReferenceCollector m_references;
    std::stop_token m_stop;
    bool m_fromTable = false;
};

} // namespace

Dataset openDataset(const fs::path& root, const LayoutOptions& options, const std::stop_token& stop)
{
    const fs::path whole = wholePath(root);
    const fs::file_type type = typeOf(whole);
    if (type == fs::file_type::directory)
        return Opening(whole, stop).openFolder(options);
    if (!isTable(whole))
        throw Error(ErrorCode::Format,
                    fmt::format("'{}': a dataset is a folder or a CSV manifest (.csv)", printable(whole)));
    return Opening(whole, stop).openTable(options);
}

} // namespace tempo
