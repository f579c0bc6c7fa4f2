// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_buffer.h"

#include <stop_token>

namespace tempo {

/// A recording at another speed with the same pitch, by Rubber Band's finer engine in its two-pass mode.
/// @param audio        mono
/// @param tempoFactor  tempo of the result over that of the recording, 0.25 to 4; 1 changes nothing
/// @param stop         checked about once a second of audio
/// @return round(n / tempoFactor) samples; what was at t seconds is at t / tempoFactor, within some milliseconds
/// @throws Error(InvalidArgument) for a factor out of range; Error(FileAccess) if Rubber Band is not installed;
/// Cancelled Thread-safe: yes. Cost: roughly a tenth of the recording's duration.
AudioBuffer stretchTime(const AudioBuffer& audio, double tempoFactor, const std::stop_token& stop = {});

} // namespace tempo
