// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace tempo::app {

/// Works on the item of that index, on one thread only. Must turn what goes wrong with an item into a value of its own.
using ItemWorker = std::function<void(std::size_t index, const std::stop_token& stop)>;

/// Works on items 0 to nItems - 1, the first ones first, with several threads, and returns when all have ended.
/// @param jobs        number of threads, >= 1; no more are started than there are items
/// @param makeWorker  called once on each thread: a worker may keep what is costly to make
/// @param stop        no further item is begun after a stop
/// @throws Cancelled after a stop; else the first exception that left makeWorker or a worker, which ends the rest
void forEachParallel(std::size_t nItems, int jobs, const std::function<ItemWorker()>& makeWorker,
                     const std::stop_token& stop);

/// Lets the threads of a window go before this one, and before those that it starts from now on. For good: a thread
/// may not raise itself again.
void yieldToWindow();

} // namespace tempo::app
