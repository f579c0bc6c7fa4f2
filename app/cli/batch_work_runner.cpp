// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batch_work_runner.h"

#include "app/cli/batch_runner.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"
#include "app/common/processors.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <optional>

namespace tempo::cli {

namespace {

/// The first error of several threads.
class FirstError {
public:
    void keep(const Error& error)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_error)
            m_error = error;
        m_isThere = true;
    }
    [[nodiscard]] bool isThere() const { return m_isThere; }
    /// After the threads have ended.
    void rethrow() const
    {
        if (m_error)
            throw Error(*m_error);
    }

private:
    std::atomic<bool> m_isThere{false};
    std::mutex m_mutex;
    std::optional<Error> m_error; // under m_mutex
};

} // namespace

void BatchWorkRunner::run(std::string_view stage, std::size_t nItems, int jobs, const Work& work, const NameOf& nameOf)
{
    const InterruptGuard interrupt;
    ProgressLine progressLine;
    FirstError firstError;
    // A thread would end the process with an exception that leaves it.
    const Worker worker = [&](std::size_t index, const ProgressSink&, const std::stop_token& stop) {
        try {
            work(index, stop);
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            firstError.keep(error);
        } catch (const std::exception& error) {
            firstError.keep(Error(ErrorCode::Internal, nameOf(index) + ": " + error.what()));
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
