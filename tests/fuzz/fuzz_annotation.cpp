// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may lie in a .bpm or .beats file: what is read keeps its promises, all else is an error of one line.
#include "engine/core/error.h"
#include "engine/datasets/annotation.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void requireFormatError(const tempo::Error& error)
{
    require(error.code() == tempo::ErrorCode::Format && error.message().find('\n') == std::string::npos);
}

void readTempo(const std::string& text)
{
    try {
        const tempo::Bpm bpm = tempo::parseBpm(text, "a.bpm");
        require(bpm >= tempo::kSlowestAnnotation && bpm <= tempo::kFastestAnnotation);
    } catch (const tempo::Error& error) {
        requireFormatError(error);
    }
}

void readBeats(const std::string& text)
{
    try {
        const tempo::BeatAnnotation beats = tempo::parseBeats(text, "a.beats");
        require(!beats.times.empty() && (beats.positions.empty() || beats.positions.size() == beats.times.size()));
        for (std::size_t i = 0; i < beats.times.size(); ++i) {
            const double time = beats.times[i].value();
            require(std::isfinite(time) && time >= 0.0 && (i == 0 || time > beats.times[i - 1].value()));
        }
        for (const int position : beats.positions)
            require(position >= 1);
        if (const auto bpm = tempo::tempoOfBeats(beats))
            require(bpm->value() > 0.0);
        if (const auto variation = tempo::beatIntervalVariation(beats))
            require(*variation >= 0.0);
    } catch (const tempo::Error& error) {
        requireFormatError(error);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    readTempo(text);
    readBeats(text);
    return 0;
}
