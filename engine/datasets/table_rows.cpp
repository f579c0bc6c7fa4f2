// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/table_rows.h"

#include "engine/core/printable.h"
#include "engine/core/progress.h"
#include "engine/datasets/annotation_reader.h"
#include "engine/datasets/gtzan_names.h"
#include "engine/datasets/manifest.h"
#include "engine/datasets/name_index.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

// A million rows fit; what is larger is no manifest, and is not read into memory.
constexpr std::size_t kLargestManifest = std::size_t{256} << 20U;

bool isFile(const fs::path& path)
{
    std::error_code code;
    return fs::is_regular_file(path, code);
}

/// The file that a cell means: as written, else with backslashes as Windows writes them.
fs::path meantFile(const fs::path& written)
{
    const fs::path normal = written.lexically_normal();
    if (normal.native().find('\\') == std::string::npos || isFile(normal))
        return normal;
    std::string name = written.native();
    std::replace(name.begin(), name.end(), '\\', '/');
    return fs::path(name).lexically_normal();
}

class TableRows {
public:
    TableRows(const TableSource& table, const fs::path& root, Naming naming, std::vector<Track>& tracks,
              ReferenceCollector& references, std::vector<std::string>& warnings)
        : m_table(table), m_root(root), m_naming(naming), m_tracks(tracks), m_references(references),
          m_warnings(warnings)
    {
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            m_byId.emplace(tracks[i].id, i);
            if (tracks[i].audio) {
                m_byPath.emplace(tracks[i].audio->native(), i);
                m_index.add(nameBelow(*tracks[i].audio, root), i);
            }
            for (const fs::path& other : tracks[i].otherAudio)
                m_byPath.emplace(other.native(), i);
        }
    }

    void add(const ManifestRow& row)
    {
        if (row.path.empty()) {
            m_warnings.push_back(row.error->message());
            return;
        }
        const std::size_t place = trackOf(meantFile(row.path));
        if (!m_taken.insert(place).second) {
            m_warnings.push_back(fmt::format("'{}' line {}: {} has a row already; this one is left aside",
                                             printable(m_table.path), row.line, m_tracks[place].id));
            return;
        }
        Track& track = m_tracks[place];
        if (!row.genre.empty())
            track.genre = printable(row.genre);
        if (!row.group.empty())
            track.group = printable(row.group);
        if (row.bpm || row.error) {
            TempoReference reference;
            reference.file = m_table.path;
            reference.bpm = row.bpm;
            reference.error = row.error;
            m_references.add(place, {m_table.origin, VersionKey::Kind::Table, m_table.path, {}}, std::move(reference));
        }
        if (row.beats)
            m_references.add(place, {m_table.origin, VersionKey::Kind::TableBeats, m_table.path, {}},
                             readBeats(meantFile(*row.beats)));
    }

private:
    std::size_t trackOf(const fs::path& path)
    {
        if (const auto known = m_byPath.find(path.native()); known != m_byPath.end())
            return known->second;
        const std::string name = nameBelow(path, m_root);
        const std::string id = trackIdOf(name, m_naming);
        const bool isGtzans = m_naming == Naming::Gtzan && gtzanIdOf(id).has_value();
        if (isGtzans)
            if (const auto known = m_byId.find(id); known != m_byId.end())
                return known->second;
        const bool exists = isFile(path);
        if (!exists)
            if (const NameIndex::Match match = m_index.find(name); match.item)
                return *match.item;
        Track track;
        track.id = m_byId.contains(id) ? printable(path) : id;
        track.genre = isGtzans ? gtzanGenreOf(id) : std::string();
        if (exists)
            track.audio = path;
        m_tracks.push_back(std::move(track));
        m_byId.emplace(m_tracks.back().id, m_tracks.size() - 1);
        m_byPath.emplace(path.native(), m_tracks.size() - 1);
        return m_tracks.size() - 1;
    }

    const TableSource& m_table;
    fs::path m_root;
    Naming m_naming;
    std::vector<Track>& m_tracks;
    ReferenceCollector& m_references;
    std::vector<std::string>& m_warnings;
    std::unordered_map<std::string, std::size_t> m_byId;
    std::unordered_map<std::string, std::size_t> m_byPath;
    std::unordered_set<std::size_t> m_taken;
    NameIndex m_index;
};

Manifest readManifest(const fs::path& path)
{
    return parseManifest(readTextFile(path, kLargestManifest), path.native(), path.parent_path());
}

} // namespace

bool isManifestFile(const fs::path& path)
{
    constexpr std::size_t kLongestHeader = 4096;
    std::ifstream stream(path, std::ios::binary);
    std::string beginning(kLongestHeader, '\0');
    stream.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(stream.gcount()));
    return isManifestHeader(beginning);
}

void addTable(const TableSource& table, const fs::path& root, Naming naming, std::vector<Track>& tracks,
              ReferenceCollector& references, std::vector<std::string>& warnings, const std::stop_token& stop)
{
    TableRows rows(table, root, naming, tracks, references, warnings);
    for (const ManifestRow& row : readManifest(table.path).rows) {
        throwIfStopped(stop);
        rows.add(row);
    }
}

Naming namingOfTable(const fs::path& path)
{
    std::vector<FoundFile> files;
    for (const ManifestRow& row : readManifest(path).rows)
        if (!row.path.empty())
            files.push_back({meantFile(row.path), FileKind::Audio});
    return namingOf(files);
}

} // namespace tempo
