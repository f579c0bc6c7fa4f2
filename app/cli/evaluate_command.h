// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/dataset_scan.h"
#include "app/common/evaluation_systems.h"
#include "engine/evaluation/evaluation_report.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tempo::cli {

/// `tempnetic evaluate`: what it is told.
struct EvaluateArguments {
    DatasetScanArguments scan;
    std::vector<std::string> models;     ///< files; empty: the one that comes with tempnetic; "none": no network
    std::string baseline = "librosa";    ///< or "none"
    std::vector<std::string> estimates;  ///< NAME=PATH or PATH
    std::vector<std::string> references; ///< versions, the one that counts first; empty: all, by the dataset's order
    TrackChoice choice = TrackChoice::Validation;
    double tolerance = kStrictTolerance;
    std::string folder; ///< for the results
    std::string bundle; ///< file for the whole evaluation; empty: none
};

/// "NAME=PATH", or a path, whose name without its ending is the system's.
app::EstimatesSource parseEstimates(const std::string& text);

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runEvaluate().
void addEvaluateCommand(CLI::App& root, std::function<int()>& work);

/// Evaluates systems on a dataset, writes the results and prints the headline.
/// @return the exit code
int runEvaluate(const EvaluateArguments& arguments);

} // namespace tempo::cli
