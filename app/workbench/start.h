// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tempo::workbench {

/// The whole program `tempnetic-workbench`. `--help` and `--version` need no display.
/// @return the process's exit code
int run(int argc, char** argv);

} // namespace tempo::workbench
