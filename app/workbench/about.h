// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace tempo::workbench {

/// Versions of program and libraries, system, screen and paths, a line each; for bug reports. Opens no LibTorch.
QString diagnosticsText();
void copyDiagnostics();

void showAbout(QWidget* parent);

} // namespace tempo::workbench
