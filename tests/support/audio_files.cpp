// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/audio_files.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tempo::test {

namespace {

void appendLittleEndian(std::string& bytes, std::uint32_t value, int count)
{
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

/// The nearest 16-bit value; x = k / 32768 becomes exactly k.
std::uint32_t toInt16Bits(float sample)
{
    const float scaled = std::clamp(std::round(sample * 32768.0F), -32768.0F, 32767.0F);
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(scaled));
}

void appendTag(std::string& bytes, std::string_view tag)
{
    bytes += tag;
}

} // namespace

void writeWav(const std::filesystem::path& path, std::span<const float> samples, const WavOptions& options)
{
    const int sampleBytes = options.floatSamples ? 4 : 2;
    const int frameBytes = sampleBytes * options.channels;
    const auto dataBytes = static_cast<std::uint32_t>(samples.size() * static_cast<std::size_t>(frameBytes));
    const std::uint32_t declared = options.declaredBytes.value_or(dataBytes);

    std::string bytes;
    bytes.reserve(44 + dataBytes);
    appendTag(bytes, "RIFF");
    appendLittleEndian(bytes, declared > 0xFFFFFFFFU - 36 ? 0xFFFFFFFFU : declared + 36, 4);
    appendTag(bytes, "WAVEfmt ");
    appendLittleEndian(bytes, 16, 4);
    appendLittleEndian(bytes, options.floatSamples ? 3 : 1, 2);
    appendLittleEndian(bytes, static_cast<std::uint32_t>(options.channels), 2);
    appendLittleEndian(bytes, static_cast<std::uint32_t>(options.rate), 4);
    appendLittleEndian(bytes, static_cast<std::uint32_t>(options.rate * frameBytes), 4);
    appendLittleEndian(bytes, static_cast<std::uint32_t>(frameBytes), 2);
    appendLittleEndian(bytes, static_cast<std::uint32_t>(sampleBytes * 8), 2);
    appendTag(bytes, "data");
    appendLittleEndian(bytes, declared, 4);
    for (const float sample : samples) {
        const std::uint32_t bits = options.floatSamples ? std::bit_cast<std::uint32_t>(sample) : toInt16Bits(sample);
        for (int channel = 0; channel < options.channels; ++channel)
            appendLittleEndian(bytes, bits, sampleBytes);
    }

    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush())
        throw std::runtime_error("cannot write " + path.string());
}

void writeLongWav(const std::filesystem::path& path, std::uint32_t bytes)
{
    writeWav(path, {}, {.declaredBytes = bytes});
    std::filesystem::resize_file(path, std::filesystem::file_size(path) + bytes);
}

} // namespace tempo::test
