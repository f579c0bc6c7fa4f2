// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/song_estimation.h"

#include "app/common/estimator_choice.h"
#include "app/common/parallel.h"
#include "app/common/processors.h"
#include "app/workbench/task_runner.h"
#include "engine/estimators/registry.h"

#include <atomic>
#include <unordered_set>

namespace tempo::workbench {

namespace {

constexpr int kTickMilliseconds = 33;
/// A sparkline is about a hundred pixels wide.
constexpr std::size_t kCurvePoints = 96;
constexpr std::string_view kBaseline = "librosa";
/// Steps in which a row tells how far it is.
constexpr double kStep = 0.04;

/// Tells the steps of one song's way.
class SongProgress {
public:
    SongProgress(Outbox<SongUpdate>& outbox, std::uint64_t id) : m_outbox(outbox), m_id(id) { tell(); }

    void take(const Progress& progress)
    {
        const SongState state = progress.stage == "decoding" ? SongState::Decoding : SongState::Estimating;
        if (state == m_state && progress.fraction < m_told + kStep)
            return;
        m_state = state;
        m_told = progress.fraction;
        tell();
    }
    void begin(SongState state)
    {
        m_state = state;
        m_told = 0.0;
        tell();
    }

private:
    void tell() { m_outbox.put({.id = m_id, .state = m_state, .fraction = m_told}); }

    Outbox<SongUpdate>& m_outbox;
    std::uint64_t m_id;
    SongState m_state = SongState::Decoding;
    double m_told = 0.0;
};

/// The two estimators of one thread.
class SongWorker {
public:
    explicit SongWorker(const app::EstimatorChoice& choice) : m_choice(choice) {}

    std::shared_ptr<const SongResult> work(const std::filesystem::path& path, SongProgress& progress,
                                           const std::stop_token& stop)
    {
        auto result = std::make_shared<SongResult>();
        result->method = m_choice.method;
        const ProgressSink sink = [&](const Progress& step) { progress.take(step); };
        const app::EstimatorSource main = [&]() -> TempoEstimator& {
            if (!m_main)
                m_main = app::makeChosenEstimator(m_choice);
            return *m_main;
        };
        result->outcome =
            app::estimateSource(main, {.path = path, .error = {}}, {.estimate = {.withCurve = true}}, sink, stop);
        if (const std::optional<TempoCurve>& curve = result->outcome.estimate.curve) {
            result->variation = variationOf(*curve);
            result->curve = thinned(*curve, kCurvePoints);
            result->outcome.estimate.curve.reset(); // 43 points a second are more than a page of songs should hold
        }
        if (result->outcome.hasFailed())
            return result;
        if (m_choice.method == kBaseline) {
            result->baseline = result->outcome.estimate.bpm;
            result->baselineConfidence = result->outcome.estimate.confidence;
        } else {
            progress.begin(SongState::Estimating);
            if (!m_baseline)
                m_baseline = makeEstimator(kBaseline);
            // The file was just read without a fault.
            const TempoEstimate estimate = m_baseline->estimateFile(path, {}, {}, stop).estimate;
            result->baseline = estimate.bpm;
            result->baselineConfidence = estimate.confidence;
        }
        return result;
    }

private:
    const app::EstimatorChoice& m_choice;
    std::unique_ptr<TempoEstimator> m_main;
    std::unique_ptr<TempoEstimator> m_baseline;
};

} // namespace

struct SongEstimation::Batch {
    std::vector<Wish> songs;
    Outbox<SongUpdate> outbox;
    Outbox<QString> notices;
    std::atomic<std::size_t> nDone{0};
};

SongEstimation::SongEstimation(TaskRunner& tasks, QObject* parent) : QObject(parent), m_tasks(tasks)
{
    m_tick.setInterval(kTickMilliseconds);
    connect(&m_tick, &QTimer::timeout, this, &SongEstimation::deliver);
}

void SongEstimation::add(std::vector<Wish> songs)
{
    m_waiting.insert(m_waiting.end(), songs.begin(), songs.end());
    if (m_task == 0 && !m_waiting.empty())
        startBatch();
}

void SongEstimation::startBatch()
{
    m_batch = std::make_shared<Batch>();
    m_batch->songs = std::exchange(m_waiting, {});
    m_running = m_batch->songs;
    m_task = m_tasks.run(
        {.title = m_running.size() == 1 ? tr("Estimating a song") : tr("Estimating %1 songs").arg(m_running.size()),
         .key = {},
         .lane = TaskLane::Batch},
        [batch = m_batch, model = m_model](TaskContext& task) {
            const app::EstimatorChoice choice = app::chooseEstimator({}, model);
            if (!choice.notice.empty()) // what follows in brackets is for the command line
                batch->notices.put(
                    tr("No network: %1.")
                        .arg(QString::fromStdString(choice.notice).section(QStringLiteral(" (--"), 0, 0)));
            const std::size_t nSongs = batch->songs.size();
            app::forEachParallel(
                nSongs, app::availableProcessors(),
                [&]() -> app::ItemWorker {
                    return [&, worker = std::make_shared<SongWorker>(choice)](std::size_t index,
                                                                              const std::stop_token& stop) {
                        const Wish& song = batch->songs[index];
                        SongProgress progress(batch->outbox, song.id);
                        std::shared_ptr<const SongResult> result = worker->work(song.path, progress, stop);
                        const bool hasFailed = result->outcome.hasFailed();
                        batch->outbox.put({.id = song.id,
                                           .state = hasFailed ? SongState::Failed : SongState::Done,
                                           .fraction = 1.0,
                                           .result = std::move(result)});
                        const std::size_t nDone = ++batch->nDone;
                        task.report(static_cast<double>(nDone) / static_cast<double>(nSongs),
                                    std::to_string(nDone) + " / " + std::to_string(nSongs));
                    };
                },
                task.stop());
            return Nothing{};
        },
        this,
        [this](const TaskResult<Nothing>& result) {
            finishBatch(result.error ? QString::fromStdString(result.error->message()) : QString(), result.isCancelled);
        });
    m_tick.start();
    Q_EMIT runningChanged();
}

void SongEstimation::deliver()
{
    for (const QString& notice : m_batch->notices.take())
        if (notice != std::exchange(m_lastNotice, notice))
            Q_EMIT noticed(notice);
    std::vector<SongUpdate> updates = m_batch->outbox.take();
    if (updates.empty())
        return;
    std::unordered_set<std::uint64_t> ended;
    for (const SongUpdate& update : updates)
        if (update.result)
            ended.insert(update.id);
    std::erase_if(m_running, [&](const Wish& song) { return ended.contains(song.id); });
    Q_EMIT updated(updates);
}

void SongEstimation::finishBatch(const QString& failure, bool isCancelled)
{
    deliver();
    m_tick.stop();
    m_task = 0;
    std::vector<SongUpdate> rest;
    for (const Wish& song : m_running) {
        auto result = std::make_shared<SongResult>();
        result->outcome = app::failedOutcome(song.path, failure.toStdString());
        rest.push_back({.id = song.id,
                        .state = isCancelled ? SongState::Cancelled : SongState::Failed,
                        .result = isCancelled ? nullptr : std::move(result)});
    }
    m_running.clear();
    if (!rest.empty())
        Q_EMIT updated(rest);
    if (!m_waiting.empty())
        startBatch();
    else
        Q_EMIT runningChanged();
}

void SongEstimation::cancel()
{
    std::vector<SongUpdate> dropped;
    for (const Wish& song : std::exchange(m_waiting, {}))
        dropped.push_back({.id = song.id, .state = SongState::Cancelled});
    if (m_task != 0)
        m_tasks.cancel(m_task);
    if (!dropped.empty())
        Q_EMIT updated(dropped);
}

} // namespace tempo::workbench
