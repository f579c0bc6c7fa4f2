// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tempo {

/// Any bytes as text inside an HTML element or a quoted attribute: one line of UTF-8 as printable() makes it, with
/// `& < > " '` escaped.
std::string htmlText(std::string_view bytes);

/// The style of a report page: the look of the window, light or dark as the reader's system is.
std::string_view reportStyle();

/// Genres that have a colour of their own on a report page: the classes g0, g1 and so on. The rest share grey, `other`.
inline constexpr std::size_t kGenreColours = 10;

} // namespace tempo
