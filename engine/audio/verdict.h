// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_report.h"
#include "engine/audio/audio_stream.h"
#include "engine/audio/riff_header.h"
#include "engine/audio/sample_health.h"

#include <cstdint>
#include <optional>

namespace tempo {

/// What is known of a file once its stream has ended.
struct Evidence {
    const AudioStream& stream;
    const SampleHealth& health;
    const std::optional<RiffClaim>& riff;
    std::int64_t fileSize; ///< when the stream ended: the file may have shrunk meanwhile
    bool isWithoutBytes;   ///< the file has length 0
};

/// Adds to a report whose facts are complete every problem that they and the evidence show.
void judge(AudioReport& report, const Evidence& evidence);

} // namespace tempo
