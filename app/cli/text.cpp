// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/text.h"

#include "engine/core/printable.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace tempo::cli {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

template <std::size_t N>
bool isIn(const std::array<Range, N>& ranges, char32_t c)
{
    return std::ranges::any_of(ranges, [c](Range r) { return r.first <= c && c <= r.last; });
}

/// The code point of one well-formed sequence.
char32_t codePoint(std::string_view sequence)
{
    const auto lead = static_cast<unsigned char>(sequence.front());
    if (sequence.size() == 1)
        return lead;
    auto c = static_cast<char32_t>(lead & (0xFFU >> (sequence.size() + 1)));
    for (const char byte : sequence.substr(1))
        c = (c << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
    return c;
}

std::size_t columnsOf(std::string_view sequence)
{
    static constexpr std::array<Range, 5> kCombining{
        {{0x300, 0x36F}, {0x1AB0, 0x1AFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
    static constexpr std::array<Range, 8> kWide{{{0x1100, 0x115F},
                                                 {0x2E80, 0x303E},
                                                 {0x3041, 0xA4CF},
                                                 {0xAC00, 0xD7A3},
                                                 {0xF900, 0xFAFF},
                                                 {0xFF00, 0xFF60},
                                                 {0x1F300, 0x1FAFF},
                                                 {0x20000, 0x3FFFD}}};
    const char32_t c = codePoint(sequence);
    if (isIn(kCombining, c))
        return 0;
    return isIn(kWide, c) ? 2 : 1;
}

/// The first character; a byte that belongs to none counts as one.
std::string_view firstCharacter(std::string_view text)
{
    return text.substr(0, std::max<std::size_t>(1, detail::utf8SequenceLength(text)));
}

} // namespace

bool isValidUtf8(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t length = detail::utf8SequenceLength(bytes);
        if (length == 0)
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::string percentEncode(std::string_view bytes)
{
    static constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    std::string result;
    for (const char byte : bytes) {
        if (kPlain.find(byte) != std::string_view::npos)
            result += byte;
        else
            result += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(byte)));
    }
    return result;
}

std::size_t displayWidth(std::string_view utf8)
{
    std::size_t width = 0;
    while (!utf8.empty()) {
        const std::string_view character = firstCharacter(utf8);
        width += columnsOf(character);
        utf8.remove_prefix(character.size());
    }
    return width;
}

std::string padRight(std::string_view utf8, std::size_t width)
{
    const std::size_t taken = displayWidth(utf8);
    return std::string(utf8) + std::string(width > taken ? width - taken : 0, ' ');
}

std::string keepEnd(std::string_view utf8, std::size_t width)
{
    std::size_t taken = displayWidth(utf8);
    if (taken <= width)
        return std::string(utf8);
    if (width == 0)
        return {};
    while (taken > width - 1) {
        const std::string_view character = firstCharacter(utf8);
        taken -= columnsOf(character);
        utf8.remove_prefix(character.size());
    }
    return "\u2026" + std::string(utf8);
}

} // namespace tempo::cli
