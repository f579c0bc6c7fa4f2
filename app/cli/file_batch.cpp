// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/file_batch.h"

#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"
#include "app/cli/standard_streams.h"

namespace tempo::cli {

namespace {

/// A thread would end the process with an exception that leaves it.
Worker withoutExceptions(const ItemWork& work, const std::function<std::string(std::size_t)>& nameOf)
{
    return [work, &nameOf](std::size_t index, const ProgressSink& progress, const std::stop_token& stop) {
        app::FileOutcome outcome;
        outcome.path = nameOf(index);
        try {
            work(index, progress, stop);
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            outcome = app::failedOutcome(outcome.path, app::causeOf(error, outcome.path));
        } catch (const std::exception& error) {
            outcome = app::failedOutcome(outcome.path, std::string("internal error: ") + error.what());
        }
        return outcome;
    };
}

} // namespace

BatchSummary runFileBatch(std::size_t nItems, int jobs, const std::function<ItemWork()>& makeWork,
                          const std::function<std::string(std::size_t)>& nameOf)
{
    const InterruptGuard interrupt;
    ProgressLine progressLine;
    BatchSummary summary;
    const BatchHooks hooks{
        .emit =
            [&](std::size_t, const app::FileOutcome& outcome) {
                ++summary.nDone;
                if (!outcome.hasFailed())
                    return;
                ++summary.nFailed;
                progressLine.clear();
                printMessage(outcome.path.native() + ": " + outcome.error);
            },
        .tick =
            [&](const BatchStatus& status) {
                if (status.current < nItems)
                    progressLine.update(status, nameOf(status.current));
            },
        .isStopWanted = [&] { return interrupt.signal() != 0; },
    };
    const bool isComplete = runBatch(
        nItems, jobs, [&] { return withoutExceptions(makeWork(), nameOf); }, hooks);
    summary.signal = isComplete ? 0 : interrupt.signal();
    return summary;
}

} // namespace tempo::cli
