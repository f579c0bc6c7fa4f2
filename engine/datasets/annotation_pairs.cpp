// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/annotation_pairs.h"

#include "engine/core/printable.h"
#include "engine/datasets/gtzan_names.h"
#include "engine/datasets/name_index.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

/// Cuts folders off the end that two paths share, so that "tempo/rock" beside "audio/rock" becomes "tempo".
fs::path withoutSharedEnd(fs::path folder, const fs::path& base, fs::path audioFolder)
{
    while (folder != base && folder.has_relative_path() && !audioFolder.filename().empty() &&
           lowerCase(folder.filename().native()) == lowerCase(audioFolder.filename().native())) {
        folder = folder.parent_path();
        audioFolder = audioFolder.parent_path();
    }
    return folder;
}

/// One line for any number of files that have the same fate.
class Tally {
public:
    void add(const fs::path& path)
    {
        if (m_count++ == 0)
            m_first = path;
    }
    void report(std::string_view what, std::vector<std::string>& warnings) const
    {
        if (m_count > 0)
            warnings.push_back(fmt::format("{} {} {}, e.g. '{}'", m_count,
                                           m_count == 1 ? "annotation file" : "annotation files", what,
                                           printable(m_first)));
    }

private:
    std::size_t m_count = 0;
    fs::path m_first;
};

class Pairing {
public:
    Pairing(const AnnotationFiles& annotations, const fs::path& root, Naming naming, std::vector<Track>& tracks)
        : m_annotations(annotations), m_naming(naming), m_tracks(tracks), m_root(root)
    {
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            m_byId.emplace(tracks[i].id, i);
            if (!tracks[i].audio)
                continue;
            const std::string name = nameBelow(*tracks[i].audio, root);
            m_index.add(name, i);
            m_besideAudio.emplace(nameBelow(*tracks[i].audio, {}), i);
            m_audioFolders.insert(tracks[i].audio->parent_path().native());
        }
    }

    AnnotationPairs run(std::vector<std::string>& warnings)
    {
        std::vector<std::size_t> unmatched;
        for (std::size_t i = 0; i < m_annotations.files.size(); ++i)
            if (!match(i))
                unmatched.push_back(i);
        // Now that the collections are known, which tell what the rest is called.
        for (const std::size_t file : unmatched)
            addTrackFor(file);
        m_ambiguous.report("could belong to several tracks and were left aside", warnings);
        m_leftAside.report("beside the dataset fit none of its audio", warnings);
        return std::move(m_result);
    }

private:
    bool match(std::size_t index)
    {
        const AnnotationFile& file = m_annotations.files[index];
        const AnnotationBase& base = m_annotations.bases[file.base];
        const std::string name = nameBelow(file.path, base.folder);
        if (m_naming == Naming::Gtzan)
            if (const auto byId = m_byId.find(trackIdOf(name, m_naming)); byId != m_byId.end())
                return pair(index, byId->second);
        if (const auto beside = m_besideAudio.find(nameBelow(file.path, {})); beside != m_besideAudio.end())
            return pair(index, beside->second);
        const NameIndex::Match found = m_index.find(name);
        // In a folder with audio an annotation is that of a neighbour (whose name may differ in case), or of none.
        const fs::path folder = file.path.parent_path();
        if (m_audioFolders.contains(folder.native()))
            return found.item && m_tracks[*found.item].audio->parent_path() == folder && pair(index, *found.item);
        if (found.item)
            return pair(index, *found.item);
        if (found.ambiguous) {
            m_ambiguous.add(file.path);
            return true;
        }
        return false;
    }

    bool pair(std::size_t index, std::size_t track)
    {
        const AnnotationFile& file = m_annotations.files[index];
        m_usedBases.insert(file.base);
        m_result.pairs.push_back({index, track, collectionOf(file, &m_tracks[track])});
        return true;
    }

    void addTrackFor(std::size_t index)
    {
        const AnnotationFile& file = m_annotations.files[index];
        const AnnotationBase& base = m_annotations.bases[file.base];
        const std::size_t folder = collectionOf(file, nullptr);
        const fs::path& collection = m_result.folders[folder];
        const std::string name = nameBelow(file.path, collection.empty() ? m_root : collection);
        std::string id = trackIdOf(name, m_naming);
        const bool isGtzans = m_naming == Naming::Gtzan && gtzanIdOf(id).has_value();
        if (base.origin == AnnotationOrigin::Neighbour && !isGtzans) {
            // A folder beside the dataset that fits nothing has nothing to do with it.
            if (m_usedBases.contains(file.base))
                m_leftAside.add(file.path);
            return;
        }
        // A track with audio of this name was no match, or it would have been found.
        if (const auto taken = m_byId.find(id); taken != m_byId.end() && m_tracks[taken->second].audio)
            id = printable(nameBelow(file.path, base.folder));
        const auto [place, isNew] = m_byId.emplace(id, m_tracks.size());
        if (isNew) {
            Track& track = m_tracks.emplace_back();
            track.id = id;
            track.genre = isGtzans ? gtzanGenreOf(id) : std::string();
        }
        m_result.pairs.push_back({index, place->second, folder});
    }

    /// @param track  whose file it is, if it has one with audio
    std::size_t collectionOf(const AnnotationFile& file, const Track* track)
    {
        const fs::path folder = file.path.parent_path();
        if (const auto known = m_collections.find(folder.native()); known != m_collections.end())
            return known->second;
        const fs::path& base = m_annotations.bases[file.base].folder;
        fs::path collection;
        if (!m_audioFolders.contains(folder.native())) {
            collection = folder;
            if (track != nullptr && track->audio)
                collection = withoutSharedEnd(collection, base, track->audio->parent_path());
            else if (const std::optional<std::size_t> above = collectionAbove(folder, base))
                return m_collections[folder.native()] = *above;
            while (m_naming == Naming::Gtzan && collection != base && isGtzanGenre(collection.filename().native()))
                collection = collection.parent_path();
        }
        return m_collections[folder.native()] = indexOf(collection);
    }

    /// A folder above that other annotations showed to be a collection.
    std::optional<std::size_t> collectionAbove(fs::path folder, const fs::path& base) const
    {
        while (folder != base && folder.has_relative_path()) {
            folder = folder.parent_path();
            if (const auto known = m_folderIndex.find(folder); known != m_folderIndex.end())
                return known->second;
        }
        return std::nullopt;
    }

    std::size_t indexOf(const fs::path& collection)
    {
        const auto [place, isNew] = m_folderIndex.try_emplace(collection, m_result.folders.size());
        if (isNew)
            m_result.folders.push_back(collection);
        return place->second;
    }

    const AnnotationFiles& m_annotations;
    Naming m_naming;
    std::vector<Track>& m_tracks;
    fs::path m_root;
    std::unordered_map<std::string, std::size_t> m_byId;
    NameIndex m_index;
    std::unordered_map<std::string, std::size_t> m_besideAudio;
    std::unordered_set<std::string> m_audioFolders;
    std::unordered_map<std::string, std::size_t> m_collections;
    std::map<fs::path, std::size_t> m_folderIndex;
    std::unordered_set<std::size_t> m_usedBases;
    AnnotationPairs m_result;
    Tally m_ambiguous;
    Tally m_leftAside;
};

} // namespace

AnnotationPairs pairAnnotations(const AnnotationFiles& annotations, const fs::path& root, Naming naming,
                                std::vector<Track>& tracks, std::vector<std::string>& warnings)
{
    return Pairing(annotations, root, naming, tracks).run(warnings);
}

} // namespace tempo
