// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/problem.h"

#include <array>

namespace tempo {

namespace {

struct KindNames {
    ProblemKind kind;
    std::string_view key;
    std::string_view title;
};

constexpr std::array<KindNames, kProblemKinds> kNames{{
    {ProblemKind::MissingTrack, "missing-track", "expected but missing"},
    {ProblemKind::MissingAudio, "missing-audio", "annotation without audio"},
    {ProblemKind::Unreadable, "unreadable", "audio file cannot be read"},
    {ProblemKind::Undecodable, "undecodable", "audio cannot be decoded"},
    {ProblemKind::Empty, "empty", "no audio in the file"},
    {ProblemKind::Truncated, "truncated", "audio breaks off early"},
    {ProblemKind::Silent, "silent", "silent"},
    {ProblemKind::Constant, "constant", "constant signal"},
    {ProblemKind::NonFinite, "non-finite", "samples that are no numbers"},
    {ProblemKind::BrokenPackets, "broken-packets", "parts of the audio are broken"},
    {ProblemKind::Clipped, "clipped", "clipped"},
    {ProblemKind::WrongRate, "wrong-rate", "unexpected sample rate"},
    {ProblemKind::WrongLength, "wrong-length", "unexpected length"},
    {ProblemKind::MissingAnnotation, "missing-annotation", "no tempo annotation"},
    {ProblemKind::BadAnnotation, "bad-annotation", "annotation cannot be used"},
    {ProblemKind::TempoOutOfRange, "tempo-out-of-range", "tempo outside the training range"},
    {ProblemKind::BeatsDisagree, "beats-disagree", "beats disagree with the tempo"},
    {ProblemKind::ExactDuplicate, "exact-duplicate", "exact duplicate"},
    {ProblemKind::NearDuplicate, "near-duplicate", "near duplicate"},
}};

const KindNames& namesOf(ProblemKind kind)
{
    return kNames.at(static_cast<std::size_t>(kind));
}

} // namespace

std::string_view keyOf(ProblemKind kind)
{
    return namesOf(kind).key;
}

std::string_view titleOf(ProblemKind kind)
{
    return namesOf(kind).title;
}

std::string_view nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Note:
        return "note";
    }
    return "error";
}

std::span<const ProblemKind> allProblemKinds()
{
    static constexpr auto kKinds = [] {
        std::array<ProblemKind, kProblemKinds> kinds{};
        for (std::size_t i = 0; i < kinds.size(); ++i)
            kinds.at(i) = kNames.at(i).kind;
        return kinds;
    }();
    return kKinds;
}

} // namespace tempo
