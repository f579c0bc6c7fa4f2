// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tempo::cli {

/// The whole `tempnetic` command.
/// @return the exit code of the process, see ExitCode; 128 + the signal's number if a signal stopped it
int run(int argc, char** argv);

} // namespace tempo::cli
