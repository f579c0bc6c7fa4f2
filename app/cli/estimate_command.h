// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/file_outcome.h"

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tempo::cli {

enum class ResultFormat { Text, JsonLines };

/// `tempnetic estimate`: what it is told.
struct EstimateArguments {
    std::vector<std::string> inputs; ///< files, folders, playlists; any bytes
    std::string method;              ///< empty: the default
    std::string model;               ///< empty: the one that comes with the program
    ResultFormat format = ResultFormat::Text;
    app::OutcomeOptions options;
    int jobs = 1; ///< worker threads, in [1, 1024]
};

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runEstimate().
void addEstimateCommand(CLI::App& root, std::function<int()>& work);

/// Estimates all inputs and prints results on stdout, everything else on stderr.
/// @return the exit code
int runEstimate(const EstimateArguments& arguments);

} // namespace tempo::cli
