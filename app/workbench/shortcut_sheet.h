// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenuBar;
class QWidget;

namespace tempo::workbench {

/// All shortcuts as the menus have them, so that the sheet is never out of date.
void showShortcuts(QMenuBar* menus, QWidget* parent);

} // namespace tempo::workbench
