// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/byte_source.h"
#include "engine/audio/decoder.h"

#include <cstddef>
#include <functional>
#include <string_view>

namespace tempo {

/// Told once before the first block how many samples the header promises, if it does. A promise, not a fact.
using LengthSink = std::function<void(std::size_t)>;

/// decodeAudio() over any bytes: the part that it shares with readAudio() and the fuzzer.
/// @param extension  of the file's name with its dot, or empty; helps to recognise MP3 only
AudioReport decodeSource(ByteSource& source, std::string_view extension, const DecodeOptions& options,
                         const SampleSink& sink, const std::stop_token& stop, const LengthSink& expected = {});

} // namespace tempo
