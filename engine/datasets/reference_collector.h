// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/annotation_files.h"
#include "engine/datasets/dataset.h"

#include <compare>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// What tells one source of references from another.
struct VersionKey {
    /// The first is the default where several are present.
    enum class Kind { Tempo, Table, JamsTempo, JamsBeats, TableBeats, Beats };

    AnnotationOrigin origin = AnnotationOrigin::Inside;
    Kind kind = Kind::Tempo;
    std::filesystem::path folder; ///< the collection of annotations, or the table; empty for files beside their audio
    std::string name;             ///< JAMS: as parseJams() calls it
    friend auto operator<=>(const VersionKey&, const VersionKey&) = default;
};

/// A source of references, named.
struct ReferenceSource {
    std::string name;
    std::size_t references = 0;
    std::filesystem::path folder; ///< as in VersionKey
};

/// Collects references and names where they come from. Sources get short names ("tempo/*.bpm", "beats (median
/// inter-beat interval)"), with as many folders before them as it takes to tell two of the same name apart.
class ReferenceCollector {
public:
    /// @param reference  without a version
    void add(std::size_t track, const VersionKey& key, TempoReference reference);

    /// Gives each track its references, with their versions' names, the default first: sources that the user named,
    /// tempi before beats, those inside the dataset, those with more references, by name. Of two references of one
    /// source for one track the first stays.
    /// @param warnings  grows by a line about references that did not stay
    /// @return          the sources in that order
    std::vector<ReferenceSource> finish(std::vector<Track>& tracks, std::vector<std::string>& warnings);

private:
    struct Entry {
        std::size_t track;
        std::size_t source; ///< index into m_keys
        TempoReference reference;
    };
    [[nodiscard]] std::vector<std::size_t> sourcesInOrder() const;

    std::map<VersionKey, std::size_t> m_numbers;
    std::vector<VersionKey> m_keys;
    std::vector<std::size_t> m_counts; ///< references of each source
    std::vector<Entry> m_entries;
};

/// What references by beats are called.
inline constexpr std::string_view kMedianInterval = "median inter-beat interval";

} // namespace tempo
