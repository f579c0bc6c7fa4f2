// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/corrections.h"
#include "engine/datasets/scan_report.h"
#include "engine/datasets/split.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo::workbench {

/// How a scanned dataset is to be looked at.
struct ReviewWishes {
    std::string version;
    Corrections edits;
    SplitOptions split;
};

/// What is wrong with a dataset after the user's corrections, and who trains.
struct DatasetReview {
    ScanReport report;
    std::optional<Split> split;
    std::string splitError; ///< why there is no split; else empty
    /// Sets of ids that are one recording and would lie on both sides if they were dealt out one by one.
    std::vector<std::vector<std::string>> straddling;
};

/// @param scanned  as makeScanReport() made it, of any version
/// @throws Error(InvalidArgument) for a version that the dataset does not have; Cancelled
/// Thread-safe: yes. Reads no file.
DatasetReview reviewDataset(const ScanReport& scanned, const ReviewWishes& wishes, const std::stop_token& stop);

} // namespace tempo::workbench
