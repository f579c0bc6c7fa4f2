// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

namespace tempo::test {

struct WavOptions {
    int rate = 22050;
    int channels = 1;                                          ///< the same samples go to each
    bool floatSamples = false;                                 ///< 32-bit float instead of 16-bit integers
    std::optional<std::uint32_t> declaredBytes = std::nullopt; ///< a lie for the data chunk's size
};

/// Writes a WAV file of mono samples. Independent of the decoder under test.
void writeWav(const std::filesystem::path& path, std::span<const float> samples, const WavOptions& options = {});

/// Writes a silent WAV of many hours that takes no room on disk but a while to decode.
/// @param bytes  of samples, 44100 a second
void writeLongWav(const std::filesystem::path& path, std::uint32_t bytes);

} // namespace tempo::test
