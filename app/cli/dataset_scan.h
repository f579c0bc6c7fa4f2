// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/scan_report.h"

#include <optional>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace tempo::cli {

/// What the commands that look at a whole dataset have in common.
struct DatasetScanArguments {
    std::string dataset;     ///< a folder or a manifest; any bytes
    std::string annotations; ///< empty: found by themselves
    ScanOptions options;
    bool usesCache = true;
    int jobs = 1; ///< worker threads, in [1, 1024]
};

/// A finite number above 0; empty for any other text.
std::optional<double> parsePositive(std::string_view text);

/// Two tempi as `LOW:HIGH`; empty if the text is not that, or not 0 < LOW < HIGH.
std::optional<TempoRange> parseTempoRange(const std::string& text);

/// A check for options that take one: what is wrong with the text, empty if nothing is.
std::string checkTempoRange(const std::string& text);

/// Adds DATASET and --annotations.
void addDatasetOptions(CLI::App& command, DatasetScanArguments& arguments);

/// Adds --range and --reference.
void addTempoOptions(CLI::App& command, DatasetScanArguments& arguments);

/// Adds --no-cache and --jobs.
void addReadingOptions(CLI::App& command, DatasetScanArguments& arguments);

/// Opens the dataset, and says on stderr what of the options it cannot serve, such as a reference that it does not
/// have; no audio is read.
/// @return empty for wrong usage
/// @throws Error if it cannot be opened
std::optional<Dataset> openForScan(const DatasetScanArguments& arguments);

/// How a scan ended.
struct DatasetScan {
    std::optional<ScanReport> report; ///< empty if a signal stopped it, which stderr says
    int exitCode = 0;                 ///< of the process, where there is no report
};

/// Reads the audio of an opened dataset with a progress line, and reports on it. What is wrong with the cache is said
/// on stderr.
DatasetScan scanDataset(Dataset dataset, const DatasetScanArguments& arguments);

} // namespace tempo::cli
