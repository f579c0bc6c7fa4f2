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

/// A number as an annotated tempo.
/// @param where  opens the message, e.g. "'a.bpm'"
/// @throws Error(Format) if it is not finite, not above 0, or absurd
Bpm requireTempo(double bpm, std::string_view where);

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

/// 60 over the median inter-beat interval (the mean of the two middle ones of an even number); empty for fewer than two
/// beats. May be absurd where the beats are.
std::optional<Bpm> tempoOfBeats(const BeatAnnotation& beats);

/// Standard deviation (of the population) of the inter-beat intervals over their mean; empty for fewer than three
/// beats. Source: c_var of Schreiber's tempo_eval.
std::optional<double> beatIntervalVariation(const BeatAnnotation& beats);

/// Tempo and beats of a JAMS file (JSON), one TempoReference for each of its annotations that has either, in the file's
/// order: `tempo` (the first value of the highest confidence), and `beat` or `beat_position` (positions where all beats
/// have one). Observations may be a list of objects or an object of lists; Python's NaN counts as null.
/// References are named after namespace and curator (else annotator, else data source), e.g. "JAMS tempo (CURATOR)" and
/// "JAMS beats (CURATOR; median inter-beat interval)", numbered where names repeat; their `file` stays empty. An
/// annotation that does not parse is a reference with an error.
/// @throws Error(Format) if it is no JAMS or has neither
/// Source: Humphrey et al., ISMIR 2014; https://jams.readthedocs.io
std::vector<TempoReference> parseJams(std::string_view text, std::string_view name);

} // namespace tempo
