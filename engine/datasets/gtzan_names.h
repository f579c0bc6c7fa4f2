// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace tempo {

inline constexpr std::array<std::string_view, 10> kGtzanGenres = {"blues", "classical", "country", "disco",  "hiphop",
                                                                  "jazz",  "metal",     "pop",     "reggae", "rock"};

/// The id "blues.00000" behind a file name without extension: blues.00000, blues_00000, gtzan_blues_00000 and the like,
/// in any case. Numbers above 99, which GTZAN does not have, are those of larger demo corpora. Empty for other names.
std::optional<std::string> gtzanIdOf(std::string_view stem);

/// The genre in an id of GTZAN.
std::string gtzanGenreOf(std::string_view id);

/// Whether a folder is named after one of GTZAN's genres, in any case.
bool isGtzanGenre(std::string_view name);

} // namespace tempo
