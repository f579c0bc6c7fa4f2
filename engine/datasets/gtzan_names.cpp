// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/gtzan_names.h"

#include "engine/datasets/layout.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>

namespace tempo {

namespace {

constexpr int kTracksPerGenre = 100;

} // namespace

const std::vector<std::string>& gtzanIds()
{
    static const std::vector<std::string> ids = [] {
        std::vector<std::string> all;
        for (const std::string_view genre : kGtzanGenres)
            for (int i = 0; i < kTracksPerGenre; ++i)
                all.push_back(fmt::format("{}.{:05}", genre, i));
        return all;
    }();
    return ids;
}

std::optional<std::string> gtzanIdOf(std::string_view stem)
{
    constexpr std::string_view kPrefix = "gtzan";
    constexpr std::string_view kSeparators = "._-";
    constexpr std::size_t kDigits = 5;
    // "gtzan_classical_00000" is the longest.
    if (stem.size() > 32)
        return std::nullopt;
    const std::string lower = lowerCase(stem);
    std::string_view rest = lower;
    if (rest.starts_with(kPrefix) && rest.size() > kPrefix.size() &&
        kSeparators.find(rest[5]) != std::string_view::npos)
        rest.remove_prefix(kPrefix.size() + 1);
    if (rest.size() < kDigits + 2 || kSeparators.find(rest[rest.size() - kDigits - 1]) == std::string_view::npos)
        return std::nullopt;
    const std::string_view genre = rest.substr(0, rest.size() - kDigits - 1);
    const std::string_view number = rest.substr(rest.size() - kDigits);
    const bool isNumber = number.find_first_not_of("0123456789") == std::string_view::npos;
    if (!isNumber || !isGtzanGenre(genre))
        return std::nullopt;
    return fmt::format("{}.{}", genre, number);
}

std::string gtzanGenreOf(std::string_view id)
{
    return std::string(id.substr(0, id.find('.')));
}

bool isGtzanGenre(std::string_view name)
{
    return std::find(kGtzanGenres.begin(), kGtzanGenres.end(), lowerCase(name)) != kGtzanGenres.end();
}

} // namespace tempo
