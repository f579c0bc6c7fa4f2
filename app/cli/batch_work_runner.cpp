// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batch_work_runner.h"

#include "app/cli/batch_runner.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"
#include "app/common/first_failure.h"
#include "app/common/processors.h"

#include <exception>

namespace tempo::cli {

void BatchWorkRunner::run(std::string_view stage, std::size_t nItems, int jobs, const Work& work, const NameOf& nameOf)
{
    const InterruptGuard interrupt;
    ProgressLine progressLine;
    app::FirstFailure firstError;
    // A thread would end the process with an exception that leaves it.
    const Worker worker = [&](std::size_t index, const ProgressSink&, const std::stop_token& stop) {
        try {
            work(index, stop);
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            firstError.keep(std::current_exception());
        } catch (const std::exception& error) {
            firstError.keep(std::make_exception_ptr(Error(ErrorCode::Internal, nameOf(index) + ": " + error.what())));
        }
        return app::FileOutcome{};
    };
    const BatchHooks hooks{
        .emit = [](std::size_t, const app::FileOutcome&) {},
        .tick =
            [&](const BatchStatus& status) {
                if (status.current < nItems)
                    progressLine.update(status, std::string(stage) + " " + nameOf(status.current));
            },
        .isStopWanted = [&] { return interrupt.signal() != 0 || firstError.isThere(); },
    };
    const bool isComplete = runBatch(
        nItems, jobs > 0 ? jobs : app::availableProcessors(), [&] { return worker; }, hooks);
    firstError.rethrow();
    if (!isComplete) {
        m_signal = interrupt.signal();
        throw Cancelled();
    }
}

} // namespace tempo::cli
