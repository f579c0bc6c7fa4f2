// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/byte_source.h"
#include "engine/audio/decoder.h"

#include <string_view>

namespace tempo {

/// decodeAudio() over any bytes: the part that it shares with the fuzzer.
/// @param extension  of the file's name with its dot, or empty; helps to recognise MP3 only
AudioReport decodeSource(ByteSource& source, std::string_view extension, const DecodeOptions& options,
                         const SampleSink& sink, const std::stop_token& stop);

} // namespace tempo
