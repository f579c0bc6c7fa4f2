// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace tempo::ui {

/// How many groups have a colour of their own; further ones share a grey.
inline constexpr int kGenreColors = 10;

/// Colours that tell groups apart and mean nothing else: Paul Tol's muted scheme, as in the HTML report. Whoever uses
/// them also says in words which is which.
/// @param index  of the group, >= 0, in the order of names
QColor genreColor(int index, bool isDark);

} // namespace tempo::ui
