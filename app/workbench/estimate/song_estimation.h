// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/estimate/song.h"
#include "app/workbench/outbox.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <vector>

namespace tempo::workbench {

class TaskRunner;

/// What became of a song.
struct SongUpdate {
    std::uint64_t id = 0;
    SongState state = SongState::Queued;
    double fraction = 0.0;
    std::shared_ptr<const SongResult> result = {};
};

/// Estimates songs in the background, several side by side, with the network (or what there is) and the baseline. GUI
/// thread only.
class SongEstimation final : public QObject {
    Q_OBJECT
public:
    struct Wish {
        std::uint64_t id = 0;
        std::filesystem::path path;
    };

    explicit SongEstimation(TaskRunner& tasks, QObject* parent = nullptr);

    /// Empty: the one that comes with the program. Holds for songs that are added from now on.
    void setModel(const std::filesystem::path& model) { m_model = model; }
    [[nodiscard]] const std::filesystem::path& model() const { return m_model; }
    /// After those that are being worked on.
    void add(std::vector<Wish> songs);
    /// What is not done is told as cancelled.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_task != 0 || !m_waiting.empty(); }

Q_SIGNALS:
    /// At most 30 times a second, all that happened since.
    void updated(const std::vector<tempo::workbench::SongUpdate>& updates);
    /// That the network is missing; once.
    void noticed(const QString& text);
    void runningChanged();

private:
    struct Batch;

    void startBatch();
    void deliver();
    void finishBatch(const QString& failure, bool isCancelled);

    TaskRunner& m_tasks;
    std::filesystem::path m_model;
    std::vector<Wish> m_waiting;
    std::vector<Wish> m_running; ///< whose end was not told yet
    std::shared_ptr<Batch> m_batch;
    quint64 m_task = 0;
    QTimer m_tick;
    QString m_lastNotice;
};

} // namespace tempo::workbench
