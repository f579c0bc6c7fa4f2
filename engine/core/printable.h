// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace tempo {

namespace detail {

/// Length of the well-formed UTF-8 sequence that `bytes` starts with (RFC 3629: no surrogates, no overlong forms), or
/// 0.
inline std::size_t utf8SequenceLength(std::string_view bytes)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    const auto continues = [&](std::size_t i) { return i < bytes.size() && (byte(i) & 0xC0U) == 0x80U; };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80U)
        return 1;
    if (lead >= 0xC2U && lead <= 0xDFU)
        return continues(1) ? 2 : 0;
    if (lead >= 0xE0U && lead <= 0xEFU) {
        if (!continues(1) || !continues(2) || (lead == 0xE0U && byte(1) < 0xA0U) || (lead == 0xEDU && byte(1) > 0x9FU))
            return 0;
        return 3;
    }
    if (lead >= 0xF0U && lead <= 0xF4U) {
        const bool whole = continues(1) && continues(2) && continues(3);
        if (!whole || (lead == 0xF0U && byte(1) < 0x90U) || (lead == 0xF4U && byte(1) > 0x8FU))
            return 0;
        return 4;
    }
    return 0;
}

/// Appends one byte as \n, \t, \r or \xNN.
inline void appendEscaped(std::string& text, char character)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    switch (character) {
    case '\n':
        text += "\\n";
        return;
    case '\t':
        text += "\\t";
        return;
    case '\r':
        text += "\\r";
        return;
    default:
        const auto byte = static_cast<std::uint8_t>(character);
        text += "\\x";
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0x0FU];
    }
}

} // namespace detail

/// Any bytes as one line of valid UTF-8 for a person: control characters and bytes that are not UTF-8 become \n, \t, \r
/// or \xNN; all else stays. Meant for messages, not for reading back.
inline std::string printable(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = detail::utf8SequenceLength(bytes.substr(i));
        const auto lead = static_cast<std::uint8_t>(bytes[i]);
        const bool asciiControl = length == 1 && (lead < 0x20U || lead == 0x7FU);
        const bool latinControl = length == 2 && lead == 0xC2U && static_cast<std::uint8_t>(bytes[i + 1]) < 0xA0U;
        const std::size_t step = length == 0 ? 1 : length;
        if (length == 0 || asciiControl || latinControl) {
            for (std::size_t k = 0; k < step; ++k)
                detail::appendEscaped(text, bytes[i + k]);
        } else {
            text.append(bytes, i, step);
        }
        i += step;
    }
    return text;
}

/// A file name for a message, escaped as above. Constrained, so that a string is never taken for a path.
template <std::same_as<std::filesystem::path> Path>
std::string printable(const Path& path)
{
    return printable(std::string_view(path.native()));
}

} // namespace tempo
