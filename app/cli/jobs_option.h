// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace tempo::cli {

inline constexpr int kMaximalJobs = 1024;

/// Adds `--jobs N`; by default the number of processors that the process may use.
/// @param jobs  set to the default at once, to the user's number when the command line is read
void addJobsOption(CLI::App& command, int& jobs, const std::string& description);

} // namespace tempo::cli
