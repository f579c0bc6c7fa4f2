// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace tempo {

class ByteSource;

/// What the header of a WAV file claims about its samples.
struct RiffClaim {
    std::int64_t dataStart = 0;      ///< where in the file the data chunk's content begins
    std::int64_t declaredBytes = 0;  ///< of that content; > 0
    std::int64_t bytesPerSecond = 0; ///< of plain samples (PCM, float, A-law, mu-law); 0 for compressed ones, where the
                                     ///< header's field is an average that programs fill in as they like

    /// How many of the declared bytes a file of this size has.
    [[nodiscard]] std::int64_t presentBytes(std::int64_t fileSize) const
    {
        return std::clamp(fileSize - dataStart, std::int64_t{0}, declaredBytes);
    }
    /// The time that the declared bytes take; empty for compressed samples.
    [[nodiscard]] std::optional<Seconds> declared() const
    {
        if (bytesPerSecond <= 0)
            return std::nullopt;
        return Seconds{static_cast<double>(declaredBytes) / static_cast<double>(bytesPerSecond)};
    }
};

/// Reads the chunk list of a RIFF, RF64 or BW64 WAVE file up to its data chunk. Needed because FFmpeg's demuxer passes
/// over a data chunk that claims more than the file has.
/// @return nothing if it is no WAVE file, has no data chunk, or claims nothing: a data chunk of size 0 that bytes
/// follow is
///         what programs write that stream to a pipe, and stands for "unknown". 0xFFFFFFFF is taken at its word, except
///         in RF64 and BW64, where it refers to the ds64 chunk.
/// Source: Multimedia Programming Interface and Data Specifications 1.0 (1991); EBU Tech 3306 (RF64).
std::optional<RiffClaim> readRiffClaim(ByteSource& source);

} // namespace tempo
