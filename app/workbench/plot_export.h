// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace tempo::ui {
class Plot;
}

namespace tempo::workbench {

struct Services;

/// Asks where to, and writes a plot as PNG or PDF in the background.
void exportPlot(ui::Plot& plot, const Services& services, QWidget* parent);

/// The same without asking; the ending decides.
void writePlot(ui::Plot& plot, const QString& path, const Services& services, QWidget* parent);

} // namespace tempo::workbench
