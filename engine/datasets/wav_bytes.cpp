// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/wav_bytes.h"

#include "engine/core/units.h"

#include <algorithm>
#include <cmath>

namespace tempo {

namespace {

void appendLittleEndian(std::string& bytes, std::uint64_t value, int nBytes)
{
    for (int i = 0; i < nBytes; ++i)
        bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

} // namespace

std::vector<std::int16_t> toInt16(std::span<const float> samples)
{
    std::vector<std::int16_t> integers(samples.size());
    std::ranges::transform(samples, integers.begin(), [](float sample) {
        const long rounded = std::lround(double{sample} * 32768.0);
        return static_cast<std::int16_t>(std::clamp(rounded, -32768L, 32767L));
    });
    return integers;
}

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

} // namespace tempo
