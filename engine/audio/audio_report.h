// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tempo {

/// One thing that is wrong with an audio file.
enum class AudioFault {
    Undecodable, ///< no container or codec understands it, or decoding broke off with an error; detail has the codec's
                 ///< own words. What came out before is delivered; isolated broken packets are no fault, see
                 ///< brokenPackets
    Truncated,   ///< holds clearly less than its header declares: by > 0.1 s, > 0.5 % and > 3 frames of its codec
    Empty,       ///< has no byte, or decodes without an error to no sample at all
    Silent,      ///< every sample of the channels' mean is zero
    Constant,    ///< every sample of the channels' mean has one and the same finite value other than zero
    NonFinite,   ///< has NaN or infinite samples
};

/// A fault with the sentence that a person reads, e.g. "declares 30.00 s but holds 15.02 s".
struct AudioProblem {
    AudioFault fault;
    std::string detail;
};

/// What decoding a file told about it: facts, and faults as values.
struct AudioReport {
    std::string container;                   ///< FFmpeg's short name, e.g. "wav"; empty if none was recognised
    std::string codec;                       ///< FFmpeg's short name, e.g. "pcm_s16le"
    SampleRate sourceRate;                   ///< the file's own rate, before resampling; 0 if it did not tell
    int channels = 0;                        ///< the file's own channel count, before averaging
    std::optional<Seconds> declaredDuration; ///< what the header states; empty where it states nothing reliable
    Seconds decodedDuration;                 ///< what really came out, at the source rate
    std::int64_t nSamples = 0;               ///< mono samples delivered at the analysis rate
    double peak = 0.0;                  ///< largest finite |sample| of any channel, before resampling; 1 is full scale
    double clippedShare = 0.0;          ///< share in [0, 1] of samples at or beyond full scale (|x| >= 32767/32768)
    std::int64_t nonFiniteSamples = 0;  ///< count of NaN or infinite samples of all channels
    std::int64_t packets = 0;           ///< compressed packets read
    std::int64_t brokenPackets = 0;     ///< of these, refused by the codec and passed over, as players do
    std::vector<AudioProblem> problems; ///< empty for a sound file

    [[nodiscard]] const AudioProblem* find(AudioFault fault) const
    {
        for (const AudioProblem& problem : problems)
            if (problem.fault == fault)
                return &problem;
        return nullptr;
    }
};

} // namespace tempo
