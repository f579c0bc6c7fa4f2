// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/riff_header.h"

#include "engine/audio/byte_source.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tempo {

namespace {

// A real file has a handful of chunks before its samples; the bound keeps junk from being walked for long.
constexpr int kMaxChunks = 64;
constexpr std::uint32_t kUnknownSize = 0xFFFFFFFFU;

template <std::size_t N>
bool readExactly(ByteSource& source, std::int64_t position, std::array<std::uint8_t, N>& target)
{
    return source.readAt(position, target) == static_cast<std::int64_t>(N);
}

std::uint64_t littleEndian(std::span<const std::uint8_t> bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = (value << 8U) | bytes[i];
    return value;
}

bool hasTag(std::span<const std::uint8_t> bytes, std::string_view tag)
{
    return std::equal(tag.begin(), tag.end(), bytes.begin(),
                      [](char expected, std::uint8_t byte) { return static_cast<std::uint8_t>(expected) == byte; });
}

bool isPlain(std::uint64_t formatTag)
{
    constexpr std::array<std::uint64_t, 4> kPcmFloatALawMuLaw = {1, 3, 6, 7};
    return std::find(kPcmFloatALawMuLaw.begin(), kPcmFloatALawMuLaw.end(), formatTag) != kPcmFloatALawMuLaw.end();
}

/// Bytes a second of plain samples, from the fmt chunk at a position; 0 for compressed ones or if it makes no sense.
std::int64_t readByteRate(ByteSource& source, std::int64_t position)
{
    std::array<std::uint8_t, 16> format{};
    if (!readExactly(source, position, format))
        return 0;
    constexpr std::uint64_t kExtensible = 0xFFFE;
    constexpr std::int64_t kSubFormatOffset = 24;
    const std::span<const std::uint8_t> bytes = format;
    std::uint64_t tag = littleEndian(bytes.first(2));
    std::array<std::uint8_t, 2> subFormat{};
    if (tag == kExtensible && readExactly(source, position + kSubFormatOffset, subFormat))
        tag = littleEndian(subFormat);
    if (!isPlain(tag))
        return 0;
    const std::uint64_t channels = littleEndian(bytes.subspan(2, 2));
    const std::uint64_t rate = littleEndian(bytes.subspan(4, 4));
    const std::uint64_t bits = littleEndian(bytes.subspan(14, 2));
    return static_cast<std::int64_t>(rate * channels * ((bits + 7) / 8));
}

} // namespace

std::optional<RiffClaim> readRiffClaim(ByteSource& source)
{
    std::array<std::uint8_t, 12> header{};
    if (!readExactly(source, 0, header) || !hasTag(std::span(header).subspan(8), "WAVE"))
        return std::nullopt;
    const bool is64 = hasTag(header, "RF64") || hasTag(header, "BW64");
    if (!is64 && !hasTag(header, "RIFF"))
        return std::nullopt;

    RiffClaim claim;
    std::uint64_t data64 = 0;
    std::int64_t position = 12;
    for (int chunk = 0; chunk < kMaxChunks; ++chunk) {
        std::array<std::uint8_t, 8> chunkHeader{};
        if (!readExactly(source, position, chunkHeader))
            return std::nullopt;
        position += 8;
        const auto size = static_cast<std::uint32_t>(littleEndian(std::span(chunkHeader).subspan(4)));
        std::array<std::uint8_t, 16> ds64{};
        if (hasTag(chunkHeader, "fmt ")) {
            claim.bytesPerSecond = readByteRate(source, position);
        } else if (is64 && hasTag(chunkHeader, "ds64") && readExactly(source, position, ds64)) {
            data64 = littleEndian(std::span(ds64).subspan(8));
        } else if (hasTag(chunkHeader, "data")) {
            const std::uint64_t declared = is64 && size == kUnknownSize ? data64 : size;
            constexpr std::uint64_t kBeyondAnyFile = std::uint64_t{1} << 60U;
            claim.declaredBytes = static_cast<std::int64_t>(std::min(declared, kBeyondAnyFile));
            claim.dataStart = position;
            if (claim.declaredBytes == 0)
                return std::nullopt;
            return claim;
        }
        position += static_cast<std::int64_t>(size) + (size & 1U);
    }
    return std::nullopt;
}

} // namespace tempo
