// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/wav_bytes.h"

#include "engine/core/units.h"
#include "engine/datasets/synth/random.h"

namespace tempo::synth {

namespace {

constexpr std::size_t kNoiseBytes = 65536;

void appendLittleEndian(std::string& bytes, std::uint64_t value, int nBytes)
{
    for (int i = 0; i < nBytes; ++i)
        bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

} // namespace

std::string wavBytes(std::span<const std::int16_t> samples)
{
    constexpr auto kRate = static_cast<std::uint64_t>(kAnalysisRate.value());
    constexpr std::uint64_t kPcm = 1;
    const std::uint64_t dataBytes = 2 * samples.size();
    std::string bytes;
    bytes.reserve(44 + dataBytes);
    bytes += "RIFF";
    appendLittleEndian(bytes, 36 + dataBytes, 4);
    bytes += "WAVEfmt ";
    appendLittleEndian(bytes, 16, 4);
    appendLittleEndian(bytes, kPcm, 2);
    appendLittleEndian(bytes, 1, 2);
    appendLittleEndian(bytes, kRate, 4);
    appendLittleEndian(bytes, 2 * kRate, 4);
    appendLittleEndian(bytes, 2, 2);
    appendLittleEndian(bytes, 16, 2);
    bytes += "data";
    appendLittleEndian(bytes, dataBytes, 4);
    for (const std::int16_t sample : samples)
        appendLittleEndian(bytes, static_cast<std::uint16_t>(sample), 2);
    return bytes;
}

std::string noiseBytes(std::uint64_t seed)
{
    Random random(seed);
    std::string bytes;
    while (bytes.size() < kNoiseBytes)
        bytes += static_cast<char>(0x01 + random.index(0x7E));
    return bytes;
}

} // namespace tempo::synth
