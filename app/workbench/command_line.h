// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/main_window.h"

#include <QString>
#include <QStringList>

namespace tempo::workbench {

/// What the program's arguments ask for.
struct CommandLine {
    StartWishes wishes;
    QString error; ///< wrong usage, in one line; else empty
};

/// @param arguments  without the program's name; paths may be relative to the current folder
CommandLine readCommandLine(const QStringList& arguments);

} // namespace tempo::workbench
