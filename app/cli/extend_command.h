// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tempo::cli {

/// `tempnetic extend`: what it is told.
struct ExtendArguments {
    std::string dataset;
    std::string output;
    std::string annotations; ///< empty: found with the dataset
    std::vector<double> factors;
    int jobs = 1; ///< worker threads, in [1, 1024]
};

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runExtend().
void addExtendCommand(CLI::App& root, std::function<int()>& work);

/// Makes a dataset of stretched recordings, or completes one that was begun with the same options. @return the exit
/// code
int runExtend(const ExtendArguments& arguments);

} // namespace tempo::cli
