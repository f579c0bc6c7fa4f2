// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/split_table.h"

#include "app/cli/text.h"
#include "engine/core/printable.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <string_view>
#include <unordered_map>

namespace tempo::cli {

namespace {

/// Tracks of a part, by the part's number.
using Counts = std::array<std::size_t, 4>;

std::string row(const std::string& name, std::size_t width, const Counts& counts)
{
    std::string text = "  " + padRight(name, width);
    for (const std::size_t count : counts)
        text += fmt::format("  {:>8}", count);
    return text + '\n';
}

} // namespace

std::string splitTable(const Dataset& dataset, const Split& split)
{
    std::unordered_map<std::string_view, std::string_view> genreOf;
    for (const Track& track : dataset.tracks)
        genreOf.emplace(track.id, track.genre);
    Counts all{};
    std::map<std::string, Counts> genres;
    for (const SplitEntry& entry : split.entries) {
        const std::string_view genre = genreOf.at(entry.id);
        const auto part = static_cast<std::size_t>(entry.part);
        ++all.at(part);
        ++genres[genre.empty() ? "(none)" : printable(genre)].at(part);
    }
    std::size_t width = 5;
    for (const auto& [genre, counts] : genres)
        width = std::max(width, displayWidth(genre));

    std::string text =
        fmt::format("  {}  {:>8}  {:>8}  {:>8}  {:>8}\n", padRight("genre", width), "train", "val", "test", "left out");
    text += row("all", width, all);
    if (genres.size() > 1)
        for (const auto& [genre, counts] : genres)
            text += row(genre, width, counts);
    return text;
}

} // namespace tempo::cli
