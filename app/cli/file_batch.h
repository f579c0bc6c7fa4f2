// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/batch_runner.h"

#include <string>

namespace tempo::cli {

/// Works on the item of that index, on one thread only. What it throws, but for Cancelled, is the failure of that item.
using ItemWork = std::function<void(std::size_t index, const ProgressSink& progress, const std::stop_token& stop)>;

/// How a batch that writes files ended.
struct BatchSummary {
    std::size_t nDone = 0; ///< failed ones among them
    std::size_t nFailed = 0;
    int signal = 0; ///< that stopped it before its end, or 0
};

/// runBatch() with a progress line, with failures as messages on stderr, until the user interrupts it.
/// @param makeWork  called once on each worker's thread
/// @param nameOf    of an item, for the progress line and the messages; called on any thread
BatchSummary runFileBatch(std::size_t nItems, int jobs, const std::function<ItemWork()>& makeWork,
                          const std::function<std::string(std::size_t)>& nameOf);

} // namespace tempo::cli
