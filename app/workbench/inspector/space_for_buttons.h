// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace tempo::workbench {

/// Where Space is a shortcut, buttons and boxes below `parent` that have the focus still get it for themselves.
void keepSpaceForButtons(QWidget* parent);

} // namespace tempo::workbench
