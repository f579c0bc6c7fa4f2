// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evaluation_report.h"
#include "widgets/plots/xy_plot.h"

#include <QIcon>

#include <vector>

namespace tempo::workbench {

/// How a system looks in plots, chips and curves.
struct SystemStyle {
    ui::XyPlot::Role role = ui::XyPlot::Role::Other;
    int color = 0; ///< ui::runColor()
};

/// The first baseline is orange squares and the first model blue discs; all further systems are triangles in hues of
/// their own, so that no two look alike.
std::vector<SystemStyle> stylesOf(const EvaluationReport& report);

/// The marker with its colour, for buttons.
QIcon markerIcon(const SystemStyle& style);
/// The marker's colour as the theme has it now.
QColor colorOf(const SystemStyle& style);
/// The marker as a letter, for words.
QString markerText(const SystemStyle& style);

} // namespace tempo::workbench
