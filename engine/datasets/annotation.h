// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/datasets/dataset.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// Tempi outside this range are absurd as annotations of music; GTZAN's run from 37.7 to 321.6 BPM.
inline constexpr Bpm kSlowestAnnotation{10.0};
inline constexpr Bpm kFastestAnnotation{1000.0};

/// The one number of a `.bpm` file: decimal or scientific, point as decimal sign, spaces, CRLF, a byte order mark and
/// trailing blank lines allowed. The locale does not matter.
/// @param name goes into messages
/// @throws Error(Format) for text, a decimal comma (said so), NaN, infinity, zero, negative or absurd values, a second
/// number
Bpm parseBpm(std::string_view text, std::string_view name);

/// The lines of a `.beats` file: time in seconds, then tabs or spaces and the position in the bar (optional, but then
/// on no line). Same tolerance as parseBpm(). An empty file is an Error.
/// @throws Error(Format) naming the line: not a number, negative or not ascending times, NaN, positions < 1
BeatAnnotation parseBeats(std::string_view text, std::string_view name);

/// 60 over the median inter-beat interval; empty for fewer than two beats.
std::optional<Bpm> tempoOfBeats(const BeatAnnotation& beats);

/// Standard deviation of the inter-beat intervals over their mean; empty for fewer than three beats.
std::optional<double> beatIntervalVariation(const BeatAnnotation& beats);

/// Tempo and beats of a JAMS file (JSON): the `tempo` namespace (first value of highest confidence) and the `beat`
/// namespace; one TempoReference per annotation that has either, versions named after curator or annotator.
/// @throws Error(Format) if it is no JAMS or has neither
std::vector<TempoReference> parseJams(std::string_view text, std::string_view name);

} // namespace tempo
