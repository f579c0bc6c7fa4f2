// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batch_runner.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace tempo::cli {

namespace {

constexpr std::chrono::milliseconds kTickInterval{50};

/// What a worker shows of the item it has in hand.
struct Activity {
    std::atomic<std::size_t> index{0};
    std::atomic<double> fraction{0.0};
    std::atomic<bool> isBusy{false};
};

/// What the workers and the calling thread share.
class Batch {
public:
    Batch(std::size_t nItems, std::size_t nWorkers) : m_outcomes(nItems), m_activities(nWorkers) {}

    /// The life of one worker thread.
    void work(const std::stop_token& stop, std::size_t workerIndex, const std::function<Worker()>& makeWorker)
    {
        const Worker worker = makeWorker();
        Activity& activity = m_activities[workerIndex];
        const ProgressSink progress = [&activity](const Progress& p) {
            activity.fraction.store(p.fraction, std::memory_order_relaxed);
        };
        while (!stop.stop_requested()) {
            const std::size_t index = m_next.fetch_add(1);
            if (index >= m_outcomes.size())
                break;
            activity.index = index;
            activity.fraction = 0.0;
            activity.isBusy = true;
            try {
                app::FileOutcome outcome = worker(index, progress, stop);
                activity.isBusy = false;
                store(index, std::move(outcome));
            } catch (const Cancelled&) {
                break;
            }
        }
    }

    /// Waits for a result or for the next tick, whichever comes first, and takes over what is next in order.
    std::vector<std::pair<std::size_t, app::FileOutcome>> waitForReady()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, kTickInterval, [this] { return m_hasNews; });
        m_hasNews = false;
        std::vector<std::pair<std::size_t, app::FileOutcome>> ready;
        while (m_emitted < m_outcomes.size() && m_outcomes[m_emitted])
            takeOver(m_emitted++, ready);
        return ready;
    }

    /// Everything finished that was not taken over yet; for use after the workers ended.
    std::vector<std::pair<std::size_t, app::FileOutcome>> takeRest()
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::pair<std::size_t, app::FileOutcome>> rest;
        for (; m_emitted < m_outcomes.size(); ++m_emitted)
            if (m_outcomes[m_emitted])
                takeOver(m_emitted, rest);
        return rest;
    }

    [[nodiscard]] bool isComplete() const
    {
        const std::lock_guard lock(m_mutex);
        return m_done == m_outcomes.size();
    }

    [[nodiscard]] BatchStatus status() const
    {
        const std::lock_guard lock(m_mutex);
        BatchStatus status{.done = m_done, .total = m_outcomes.size(), .current = m_outcomes.size()};
        double finished = static_cast<double>(m_done);
        for (const Activity& activity : m_activities) {
            if (!activity.isBusy)
                continue;
            status.current = std::min<std::size_t>(status.current, activity.index);
            finished += activity.fraction.load(std::memory_order_relaxed);
        }
        status.fraction = status.total == 0 ? 1.0 : std::min(1.0, finished / static_cast<double>(status.total));
        return status;
    }

private:
    void store(std::size_t index, app::FileOutcome outcome)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_outcomes[index] = std::move(outcome);
            ++m_done;
            m_hasNews = true;
        }
        m_changed.notify_one();
    }

    void takeOver(std::size_t index, std::vector<std::pair<std::size_t, app::FileOutcome>>& destination)
    {
        destination.emplace_back(index, std::move(*m_outcomes[index]));
        m_outcomes[index] = app::FileOutcome{};
    }

    // shared: atomic
    std::atomic<std::size_t> m_next{0};
    // shared: under m_mutex
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::optional<app::FileOutcome>> m_outcomes;
    std::size_t m_done = 0;
    std::size_t m_emitted = 0;
    bool m_hasNews = false;
    // each written by one worker, read by the calling thread
    std::vector<Activity> m_activities;
};

/// Starts the workers; fewer than wanted are enough if the system gives no more threads.
std::vector<std::jthread> startWorkers(Batch& batch, std::size_t nWorkers, const std::function<Worker()>& makeWorker)
{
    std::vector<std::jthread> workers;
    workers.reserve(nWorkers);
    for (std::size_t i = 0; i < nWorkers; ++i) {
        try {
            workers.emplace_back(
                [&batch, &makeWorker, i](const std::stop_token& stop) { batch.work(stop, i, makeWorker); });
        } catch (const std::system_error&) {
            if (workers.empty())
                throw;
            break;
        }
    }
    return workers;
}

} // namespace

bool runBatch(std::size_t nItems, int jobs, const std::function<Worker()>& makeWorker, const BatchHooks& hooks)
{
    const std::size_t nWorkers = std::min(nItems, static_cast<std::size_t>(std::max(jobs, 1)));
    Batch batch(nItems, nWorkers);
    {
        // Leaving this block, also by an exception, stops the workers and waits for them.
        const std::vector<std::jthread> workers = startWorkers(batch, nWorkers, makeWorker);
        std::size_t nEmitted = 0;
        while (nEmitted < nItems && !hooks.isStopWanted()) {
            for (auto& [index, outcome] : batch.waitForReady()) {
                hooks.emit(index, std::move(outcome));
                ++nEmitted;
            }
            hooks.tick(batch.status());
        }
    }
    for (auto& [index, outcome] : batch.takeRest())
        hooks.emit(index, std::move(outcome));
    return batch.isComplete();
}

} // namespace tempo::cli
