// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/run_colors.h"
#include "widgets/plots/xy_plot.h"
#include "widgets/theme/theme.h"

namespace tempo::ui {

/// The colour of a system in every plot. @param color  of further ones: runColor()
inline QColor systemColor(XyPlot::Role role, int color, const Colors& colors)
{
    switch (role) {
    case XyPlot::Role::Baseline:
        return colors.baseline;
    case XyPlot::Role::Model:
        return colors.model;
    case XyPlot::Role::Other:
        break;
    }
    return runColor(color, colors.page == Theme::darkColors().page);
}

} // namespace tempo::ui
