// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_buffer.h"
#include "engine/audio/audio_report.h"
#include "engine/core/progress.h"

#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>

namespace tempo {

/// Takes the next mono samples, in [-1, 1] nominally; the span is valid during the call only. Non-finite samples are
/// passed on as they are.
using SampleSink = std::function<void(std::span<const float>)>;

struct DecodeOptions {
    SampleRate rate = kAnalysisRate; ///< of the delivered samples; a whole number of Hz, from 1 to 768000
    ProgressSink progress = {};      ///< told once per block, where the header promises a length; never falls
};

/// Decodes an audio file block by block: the default audio stream or else the first, channels averaged (their
/// arithmetic mean, no downmix weights), resampled with soxr at high quality if the rate differs. Integer samples of b
/// bits become x / 2^(b-1) exactly. What the codec marks as its own padding is left out. Memory does not grow with the
/// file.
/// @param path  any name the file system allows, bytes and all; never interpreted as a URL or protocol
/// @param sink  called on this thread with blocks of at most 65536 samples
/// @param stop  checked once per block
/// @return      what the file is and what is wrong with it. A file that breaks off is delivered as far as it goes, with
///              the fault in the report; faults are values, not exceptions.
/// @throws Error(FileAccess) if the file is missing, unreadable, anything but a regular file, or its medium fails
///         meanwhile (a file that is only unlinked meanwhile is read to its end); Error(InvalidArgument) for a rate
///         that is not possible; Cancelled. What the sink throws passes through.
/// Thread-safe: yes, any number of files side by side; FFmpeg works on the calling thread only.
AudioReport decodeAudio(const std::filesystem::path& path, const DecodeOptions& options, const SampleSink& sink,
                        const std::stop_token& stop = {});

/// Convenience for short files: all samples of decodeAudio() in one buffer.
struct DecodedAudio {
    AudioBuffer audio;
    AudioReport report;
};
DecodedAudio readAudio(const std::filesystem::path& path, const DecodeOptions& options = {},
                       const std::stop_token& stop = {});

} // namespace tempo
