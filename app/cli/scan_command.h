// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/dataset_scan.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace tempo::cli {

enum class ScanFormat { Table, Json, Csv };

/// `tempnetic scan`: what it is told.
struct ScanArguments {
    DatasetScanArguments scan;
    std::string folder; ///< for the report's files; empty: none are written
    ScanFormat format = ScanFormat::Table;
    bool isStrict = false; ///< errors and warnings make the exit code 1
};

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runScan().
void addScanCommand(CLI::App& root, std::function<int()>& work);

/// Reads a dataset and reports on it. What is wrong with a dataset is a result, not a failure of the scan: the exit
/// code is 0 unless the scan is strict.
/// @return the exit code
int runScan(const ScanArguments& arguments);

} // namespace tempo::cli
