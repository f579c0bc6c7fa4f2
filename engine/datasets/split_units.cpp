// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/split_units.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace tempo {

namespace {

constexpr std::size_t kNoUnit = std::numeric_limits<std::size_t>::max();

/// Sets that grow together (union-find with path halving).
class DisjointSets {
public:
    explicit DisjointSets(std::size_t count) : m_parents(count)
    {
        std::iota(m_parents.begin(), m_parents.end(), std::size_t{0});
    }
    std::size_t find(std::size_t item)
    {
        while (m_parents[item] != item)
            item = m_parents[item] = m_parents[m_parents[item]];
        return item;
    }
    /// The smaller index stands for the set.
    void join(std::size_t left, std::size_t right)
    {
        const auto [low, high] = std::minmax({find(left), find(right)});
        m_parents[high] = low;
    }

private:
    std::vector<std::size_t> m_parents;
};

using IndexOfId = std::unordered_map<std::string_view, std::size_t>;

std::vector<std::string> reasonsOf(const Dataset& dataset, const SplitConstraints& constraints,
                                   const IndexOfId& indices)
{
    std::vector<std::string> reasons(dataset.tracks.size());
    for (const Exclusion& exclusion : constraints.excluded) {
        const auto found = indices.find(exclusion.id);
        if (found == indices.end())
            continue;
        std::string& reason = reasons[found->second];
        reason += (reason.empty() ? "" : "; ") + (exclusion.reason.empty() ? "excluded" : printable(exclusion.reason));
    }
    for (std::size_t i = 0; i < dataset.tracks.size(); ++i) {
        const Track& track = dataset.tracks[i];
        const bool hasTempo = std::any_of(track.references.begin(), track.references.end(),
                                          [](const TempoReference& reference) { return reference.bpm.has_value(); });
        if (reasons[i].empty() && !track.audio)
            reasons[i] = "no audio";
        else if (reasons[i].empty() && !hasTempo)
            reasons[i] = "no reference tempo";
    }
    return reasons;
}

DisjointSets joinTracks(const Dataset& dataset, const SplitConstraints& constraints, const IndexOfId& indices)
{
    DisjointSets sets(dataset.tracks.size());
    for (const std::vector<std::string>& duplicates : constraints.duplicates) {
        std::size_t first = kNoUnit;
        for (const std::string& id : duplicates) {
            const auto found = indices.find(id);
            if (found == indices.end())
                continue;
            if (first == kNoUnit)
                first = found->second;
            sets.join(first, found->second);
        }
    }
    std::unordered_map<std::string_view, std::size_t> firstOfGroup;
    for (std::size_t i = 0; i < dataset.tracks.size(); ++i)
        if (const std::string& group = dataset.tracks[i].group; !group.empty())
            sets.join(firstOfGroup.emplace(group, i).first->second, i);
    return sets;
}

std::string genreOf(const SplitUnit& unit, const Dataset& dataset)
{
    std::map<std::string_view, std::size_t> counts;
    for (const std::size_t track : unit.tracks)
        ++counts[dataset.tracks[track].genre];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& left, const auto& right) { return left.second < right.second; });
    return std::string(most->first);
}

} // namespace

SplitUnits unitsOf(const Dataset& dataset, const SplitConstraints& constraints)
{
    IndexOfId indices;
    for (std::size_t i = 0; i < dataset.tracks.size(); ++i)
        indices.emplace(dataset.tracks[i].id, i);

    SplitUnits result;
    result.reasons = reasonsOf(dataset, constraints, indices);
    result.unitOf.assign(dataset.tracks.size(), kNoUnit);
    DisjointSets sets = joinTracks(dataset, constraints, indices);
    std::unordered_map<std::size_t, std::size_t> unitOfSet;
    std::unordered_map<std::size_t, std::string_view> nameOfSet;
    for (std::size_t i = 0; i < dataset.tracks.size(); ++i) {
        const std::size_t set = sets.find(i);
        const auto name = nameOfSet.emplace(set, dataset.tracks[i].id).first;
        name->second = std::min<std::string_view>(name->second, dataset.tracks[i].id);
        if (!result.reasons[i].empty())
            continue;
        const auto [unit, isNew] = unitOfSet.emplace(set, result.units.size());
        if (isNew)
            result.units.emplace_back();
        result.units[unit->second].tracks.push_back(i);
        result.unitOf[i] = unit->second;
    }
    for (SplitUnit& unit : result.units) {
        unit.name = nameOfSet.at(sets.find(unit.tracks.front()));
        unit.genre = genreOf(unit, dataset);
    }
    if (result.units.empty())
        throw Error(ErrorCode::InvalidArgument,
                    dataset.tracks.empty()
                        ? "a dataset without tracks cannot be split"
                        : fmt::format("no track of the dataset can be used: {} are left out, the first, {}, for: {}",
                                      dataset.tracks.size(), dataset.tracks.front().id, result.reasons.front()));
    return result;
}

} // namespace tempo
