// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tempo::cli {

/// `tempnetic fit`: what it is told.
struct FitArguments {
    std::vector<std::string> configs;   ///< YAML files, merged in order; any bytes
    std::vector<std::string> overrides; ///< `key.sub=value`
    std::string resumed;                ///< run folder to go on with; empty for a new run
};

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runFit().
void addFitCommand(CLI::App& root, std::function<int()>& work);

/// Trains a network. @return the exit code: 0 also for a run that was stopped and kept its best model
int runFit(const FitArguments& arguments);

} // namespace tempo::cli
