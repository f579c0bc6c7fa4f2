// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/file_outcome.h"

#include <cstddef>
#include <functional>
#include <stop_token>

namespace tempo::cli {

/// How far a batch is.
struct BatchStatus {
    std::size_t done = 0;
    std::size_t total = 0;
    std::size_t current = 0; ///< index of the earliest item in work
    double fraction = 0.0;   ///< in [0, 1]; finished items and the started parts of those in work
};

/// Works on the item of that index. It is called on one thread only and may keep what is costly to make between calls.
using Worker =
    std::function<app::FileOutcome(std::size_t index, const ProgressSink& progress, const std::stop_token& stop)>;

/// All are called on the thread of runBatch().
struct BatchHooks {
    std::function<void(std::size_t index, app::FileOutcome outcome)> emit; ///< in the order of the items
    std::function<void(const BatchStatus&)> tick;                          ///< after every result and every 50 ms
    std::function<bool()> isStopWanted;                                    ///< asked as often as tick is called
};

/// Works on items 0 to nItems - 1 with several threads and hands the results out in order, each as soon as it and all
/// before it are ready.
/// @param jobs        number of worker threads, >= 1; no more are started than there are items
/// @param makeWorker  called once on each worker's thread
/// @return true if all items were done; false if stopped, then emit() has got what was finished, in order, with gaps
/// @throws std::system_error if not even one thread can be started; what the hooks throw passes through, after the
///         workers have ended
bool runBatch(std::size_t nItems, int jobs, const std::function<Worker()>& makeWorker, const BatchHooks& hooks);

} // namespace tempo::cli
