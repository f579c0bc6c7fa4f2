// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// Spaces and tabs, line ends, vertical tab and form feed.
inline constexpr std::string_view kWhitespace = " \t\r\n\v\f";

/// What a text says after a UTF-8 byte order mark, if there is one.
std::string_view withoutByteOrderMark(std::string_view text);

/// Without kWhitespace on either side.
std::string_view trimmed(std::string_view text);

/// Cuts the next line off `rest`, without its LF or CRLF; empty when nothing is left.
std::optional<std::string_view> nextLine(std::string_view& rest);

/// The words of a line between kWhitespace.
std::vector<std::string_view> wordsOf(std::string_view line);

/// ASCII letters as lower case, all other bytes as they are.
std::string lowerCase(std::string_view text);

/// The beginning of a text for a message: printable, at most 40 bytes and an ellipsis.
std::string excerpt(std::string_view text);

/// A finite number with a point as decimal sign, in decimal or scientific notation, whatever the locale; a leading + is
/// allowed, surrounding space is not.
/// @param where  opens the message, e.g. "'a.bpm'"
/// @throws Error(Format) for all else; for a decimal comma it says so
double parseNumber(std::string_view word, std::string_view where);

/// Throws for what no annotation is: UTF-16 and binary data.
/// @throws Error(Format) naming `name`
void requireText(std::string_view text, std::string_view name);

/// A whole small file.
/// @throws Error(FileAccess) if it cannot be read or is no regular file; Error(Format) if it is larger than
/// `largestBytes`
std::string readTextFile(const std::filesystem::path& path, std::size_t largestBytes);

} // namespace tempo
