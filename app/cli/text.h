// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tempo::cli {

bool isValidUtf8(std::string_view bytes);

/// Percent-encoding of every byte but letters, digits and `-._~/`, as in a file URL.
std::string percentEncode(std::string_view bytes);

/// Columns that UTF-8 text takes in a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks.
std::size_t displayWidth(std::string_view utf8);

/// The text with spaces behind it up to a display width.
std::string padRight(std::string_view utf8, std::size_t width);

/// At most `width` columns; a longer text loses its beginning, which for a path says least.
std::string keepEnd(std::string_view utf8, std::size_t width);

} // namespace tempo::cli
