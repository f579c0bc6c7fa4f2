// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/name_index.h"

#include "engine/datasets/text_values.h"

#include <algorithm>
#include <vector>

namespace tempo {

namespace {

/// Ends of a name, the whole name first; of long names only so many, so that the index grows with the number of files.
std::vector<std::string_view> endsOf(std::string_view name)
{
    constexpr std::size_t kMostEnds = 5;
    std::vector<std::string_view> ends;
    for (std::size_t slash = name.rfind('/'); slash != std::string_view::npos && ends.size() + 1 < kMostEnds;
         slash = slash == 0 ? std::string_view::npos : name.rfind('/', slash - 1))
        ends.push_back(name.substr(slash + 1));
    ends.push_back(name);
    std::reverse(ends.begin(), ends.end());
    return ends;
}

} // namespace

void NameIndex::add(std::string_view name, std::size_t item)
{
    const auto addTo = [item](std::unordered_map<std::string, Items>& map, std::string_view end) {
        Items& items = map[std::string(end)];
        if (items.count++ == 0)
            items.first = item;
    };
    const std::string lower = lowerCase(name);
    for (const std::string_view end : endsOf(name))
        addTo(m_exact, end);
    for (const std::string_view end : endsOf(lower))
        addTo(m_lowerCase, end);
}

NameIndex::Match NameIndex::find(std::string_view name) const
{
    const std::string lower = lowerCase(name);
    const std::vector<std::string_view> ends = endsOf(name);
    const std::vector<std::string_view> lowerEnds = endsOf(lower);
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const auto anyCase = m_lowerCase.find(std::string(lowerEnds[i]));
        if (anyCase == m_lowerCase.end())
            continue;
        if (anyCase->second.count == 1)
            return {anyCase->second.first, false};
        const auto exact = m_exact.find(std::string(ends[i]));
        if (exact != m_exact.end() && exact->second.count == 1)
            return {exact->second.first, false};
        return {std::nullopt, true};
    }
    return {};
}

} // namespace tempo
