// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/verdict.h"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <utility>

namespace tempo {

namespace {

std::string durationText(Seconds duration)
{
    const double seconds = duration.value();
    if (seconds < 60.0)
        return fmt::format("{:.2f} s", seconds);
    const auto minutes = static_cast<std::int64_t>(seconds / 60.0);
    if (minutes < 60)
        return fmt::format("{}:{:05.2f} min", minutes, seconds - 60.0 * static_cast<double>(minutes));
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    return fmt::format("{}:{:02}:{:02} h", whole / 3600, whole / 60 % 60, whole % 60);
}

void addProblem(AudioReport& report, AudioFault fault, std::string detail)
{
    report.problems.push_back({fault, std::move(detail)});
}

/// Whether so little came out that it cannot be rounding. Codecs pad their first and last frames and containers round
/// to ticks of their own: up to three frames of a codec, or half a per cent, or a tenth of a second are no fault.
bool isTruncated(Seconds declared, Seconds held, Seconds codecFrame)
{
    const double shortfall = declared.value() - held.value();
    return shortfall > 0.1 && shortfall > 0.005 * declared.value() && shortfall > 3.0 * codecFrame.value();
}

/// FFmpeg passes over what a WAV's data chunk claims beyond the end of the file, so bytes are held against bytes here.
void judgeRiffLength(AudioReport& report, const RiffClaim& claim, std::int64_t fileSize)
{
    const std::int64_t presentBytes = claim.presentBytes(fileSize);
    const double decoded = report.decodedDuration.value();
    const double heldShare = static_cast<double>(presentBytes) / static_cast<double>(claim.declaredBytes);
    if (const std::optional<Seconds> declared = claim.declared()) {
        if (isTruncated(*declared, Seconds{declared->value() * heldShare}, Seconds{}))
            addProblem(
                report, AudioFault::Truncated,
                fmt::format("declares {} but holds {}", durationText(*declared), durationText(Seconds{decoded})));
    } else if (heldShare > 0.0 && isTruncated(Seconds{decoded / heldShare}, Seconds{decoded}, Seconds{})) {
        addProblem(
            report, AudioFault::Truncated,
            fmt::format("declares {} bytes of compressed samples but holds {}", claim.declaredBytes, presentBytes));
    }
}

/// Packets that were passed over explain a part of what is missing.
std::string brokenPacketsText(const AudioReport& report)
{
    if (report.brokenPackets == 0)
        return {};
    return fmt::format("; {} of its {} packets cannot be decoded", report.brokenPackets, report.packets);
}

void judgeLength(AudioReport& report, const Evidence& evidence)
{
    if (report.decodedDuration <= Seconds{} && report.find(AudioFault::Undecodable) != nullptr)
        return;
    if (evidence.riff)
        judgeRiffLength(report, *evidence.riff, evidence.fileSize);
    else if (report.declaredDuration &&
             isTruncated(*report.declaredDuration, report.decodedDuration, evidence.stream.longestBlock()))
        addProblem(report, AudioFault::Truncated,
                   fmt::format("declares {} but holds {}{}", durationText(*report.declaredDuration),
                               durationText(report.decodedDuration), brokenPacketsText(report)));
}

void judgeDecoding(AudioReport& report, const Evidence& evidence)
{
    const bool nothing = report.decodedDuration <= Seconds{0.0};
    if (evidence.isWithoutBytes)
        addProblem(report, AudioFault::Empty, "the file has no bytes");
    else if (!evidence.stream.error().empty() && nothing)
        addProblem(report, AudioFault::Undecodable, evidence.stream.error());
    else if (!evidence.stream.error().empty())
        addProblem(
            report, AudioFault::Undecodable,
            fmt::format("breaks off after {}: {}", durationText(report.decodedDuration), evidence.stream.error()));
    else if (nothing && report.brokenPackets > 0)
        addProblem(
            report, AudioFault::Undecodable,
            fmt::format("none of its {} packets can be decoded: {}", report.packets, evidence.stream.packetError()));
    else if (nothing)
        addProblem(report, AudioFault::Empty, "holds no sample");
}

void judgeSamples(AudioReport& report, const SampleHealth& health)
{
    if (report.nonFiniteSamples > 0)
        addProblem(report, AudioFault::NonFinite,
                   fmt::format("{} {} not a finite number", report.nonFiniteSamples,
                               report.nonFiniteSamples == 1 ? "sample is" : "samples are"));
    const std::optional<float> constant = health.constantValue();
    if (!constant || !std::isfinite(*constant))
        return;
    if (*constant != 0.0F)
        addProblem(report, AudioFault::Constant, fmt::format("every sample is {:.6g}", *constant));
    else if (report.peak > 0.0)
        addProblem(report, AudioFault::Silent, "its channels cancel each other out: their mean is silent");
    else
        addProblem(report, AudioFault::Silent, "every sample is zero");
}

} // namespace

void judge(AudioReport& report, const Evidence& evidence)
{
    judgeDecoding(report, evidence);
    judgeLength(report, evidence);
    judgeSamples(report, evidence.health);
}

} // namespace tempo
