// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCPAxis;

namespace tempo::ui {

enum class PlotScale;
struct Colors;

/// Ticks and scale type of an axis.
void setScale(QCPAxis& axis, PlotScale scale);
/// Lines, grid and text of an axis.
void styleAxis(QCPAxis& axis, const Colors& colors);

} // namespace tempo::ui
