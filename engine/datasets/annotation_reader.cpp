// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/annotation_reader.h"

#include "engine/core/printable.h"
#include "engine/core/progress.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

// Hours of beats fit; a JAMS file may hold melodies as well.
constexpr std::size_t kLargestBeats = std::size_t{16} << 20U;
constexpr std::size_t kLargestJams = std::size_t{64} << 20U;

TempoReference readTempo(const fs::path& path)
{
    TempoReference reference;
    reference.file = path;
    try {
        reference.bpm = parseBpm(readTextFile(path, kLargestBeats), path.native());
    } catch (const Error& error) {
        reference.error = error;
    }
    return reference;
}

/// Reads JAMS files, whose references say themselves what they are called.
class JamsReader {
public:
    explicit JamsReader(ReferenceCollector& references) : m_references(references) {}

    void read(const fs::path& path, std::size_t track, VersionKey key)
    {
        try {
            for (TempoReference& reference : parseJams(readTextFile(path, kLargestJams), path.native())) {
                key.kind = reference.version.starts_with("JAMS beats") ? VersionKey::Kind::JamsBeats
                                                                       : VersionKey::Kind::JamsTempo;
                key.name = reference.version;
                reference.file = path;
                ++m_uses[key.folder][key];
                m_references.add(track, key, std::move(reference));
            }
        } catch (const Error& error) {
            TempoReference reference;
            reference.file = path;
            reference.error = error;
            m_unreadable.push_back({track, std::move(key), std::move(reference)});
        }
    }

    /// What could not be read is counted with what the folder's other files mostly have.
    void finish()
    {
        for (Unreadable& file : m_unreadable) {
            const auto& uses = m_uses[file.key.folder];
            const auto most = std::max_element(uses.begin(), uses.end(), [](const auto& left, const auto& right) {
                return left.second < right.second;
            });
            if (most != uses.end())
                file.key = most->first;
            m_references.add(file.track, file.key, std::move(file.reference));
        }
    }

private:
    struct Unreadable {
        std::size_t track;
        VersionKey key;
        TempoReference reference;
    };
    ReferenceCollector& m_references;
    std::map<fs::path, std::map<VersionKey, std::size_t>> m_uses;
    std::vector<Unreadable> m_unreadable;
};

} // namespace

TempoReference readBeats(const fs::path& path)
{
    TempoReference reference;
    reference.file = path;
    try {
        const BeatAnnotation beats = parseBeats(readTextFile(path, kLargestBeats), path.native());
        reference.beats = beats;
        const std::string where = fmt::format("'{}'", printable(path));
        const std::optional<Bpm> bpm = tempoOfBeats(beats);
        if (!bpm)
            throw Error(ErrorCode::Format, where + ": one beat only, which has no tempo");
        reference.bpm = requireTempo(bpm->value(), where);
    } catch (const Error& error) {
        reference.error = error;
    }
    return reference;
}

void readAnnotations(const AnnotationFiles& annotations, const AnnotationPairs& pairs, ReferenceCollector& references,
                     const std::stop_token& stop)
{
    JamsReader jams(references);
    for (const AnnotationPair& pair : pairs.pairs) {
        throwIfStopped(stop);
        const AnnotationFile& file = annotations.files[pair.file];
        VersionKey key{annotations.bases[file.base].origin, VersionKey::Kind::Tempo, pairs.folders[pair.folder], {}};
        if (file.kind == FileKind::Tempo) {
            references.add(pair.track, key, readTempo(file.path));
        } else if (file.kind == FileKind::Beats) {
            key.kind = VersionKey::Kind::Beats;
            references.add(pair.track, key, readBeats(file.path));
        } else {
            key.kind = VersionKey::Kind::JamsTempo;
            key.name = "JAMS tempo";
            jams.read(file.path, pair.track, std::move(key));
        }
    }
    jams.finish();
}

} // namespace tempo
