// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/training/training_feed.h"
#include "training/config/run_config.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace tempo::workbench {

class TaskRunner;

/// What a training is doing.
enum class TrainingState {
    Idle,
    Preparing, ///< opening LibTorch, reading the dataset, making features
    Running,
    Paused,
    Stopping, ///< the current batch is its last
};

/// One training at a time, on a thread of its own, and the queue of those to come. It pulls what the trainer tells 30
/// times a second. GUI thread only.
class TrainingController final : public QObject {
    Q_OBJECT
public:
    explicit TrainingController(TaskRunner& tasks, QObject* parent = nullptr);
    ~TrainingController() override;

    /// Begins, or waits in the queue if one is running.
    void start(RunConfig config);
    void resumeRun(const std::filesystem::path& folder);
    void pause();
    void goOn();
    void stopAndKeepBest();
    void cancelAndDiscard();
    /// A run's folder has another name: the queue and the last run follow.
    void moveRun(const std::filesystem::path& from, const std::filesystem::path& to);
    /// Forgets what has not begun.
    void clearQueue();

    [[nodiscard]] TrainingState state() const { return m_state; }
    [[nodiscard]] int queued() const { return static_cast<int>(m_queue.size()); }

    /// Of the current run, or the last one.
    [[nodiscard]] const std::vector<StepRecord>& steps() const { return m_steps; }
    [[nodiscard]] const std::vector<EpochRecord>& epochs() const { return m_epochs; } ///< with predictions
    [[nodiscard]] const RunConfig& config() const { return m_config; }
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; } ///< empty until it is known
    [[nodiscard]] std::int64_t stepsPerEpoch() const { return m_stepsPerEpoch; }
    [[nodiscard]] const std::optional<DeviceMemory>& memory() const { return m_memory; } ///< of a GPU
    [[nodiscard]] double stepsPerSecond() const; ///< over the last seconds; 0 until it is known
    [[nodiscard]] std::optional<double> secondsLeft() const;

Q_SIGNALS:
    void stateChanged();
    /// A run has begun: everything about the one before is forgotten.
    void runBegun();
    /// At most 30 times a second. @param newSteps  how many steps came, at the end of steps(); epochs likewise
    void progressed(int newSteps, int newEpochs);
    void message(const QString& line);
    /// @param problem  empty if it came to an end of its own or by the user's wish
    void runEnded(const QString& problem);

private:
    struct Order {
        std::optional<RunConfig> config; ///< of a new run
        std::filesystem::path resumed;   ///< else the one to go on with
    };
    void begin(Order order);
    void pull();
    void ended(const QString& problem);
    void setState(TrainingState state);

    TaskRunner& m_tasks;
    TrainingState m_state = TrainingState::Idle;
    std::vector<Order> m_queue;
    RunConfig m_config;
    std::filesystem::path m_folder;
    std::vector<StepRecord> m_steps;
    std::vector<EpochRecord> m_epochs;
    std::int64_t m_stepsPerEpoch = 0;
    std::optional<DeviceMemory> m_memory;
    QTimer m_timer;
    quint64 m_task = 0;

    struct Link; // shared with the trainer's thread
    std::shared_ptr<Link> m_link;
};

} // namespace tempo::workbench
