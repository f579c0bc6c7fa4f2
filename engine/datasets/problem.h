// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace tempo {

/// What can be wrong with a track of a dataset.
enum class ProblemKind {
    MissingTrack,      ///< one of GTZAN's 1000 names has neither audio nor annotation
    MissingAudio,      ///< annotation without audio
    Unreadable,        ///< the audio file is there but cannot be opened or read
    Undecodable,       ///< nothing decodes it, or it breaks off with an error
    Empty,             ///< no byte or no sample
    Truncated,         ///< holds clearly less than its header declares
    Silent,            ///< no sound, or less than -60 dB of full scale
    Constant,          ///< every sample has one value
    NonFinite,         ///< samples that are NaN or infinite
    BrokenPackets,     ///< parts that the codec refused and that were passed over
    Clipped,           ///< many samples at full scale
    WrongRate,         ///< another sample rate than the dataset has
    WrongLength,       ///< another duration than the dataset has
    MissingAnnotation, ///< audio without a tempo
    BadAnnotation,     ///< an annotation that does not parse or is absurd
    TempoOutOfRange,   ///< outside the range that training uses
    BeatsDisagree,     ///< the annotated beats have another tempo than the annotated tempo
    ExactDuplicate,    ///< the same samples as another track
    NearDuplicate,     ///< the same recording as another track, by its fingerprint
};

inline constexpr std::size_t kProblemKinds = 19;

/// What a problem means for the track.
enum class Severity {
    Error,   ///< it cannot be used
    Warning, ///< it can be used, but its result cannot be trusted
    Note,    ///< good to know
};

/// One finding.
struct Problem {
    ProblemKind kind = ProblemKind::MissingTrack;
    Severity severity = Severity::Error;
    std::string id;     ///< of the track, or the missing name
    std::string detail; ///< one sentence without a full stop; may hold any bytes of file names
};

/// E.g. "missing-audio": for files and scripts, never changed.
std::string_view keyOf(ProblemKind kind);
/// E.g. "annotation without audio": for people.
std::string_view titleOf(ProblemKind kind);
/// "error", "warning" or "note".
std::string_view nameOf(Severity severity);
/// All kinds in the order of reports.
std::span<const ProblemKind> allProblemKinds();

} // namespace tempo
