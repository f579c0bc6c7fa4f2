// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace tempo::workbench {

/// The program's own icon, for window lists that do not find it by the desktop entry.
QIcon applicationIcon();

} // namespace tempo::workbench
