// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/parallel.h"

#include "app/common/first_failure.h"
#include "engine/core/error.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <sys/resource.h>
#include <thread>
#include <vector>

namespace tempo::app {

void forEachParallel(std::size_t nItems, int jobs, const std::function<ItemWorker()>& makeWorker,
                     const std::stop_token& stop)
{
    std::atomic<std::size_t> next{0};
    FirstFailure failure;
    std::stop_source ending;
    const std::stop_callback forward(stop, [&ending] { ending.request_stop(); });
    const auto work = [&] {
        try {
            const ItemWorker worker = makeWorker();
            while (!ending.stop_requested()) {
                const std::size_t index = next.fetch_add(1);
                if (index >= nItems)
                    return;
                worker(index, ending.get_token());
            }
        } catch (const Cancelled&) {
            ending.request_stop();
        } catch (...) {
            failure.keep(std::current_exception());
            ending.request_stop();
        }
    };
    {
        std::vector<std::jthread> threads;
        const std::size_t nThreads = std::min(nItems, static_cast<std::size_t>(std::max(1, jobs)));
        for (std::size_t thread = 0; thread < nThreads; ++thread)
            threads.emplace_back(work);
    }
    failure.rethrow();
    if (ending.stop_requested())
        throw Cancelled();
}

void yieldToWindow()
{
    // On Linux a priority belongs to a thread; 0 names the calling one. Refusal is no reason to stop: it costs
    // smoothness.
    constexpr int kBelowTheWindow = 10;
    static_cast<void>(::setpriority(PRIO_PROCESS, 0, kBelowTheWindow));
}

} // namespace tempo::app
