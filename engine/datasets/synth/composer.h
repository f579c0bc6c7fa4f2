// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/synth/score.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace tempo::synth {

/// GTZAN's genres, in the order of their names.
inline constexpr std::array<std::string_view, 10> kGenres{"blues", "classical", "country", "disco",  "hiphop",
                                                          "jazz",  "metal",     "pop",     "reggae", "rock"};

/// What clips are drawn from. A model that learns from Training meets neither the families nor the instruments that
/// are held out, so that HeldOut shows what it makes of styles it has never heard.
enum class StyleSet {
    All,
    Training, ///< without one family of each genre, and without a fifth of the General MIDI programs
    HeldOut,  ///< only that family, on the held-out programs where the family has any
};

/// Composes a clip of about 30 s: a cut out of a piece that could have gone on before and after it.
/// @param genre one of kGenres. @param seed the same seed gives the same clip
/// @throws Error(InvalidArgument) for another genre
/// Pure: reads and keeps nothing.
Score compose(std::string_view genre, std::uint64_t seed, StyleSet styles = StyleSet::All);

/// The mastering of a clip of a genre: loud metal, worn blues records, concert halls.
Mastering drawMastering(std::string_view genre, std::uint64_t seed);

} // namespace tempo::synth
