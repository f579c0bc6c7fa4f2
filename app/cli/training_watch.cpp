// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_watch.h"

#include "app/cli/fit_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"
#include "app/cli/standard_streams.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tempo::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kTick{100};
constexpr int kSignalsWithMeaning = 2;

/// Takes what the trainer tells on its thread over to the thread that prints.
class Reporter : public TrainingObserver {
public:
    explicit Reporter(int maxEpochs) { m_status.maxEpochs = maxEpochs; }

    void stepDone(const StepRecord& record, std::int64_t stepsPerEpoch) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_status.step.step == 0) {
            m_status.stepsBefore = record.step;
            m_begin = Clock::now();
        }
        m_status.step = record;
        m_status.stepsPerEpoch = stepsPerEpoch;
    }

    void epochDone(const EpochRecord& record) override
    {
        const std::lock_guard lock(m_mutex);
        m_status.epoch = record;
        m_status.epoch->predictions.clear();
        m_status.bestAccuracy = std::max(m_status.bestAccuracy.value_or(0.0), record.accuracy1);
        m_lines.push_back(fitEpochText(record, m_status.maxEpochs));
    }

    void message(const std::string& line) override
    {
        const std::lock_guard lock(m_mutex);
        m_lines.push_back(line);
    }

    /// Called on the trainer's thread when it is done.
    void finish()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isFinished = true;
        }
        m_changed.notify_one();
    }

    /// Waits for a tick or the end. @return whether the end came
    bool wait()
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, kTick, [this] { return m_isFinished; });
    }

    void show(ProgressLine& progressLine)
    {
        std::unique_lock lock(m_mutex);
        const std::vector<std::string> lines = std::exchange(m_lines, {});
        const FitStatus status = m_status;
        const Seconds elapsed{std::chrono::duration<double>(Clock::now() - m_begin).count()};
        lock.unlock();
        if (!lines.empty())
            progressLine.clear();
        for (const std::string& line : lines)
            printMessage(line);
        progressLine.update(fitProgressText(status, elapsed));
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    // under m_mutex
    FitStatus m_status;
    Clock::time_point m_begin = Clock::now();
    std::vector<std::string> m_lines;
    bool m_isFinished = false;
};

/// What the signals so far ask for; said once each.
void obey(int nSignals, TrainingControl& control, ProgressLine& progressLine)
{
    using Wish = TrainingControl::Wish;
    const Wish wish = nSignals > 1 ? Wish::Cancel : Wish::StopAndKeepBest;
    if (nSignals == 0 || control.wish.exchange(wish) == wish)
        return;
    progressLine.clear();
    printMessage(wish == Wish::Cancel ? "cancelling"
                                      : "stopping after this batch, the best model is kept; interrupt again to cancel");
}

} // namespace

WatchedOutcome watchTraining(TrainingSession& session, NeuralModule& module)
{
    const InterruptGuard interrupt(kSignalsWithMeaning);
    ProgressLine progressLine;
    Reporter reporter(session.job().config.trainer.maxEpochs);
    TrainingControl control;
    TrainingOutcome outcome;
    std::exception_ptr failure;
    {
        const std::jthread trainer([&] {
            try {
                outcome = session.run(module, reporter, control);
            } catch (const Cancelled&) {
                outcome.end = TrainingOutcome::End::Cancelled;
            } catch (...) {
                failure = std::current_exception();
            }
            reporter.finish();
        });
        while (!reporter.wait()) {
            obey(interrupt.count(), control, progressLine);
            reporter.show(progressLine);
        }
    }
    reporter.show(progressLine);
    progressLine.clear();
    if (failure)
        std::rethrow_exception(failure);
    return {std::move(outcome), interrupt.signal()};
}

} // namespace tempo::cli
