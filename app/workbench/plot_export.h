// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSizeF>
#include <QString>

class QWidget;

namespace tempo::ui {
class Plot;
}

namespace tempo::workbench {

struct Services;

/// A paper's column, in millimetres.
inline constexpr QSizeF kUsualPicture(120.0, 90.0);

/// Asks for the size and where to, and writes a plot as SVG, PDF or PNG in the background.
void exportPlot(ui::Plot& plot, const Services& services, QWidget* parent);

/// The same without asking; the ending decides, and PDF is what it is else. PNG has 300 dots an inch.
void writePlot(ui::Plot& plot, const QString& path, const Services& services, QWidget* parent,
               const QSizeF& millimetres = kUsualPicture);

} // namespace tempo::workbench
