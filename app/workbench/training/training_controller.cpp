// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/training_controller.h"

#include "app/workbench/task_runner.h"
#include "app/workbench/task_work_runner.h"
#include "training/neural/training_session.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace tempo::workbench {

namespace {

constexpr int kPullMilliseconds = 33;
/// The speed is that of the last steps, not of the whole run: it may have been paused, or resumed elsewhere.
constexpr std::size_t kStepsForSpeed = 50;

} // namespace

struct TrainingController::Link {
    TrainingFeed feed;
    TrainingControl control;
    std::mutex mutex;
    std::optional<RunConfig> config; // under mutex; as completed by the session
    std::filesystem::path folder;    // under mutex
    bool isReady = false;            // under mutex
};

TrainingController::TrainingController(TaskRunner& tasks, QObject* parent) : QObject(parent), m_tasks(tasks)
{
    m_timer.setInterval(kPullMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &TrainingController::pull);
}

TrainingController::~TrainingController()
{
    // A run that is in the middle is kept: it can be gone on with.
    if (m_link)
        m_link->control.wish = TrainingControl::Wish::StopAndKeepBest;
}

void TrainingController::start(RunConfig config)
{
    Order order{.config = std::move(config), .resumed = {}};
    if (m_state == TrainingState::Idle)
        begin(std::move(order));
    else
        m_queue.push_back(std::move(order));
    Q_EMIT stateChanged();
}

void TrainingController::resumeRun(const std::filesystem::path& folder)
{
    Order order{.config = std::nullopt, .resumed = folder};
    if (m_state == TrainingState::Idle)
        begin(std::move(order));
    else
        m_queue.push_back(std::move(order));
    Q_EMIT stateChanged();
}

void TrainingController::begin(Order order)
{
    m_link = std::make_shared<Link>();
    m_steps.clear();
    m_epochs.clear();
    m_folder.clear();
    m_stepsPerEpoch = 0;
    m_memory.reset();
    m_config = order.config.value_or(RunConfig{});
    setState(TrainingState::Preparing);
    Q_EMIT runBegun();
    const TaskOptions options{.title = tr("Training"), .key = QStringLiteral("training"), .lane = TaskLane::Batch};
    m_task = m_tasks.run(
        options,
        [link = m_link, order = std::move(order)](TaskContext& task) {
            // Whoever stops the job from the list of jobs keeps what was learnt.
            const std::stop_callback onStop(task.stop(), [link] {
                TrainingControl::Wish run = TrainingControl::Wish::Run;
                if (!link->control.wish.compare_exchange_strong(run, TrainingControl::Wish::StopAndKeepBest)) {
                    TrainingControl::Wish paused = TrainingControl::Wish::Pause;
                    link->control.wish.compare_exchange_strong(paused, TrainingControl::Wish::StopAndKeepBest);
                }
            });
            NeuralModule& module = neuralModule();
            TaskWorkRunner runner(task);
            TrainingSession session = order.config ? TrainingSession::begin(*order.config, module, runner)
                                                   : TrainingSession::resume(order.resumed, {}, module, runner);
            {
                const std::lock_guard lock(link->mutex);
                link->config = session.job().config;
                link->folder = session.job().runFolder;
                link->isReady = true;
            }
            for (const std::string& line : session.messages())
                link->feed.message(line);
            if (session.job().isResumed)
                link->feed.continueFrom(session.job().runFolder);
            link->feed.reportTo([&task](double fraction) { task.report(fraction, {}); },
                                session.job().config.trainer.maxEpochs);
            task.report(0.0, {});
            return session.run(module, link->feed, link->control);
        },
        this,
        [this](TaskResult<TrainingOutcome> result) {
            pull();
            ended(result.error ? QString::fromStdString(result.error->message()) : QString());
        });
    m_timer.start();
}

void TrainingController::pull()
{
    if (!m_link)
        return;
    {
        const std::lock_guard lock(m_link->mutex);
        if (m_link->isReady && m_folder.empty()) {
            m_folder = m_link->folder;
            m_config = *m_link->config;
        }
    }
    if (!m_folder.empty() && m_state == TrainingState::Preparing)
        setState(TrainingState::Running);
    TrainingNews news = m_link->feed.take();
    m_stepsPerEpoch = news.stepsPerEpoch;
    if (news.memory)
        m_memory = news.memory;
    m_steps.insert(m_steps.end(), news.steps.begin(), news.steps.end());
    std::move(news.epochs.begin(), news.epochs.end(), std::back_inserter(m_epochs));
    for (const std::string& line : news.messages)
        Q_EMIT message(QString::fromStdString(line));
    if (!news.steps.empty() || !news.epochs.empty())
        Q_EMIT progressed(static_cast<int>(news.steps.size()), static_cast<int>(news.epochs.size()));
}

void TrainingController::ended(const QString& problem)
{
    m_timer.stop();
    m_link.reset();
    setState(TrainingState::Idle);
    Q_EMIT runEnded(problem);
    if (m_queue.empty() || m_state != TrainingState::Idle)
        return;
    Order next = std::move(m_queue.front());
    m_queue.erase(m_queue.begin());
    begin(std::move(next));
}

void TrainingController::pause()
{
    if (m_state != TrainingState::Running)
        return;
    m_link->control.wish = TrainingControl::Wish::Pause;
    setState(TrainingState::Paused);
}

void TrainingController::goOn()
{
    if (m_state != TrainingState::Paused)
        return;
    m_link->control.wish = TrainingControl::Wish::Run;
    setState(TrainingState::Running);
}

void TrainingController::stopAndKeepBest()
{
    if (!m_link)
        return;
    if (m_state == TrainingState::Preparing)
        m_tasks.cancel(m_task);
    m_link->control.wish = TrainingControl::Wish::StopAndKeepBest;
    setState(TrainingState::Stopping);
}

void TrainingController::cancelAndDiscard()
{
    if (!m_link)
        return;
    m_link->control.wish = TrainingControl::Wish::Cancel;
    if (m_state == TrainingState::Preparing)
        m_tasks.cancel(m_task);
    setState(TrainingState::Stopping);
}

void TrainingController::moveRun(const std::filesystem::path& from, const std::filesystem::path& to)
{
    for (Order& order : m_queue)
        if (order.resumed == from)
            order.resumed = to;
    if (m_folder == from)
        m_folder = to;
}

void TrainingController::clearQueue()
{
    m_queue.clear();
    Q_EMIT stateChanged();
}

void TrainingController::setState(TrainingState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

double TrainingController::stepsPerSecond() const
{
    const std::size_t count = std::min(m_steps.size(), kStepsForSpeed);
    if (count < 2)
        return 0.0;
    const double seconds = m_steps.back().seconds - m_steps[m_steps.size() - count].seconds;
    return seconds > 0.0 ? static_cast<double>(count - 1) / seconds : 0.0;
}

std::optional<double> TrainingController::secondsLeft() const
{
    const double speed = stepsPerSecond();
    if (speed <= 0.0 || m_stepsPerEpoch <= 0)
        return std::nullopt;
    const auto total = static_cast<double>(m_stepsPerEpoch) * m_config.trainer.maxEpochs;
    return std::max(0.0, total - static_cast<double>(m_steps.back().step)) / speed;
}

} // namespace tempo::workbench
