// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/dataset_scan.h"
#include "engine/datasets/split.h"
#include "engine/datasets/split_file.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace tempo::cli {

/// `tempnetic split`: what it is told.
struct SplitArguments {
    DatasetScanArguments scan;
    SplitOptions options;
    SplitLists lists;           ///< a user's own; if there is one, `options` are not used
    std::string file;           ///< for the split; empty: it goes to stdout
    bool isOverwriting = false; ///< a file that holds another split is replaced
};

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runSplit().
void addSplitCommand(CLI::App& root, std::function<int()>& work);

/// Scans a dataset and deals out what can be used of it.
/// @return the exit code
int runSplit(const SplitArguments& arguments);

} // namespace tempo::cli
