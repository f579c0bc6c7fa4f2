// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/reference_collector.h"

#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

/// The last `count` names of a path, "a/b"; fewer if it has no more.
std::string lastNames(const fs::path& path, std::size_t count)
{
    std::string names;
    fs::path rest = path;
    for (; count > 0 && rest.has_relative_path(); --count) {
        names = rest.filename().native() + (names.empty() ? "" : "/") + names;
        rest = rest.parent_path();
    }
    return printable(names);
}

/// @param extra  how many folder names more than usual
std::string nameOf(const VersionKey& key, std::size_t extra)
{
    using Kind = VersionKey::Kind;
    const std::string folder = lastNames(key.folder, 1 + extra);
    const std::string below = folder.empty() ? "" : folder + "/";
    switch (key.kind) {
    case Kind::Tempo:
        return below + "*.bpm";
    case Kind::Table:
        return folder;
    case Kind::TableBeats:
        return fmt::format("{} beats ({})", folder, kMedianInterval);
    case Kind::JamsTempo:
    case Kind::JamsBeats:
        return extra == 0 ? key.name : fmt::format("{}: {}", lastNames(key.folder, extra), key.name);
    case Kind::Beats:
        break;
    }
    if (folder.empty() || lowerCase(folder) == "beats")
        return fmt::format("beats ({})", kMedianInterval);
    return fmt::format("{}*.beats ({})", below, kMedianInterval);
}

/// A name that no other source has; it is then taken.
std::string uniqueName(const VersionKey& key, std::set<std::string>& taken)
{
    const auto deepest = static_cast<std::size_t>(std::distance(key.folder.begin(), key.folder.end()));
    std::size_t extra = 0;
    std::string name = nameOf(key, extra);
    while (taken.contains(name) && extra < deepest)
        name = nameOf(key, ++extra);
    for (int i = 2; taken.contains(name); ++i)
        name = fmt::format("{} {}", nameOf(key, 0), i);
    taken.insert(name);
    return name;
}

} // namespace

void ReferenceCollector::add(std::size_t track, const VersionKey& key, TempoReference reference)
{
    const auto [place, isNew] = m_numbers.try_emplace(key, m_keys.size());
    if (isNew) {
        m_keys.push_back(key);
        m_counts.push_back(0);
    }
    ++m_counts[place->second];
    m_entries.push_back({track, place->second, std::move(reference)});
}

std::vector<std::size_t> ReferenceCollector::sourcesInOrder() const
{
    std::vector<std::size_t> order(m_keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto rank = [this](std::size_t source) {
        const VersionKey& key = m_keys[source];
        const std::size_t rarity = std::numeric_limits<std::size_t>::max() - m_counts[source];
        return std::tuple(key.origin != AnnotationOrigin::Named, key.kind, key.origin, rarity,
                          std::string_view(key.name), std::string_view(key.folder.native()));
    };
    std::sort(order.begin(), order.end(),
              [&rank](std::size_t left, std::size_t right) { return rank(left) < rank(right); });
    return order;
}

std::vector<ReferenceSource> ReferenceCollector::finish(std::vector<Track>& tracks, std::vector<std::string>& warnings)
{
    std::vector<ReferenceSource> sources;
    std::vector<std::size_t> rankOf(m_keys.size());
    std::set<std::string> taken;
    for (const std::size_t source : sourcesInOrder()) {
        rankOf[source] = sources.size();
        sources.push_back({uniqueName(m_keys[source], taken), m_counts[source], m_keys[source].folder});
    }

    std::stable_sort(m_entries.begin(), m_entries.end(), [&rankOf](const Entry& left, const Entry& right) {
        return std::pair(left.track, rankOf[left.source]) < std::pair(right.track, rankOf[right.source]);
    });
    std::size_t dropped = 0;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        Entry& entry = m_entries[i];
        ReferenceSource& source = sources[rankOf[entry.source]];
        if (i > 0 && m_entries[i - 1].track == entry.track && m_entries[i - 1].source == entry.source) {
            if (dropped++ == 0)
                warnings.push_back(fmt::format("'{}' is left aside: {} has another reference of '{}'",
                                               printable(entry.reference.file), tracks[entry.track].id, source.name));
            --source.references;
            continue;
        }
        entry.reference.version = source.name;
        tracks[entry.track].references.push_back(entry.reference);
    }
    if (dropped > 1)
        warnings.back() += fmt::format(" (and {} more such files)", dropped - 1);
    return sources;
}

} // namespace tempo
