// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <optional>
#include <string_view>

namespace tempo {

/// Two tempi that listeners tap to one recording.
struct JamsTempi {
    Bpm slow;
    Bpm fast;
    double slowShare = 0.5; ///< of the listeners, in [0, 1]
};

/// The two tempi of one of a JAMS file's `tempo` annotations; their confidences are taken for shares of listeners.
/// @param version  the annotation's name as parseJams() has it; folders may stand before it
/// @return empty unless the annotation has exactly two different tempi, both with a confidence
/// @throws Error(Format) as parseJams(), or for an absurd tempo
std::optional<JamsTempi> parseJamsTempi(std::string_view text, std::string_view name, std::string_view version);

} // namespace tempo
