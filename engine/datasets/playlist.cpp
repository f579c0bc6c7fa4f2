// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/audio_sources.h"

#include "engine/core/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>

namespace tempo {

namespace {

// PATH_MAX of Linux: no file can be opened by a longer name, so a longer line is no name.
constexpr std::size_t kLongestName = 4096;

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// The scheme of "scheme://...", or empty.
std::string_view urlScheme(std::string_view line)
{
    const std::size_t end = line.find("://");
    if (end == std::string_view::npos || end == 0 || std::isalpha(static_cast<unsigned char>(line.front())) == 0)
        return {};
    const std::string_view scheme = line.substr(0, end);
    const bool wellFormed = std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
    });
    return wellFormed ? scheme : std::string_view{};
}

bool equalsIgnoringCase(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// A per cent sign that no two hexadecimal digits follow stays: many programs write file names into URLs unescaped.
std::string percentDecoded(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low >= 0) {
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

AudioSource failed(std::string_view line, ErrorCode code, std::string_view reason)
{
    constexpr std::size_t kShown = 200;
    const std::string shown = printable(line.substr(0, kShown)) + (line.size() > kShown ? "..." : "");
    return {std::filesystem::path(std::string(line.substr(0, kLongestName))),
            Error(code, fmt::format("playlist entry '{}': {}", shown, reason))};
}

AudioSource parseEntry(std::string_view line, const std::filesystem::path& folder)
{
    std::string name(line);
    if (const std::string_view scheme = urlScheme(line); !scheme.empty()) {
        if (!equalsIgnoringCase(scheme, "file"))
            return failed(line, ErrorCode::Format, "a network address; only files on this machine are read");
        std::string_view rest = line.substr(scheme.size() + 3);
        constexpr std::string_view kThisMachine = "localhost/";
        if (equalsIgnoringCase(rest.substr(0, kThisMachine.size()), kThisMachine))
            rest.remove_prefix(kThisMachine.size() - 1);
        if (rest.empty() || rest.front() != '/')
            return failed(line, ErrorCode::Format, "a file on another machine; only files on this machine are read");
        name = percentDecoded(rest);
    }
    if (name.find('\0') != std::string::npos)
        return failed(line, ErrorCode::Format, "not a file name: it has a NUL byte");
    if (name.size() > kLongestName)
        return failed(line, ErrorCode::Format, "not a file name: it is too long");
    return {folder / name, std::nullopt};
}

} // namespace

std::vector<AudioSource> parsePlaylist(std::string_view text, const std::filesystem::path& folder)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());

    std::vector<AudioSource> sources;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!isBlank(line) && line.front() != '#')
            sources.push_back(parseEntry(line, folder));
    }
    return sources;
}

} // namespace tempo
