// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/progress.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tempo::workbench {

/// How a task ended: exactly one of the three.
template <class Value>
struct TaskResult {
    std::optional<Value> value; ///< it finished
    std::optional<Error> error; ///< it failed
    bool isCancelled = false;   ///< it was stopped
};

/// For tasks whose work has no result but their end.
struct Nothing {};

/// Which threads a task may use.
enum class TaskLane {
    Interactive, ///< what the user waits for: the features of a selected track
    Batch,       ///< long work; its threads let the window go first, and so do the threads that it starts
};

struct TaskOptions {
    QString title; ///< for the list of jobs, e.g. "Scanning GTZAN"
    /// Of the tasks with one key only the newest counts: starting it stops the one before, whose end nobody hears of.
    /// Empty: every task counts.
    QString key;
    TaskLane lane = TaskLane::Interactive;
    bool isListed = true; ///< in the list of jobs
};

/// How far a listed task is.
struct TaskStatus {
    quint64 id = 0;
    QString title;
    QString stage;
    double fraction = -1.0; ///< in [0, 1], or below 0 as long as it said nothing
};

/// What a task's work has in its hands. Thread-safe.
class TaskContext {
public:
    TaskContext();
    ~TaskContext();
    TaskContext(const TaskContext&) = delete;
    TaskContext& operator=(const TaskContext&) = delete;

    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }
    /// As often as the work likes; the window looks at it 30 times a second.
    void report(double fraction, const std::string& stage);
    /// The same for engine calls; valid as long as the context.
    [[nodiscard]] ProgressSink sink();

private:
    friend class TaskRunner;
    struct Shared;
    std::stop_source m_stop;
    std::unique_ptr<Shared> m_shared;
};

/// The one bridge between the window and the engine: runs synchronous work on threads of its own and brings its result,
/// its error or its end by the user back to the window's thread, as values. GUI thread only.
class TaskRunner final : public QObject {
    Q_OBJECT
public:
    explicit TaskRunner(QObject* parent = nullptr);
    /// Stops everything and waits for its end; nobody hears of it.
    ~TaskRunner() override;

    /// @param work  Value(TaskContext&), on a thread of the lane; may throw Error, Cancelled or any std::exception
    /// @param context  if it is gone when the work ends, nobody hears of it
    /// @param done  void(TaskResult<Value>), on the GUI thread
    /// @return an identity that is never used again
    template <class Work, class Done>
    quint64 run(const TaskOptions& options, Work work, QObject* context, Done done)
    {
        using Value = std::invoke_result_t<Work&, TaskContext&>;
        const QPointer<QObject> alive(context);
        return start(options, [work = std::move(work), alive, done = std::move(done)](TaskContext& task) mutable {
            auto result = std::make_shared<TaskResult<Value>>(resultOf<Value>(work, task));
            return std::function<void()>([alive, done, result] {
                if (alive)
                    done(std::move(*result));
            });
        });
    }

    /// Asks it to stop; its end is told as cancelled, or as what it became meanwhile. Unknown ids are ignored.
    void cancel(quint64 id);
    void cancelKey(const QString& key);
    void cancelAll();

    [[nodiscard]] std::vector<TaskStatus> listed() const;
    [[nodiscard]] bool isRunning(quint64 id) const;
    /// Running tasks, listed or not.
    [[nodiscard]] int count() const;

Q_SIGNALS:
    /// Something about listed() has changed: at most 30 times a second, and once after the last one has ended.
    void listedChanged();

private:
    /// Runs on a worker; what it returns runs on the GUI thread.
    using Job = std::function<std::function<void()>(TaskContext&)>;

    template <class Value, class Work>
    static TaskResult<Value> resultOf(Work& work, TaskContext& task)
    {
        TaskResult<Value> result;
        try {
            result.value = work(task);
        } catch (const Cancelled&) {
            result.isCancelled = true;
        } catch (const Error& error) {
            result.error = error;
        } catch (const std::exception& error) {
            result.error = Error(ErrorCode::Internal, error.what());
        }
        return result;
    }

    quint64 start(const TaskOptions& options, Job job);
    void finish(quint64 id, const std::function<void()>& deliver);

    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tempo::workbench
