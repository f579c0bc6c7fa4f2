// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/container_format.h"

#include <algorithm>
#include <array>

namespace tempo {

namespace {

// FFmpeg's demuxers by name. "mov,..." and "matroska,webm" are single names that contain commas.
constexpr std::array<std::string_view, 25> kPermitted = {
    "aac",  "ac3", "aiff", "ape",           "asf",
    "au",   "caf", "dsf",  "dts",           "eac3",
    "flac", "iff", "loas", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2",
    "mp3",  "mpc", "mpc8", "ogg",           "tak",
    "tta",  "voc", "w64",  "wav",           "wv",
};

bool isAt(std::span<const std::uint8_t> bytes, std::size_t offset, std::string_view tag)
{
    if (bytes.size() < offset + tag.size())
        return false;
    return std::equal(tag.begin(), tag.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                      [](char expected, std::uint8_t byte) { return static_cast<std::uint8_t>(expected) == byte; });
}

} // namespace

const char* containerByMagic(std::span<const std::uint8_t> start)
{
    const bool riff = isAt(start, 0, "RIFF") || isAt(start, 0, "RF64") || isAt(start, 0, "BW64");
    if (riff && isAt(start, 8, "WAVE"))
        return "wav";
    if (isAt(start, 0, ".snd"))
        return "au";
    if (isAt(start, 0, "FORM") && (isAt(start, 8, "AIFF") || isAt(start, 8, "AIFC")))
        return "aiff";
    if (isAt(start, 0, "fLaC"))
        return "flac";
    if (isAt(start, 0, "OggS"))
        return "ogg";
    if (isAt(start, 4, "ftyp"))
        return "mov";
    return nullptr;
}

bool isPermittedContainer(std::string_view ffmpegName)
{
    return std::find(kPermitted.begin(), kPermitted.end(), ffmpegName) != kPermitted.end();
}

std::string probeName(std::string_view extension)
{
    constexpr std::size_t kLongest = 5;
    std::string name = "input";
    if (extension.size() < 2 || extension.size() > kLongest + 1)
        return name;
    name += '.';
    for (const char character : extension.substr(1)) {
        const bool upper = character >= 'A' && character <= 'Z';
        const bool lower = character >= 'a' && character <= 'z';
        const bool digit = character >= '0' && character <= '9';
        if (!upper && !lower && !digit)
            return "input";
        name += upper ? static_cast<char>(character - 'A' + 'a') : character;
    }
    return name;
}

} // namespace tempo
