// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may lie in a JAMS file: each reference has a name and either a tempo or an error of one line.
#include "engine/core/error.h"
#include "engine/datasets/annotation.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isOneLine(const std::string& text)
{
    return !text.empty() && text.find('\n') == std::string::npos;
}

void check(const tempo::TempoReference& reference)
{
    require(isOneLine(reference.version));
    require(reference.bpm.has_value() != reference.error.has_value());
    if (reference.bpm)
        require(*reference.bpm >= tempo::kSlowestAnnotation && *reference.bpm <= tempo::kFastestAnnotation);
    else
        require(isOneLine(reference.error->message()));
    if (!reference.beats)
        return;
    const tempo::BeatAnnotation& beats = *reference.beats;
    require(!beats.times.empty() && (beats.positions.empty() || beats.positions.size() == beats.times.size()));
    for (std::size_t i = 1; i < beats.times.size(); ++i)
        require(beats.times[i] > beats.times[i - 1]);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    try {
        std::set<std::string> versions;
        for (const tempo::TempoReference& reference : tempo::parseJams(text, "a.jams")) {
            check(reference);
            require(versions.insert(reference.version).second);
        }
        require(!versions.empty());
    } catch (const tempo::Error& error) {
        require(error.code() == tempo::ErrorCode::Format && isOneLine(error.message()));
    }
    return 0;
}
