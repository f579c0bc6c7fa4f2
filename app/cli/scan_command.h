// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/scan_report.h"

#include <functional>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace tempo::cli {

enum class ScanFormat { Table, Json, Csv };

/// `tempnetic scan`: what it is told.
struct ScanArguments {
    std::string dataset;     ///< a folder or a manifest; any bytes
    std::string annotations; ///< empty: found by themselves
    std::string folder;      ///< for the report's files; empty: none are written
    ScanFormat format = ScanFormat::Table;
    ScanOptions options;
    bool usesCache = true;
    bool isStrict = false; ///< errors and warnings make the exit code 1
    int jobs = 1;          ///< worker threads, in [1, 1024]
};

/// Two tempi as `LOW:HIGH`; empty if the text is not that, or not 0 < LOW < HIGH.
std::optional<TempoRange> parseTempoRange(const std::string& text);

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runScan().
void addScanCommand(CLI::App& root, std::function<int()>& work);

/// Reads a dataset and reports on it. What is wrong with a dataset is a result, not a failure of the scan: the exit
/// code is 0 unless the scan is strict.
/// @return the exit code
int runScan(const ScanArguments& arguments);

} // namespace tempo::cli
