// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tempo {

namespace detail {

/// Levenshtein's distance, one row at a time.
inline std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row[b.size()];
}

} // namespace detail

/// The known word that a mistyped one most likely stands for, two letters away at most; empty if none is near.
inline std::string nearestWord(std::string_view mistyped, const std::vector<std::string>& known)
{
    constexpr std::size_t kLongest = 64;
    std::string nearest;
    std::size_t shortest = 3;
    for (const std::string& word : known) {
        if (mistyped.size() > kLongest || word.size() > kLongest)
            continue;
        if (const std::size_t distance = detail::editDistance(mistyped, word); distance < shortest) {
            shortest = distance;
            nearest = word;
        }
    }
    return nearest;
}

} // namespace tempo
