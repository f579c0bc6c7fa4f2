// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/task_runner.h"

#include "app/common/parallel.h"
#include "app/common/processors.h"

#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <map>
#include <mutex>

namespace tempo::workbench {

namespace {

/// 30 times a second: as often as a progress bar can use.
constexpr int kTickMilliseconds = 33;
/// A batch brings threads of its own; this many batches side by side are enough for anyone.
constexpr int kBatches = 8;

} // namespace

struct TaskContext::Shared {
    mutable std::mutex mutex;
    double fraction = -1.0; // under mutex
    std::string stage;      // under mutex
};

TaskContext::TaskContext() : m_shared(std::make_unique<Shared>()) {}
TaskContext::~TaskContext() = default;

void TaskContext::report(double fraction, const std::string& stage)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->fraction = fraction;
    m_shared->stage = stage;
}

ProgressSink TaskContext::sink()
{
    return [this](const Progress& progress) { report(progress.fraction, std::string(progress.stage)); };
}

struct TaskRunner::Impl {
    struct Task {
        TaskOptions options;
        std::shared_ptr<TaskContext> context;
        bool isSuperseded = false;
    };

    QThreadPool interactive;
    QThreadPool batch;
    QTimer tick;
    quint64 lastId = 0;
    std::map<quint64, Task> tasks; // in the order of their start
};

TaskRunner::TaskRunner(QObject* parent) : QObject(parent), m_impl(std::make_unique<Impl>())
{
    m_impl->interactive.setMaxThreadCount(std::max(2, app::availableProcessors()));
    m_impl->batch.setMaxThreadCount(kBatches);
    // A thread that has gone below the window's cannot come back, but it is only ever used for batches.
    m_impl->tick.setInterval(kTickMilliseconds);
    connect(&m_impl->tick, &QTimer::timeout, this, &TaskRunner::listedChanged);
}

TaskRunner::~TaskRunner()
{
    cancelAll();
    m_impl->interactive.waitForDone();
    m_impl->batch.waitForDone();
}

quint64 TaskRunner::start(const TaskOptions& options, Job job)
{
    if (!options.key.isEmpty())
        for (auto& [id, task] : m_impl->tasks)
            if (task.options.key == options.key) {
                task.isSuperseded = true;
                task.context->m_stop.request_stop();
            }
    const quint64 id = ++m_impl->lastId;
    auto context = std::make_shared<TaskContext>();
    m_impl->tasks.emplace(id, Impl::Task{options, context});
    const bool isBatch = options.lane == TaskLane::Batch;
    auto run = [this, id, isBatch, context = std::move(context), job = std::move(job)] {
        if (isBatch)
            app::yieldToWindow();
        std::function<void()> deliver = job(*context);
        QMetaObject::invokeMethod(
            this, [this, id, deliver = std::move(deliver)] { finish(id, deliver); }, Qt::QueuedConnection);
    };
    (isBatch ? m_impl->batch : m_impl->interactive).start(std::move(run));
    if (options.isListed) {
        m_impl->tick.start();
        Q_EMIT listedChanged();
    }
    return id;
}

void TaskRunner::finish(quint64 id, const std::function<void()>& deliver)
{
    const auto found = m_impl->tasks.find(id);
    const bool isSuperseded = found->second.isSuperseded;
    const bool wasListed = found->second.options.isListed;
    m_impl->tasks.erase(found);
    if (listed().empty())
        m_impl->tick.stop();
    if (wasListed)
        Q_EMIT listedChanged();
    if (!isSuperseded)
        deliver();
}

void TaskRunner::cancel(quint64 id)
{
    const auto found = m_impl->tasks.find(id);
    if (found != m_impl->tasks.end())
        found->second.context->m_stop.request_stop();
}

void TaskRunner::cancelKey(const QString& key)
{
    for (const auto& [id, task] : m_impl->tasks)
        if (task.options.key == key)
            task.context->m_stop.request_stop();
}

void TaskRunner::cancelAll()
{
    for (const auto& [id, task] : m_impl->tasks)
        task.context->m_stop.request_stop();
}

std::vector<TaskStatus> TaskRunner::listed() const
{
    std::vector<TaskStatus> states;
    for (const auto& [id, task] : m_impl->tasks) {
        if (!task.options.isListed || task.isSuperseded)
            continue;
        const TaskContext::Shared& shared = *task.context->m_shared;
        const std::lock_guard lock(shared.mutex);
        states.push_back({.id = id,
                          .title = task.options.title,
                          .stage = QString::fromStdString(shared.stage),
                          .fraction = shared.fraction});
    }
    return states;
}

bool TaskRunner::isRunning(quint64 id) const
{
    return m_impl->tasks.contains(id);
}

int TaskRunner::count() const
{
    return static_cast<int>(m_impl->tasks.size());
}

} // namespace tempo::workbench
