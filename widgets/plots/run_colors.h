// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPen>

namespace tempo::ui {

/// The line of the run of that index, 0 and up: hues that any colour vision tells apart, the model's blue first; from
/// the seventh run on they come again dashed, then dotted.
/// kBaselineColor is librosa's orange, for curves of systems.
inline constexpr int kBaselineColor = -1;
QColor runColor(int index, bool isDark);
QPen runPen(int index, bool isDark, double width);

} // namespace tempo::ui
