// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_catalogue.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/corrections.h"
#include "engine/datasets/scan_report.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <vector>

namespace tempo::workbench {

/// A dataset that was recognised; its audio is being read.
struct OpenedDataset {
    std::shared_ptr<const Dataset> dataset;
    LoadedCorrections edits;
};

/// Reads a dataset in the background: what it is at once, then file by file, then all together. GUI thread only; the
/// newest start counts.
class DatasetScanner final : public QObject {
    Q_OBJECT
public:
    explicit DatasetScanner(TaskRunner& tasks, QObject* parent = nullptr);

    /// @param path  a folder or a manifest
    /// @param formerPath  where a dataset that was moved lay, whose corrections go with it; may be empty
    void start(const std::filesystem::path& path, const std::filesystem::path& formerPath = {});
    void stop();
    [[nodiscard]] bool isRunning() const { return m_task != 0; }
    /// Files of the running or last scan: read, to be read, and of those read the ones that cannot be used.
    [[nodiscard]] int readCount() const { return m_read; }
    [[nodiscard]] int totalCount() const { return m_total; }
    [[nodiscard]] int faultyCount() const { return m_faulty; }

Q_SIGNALS:
    void opened(const tempo::workbench::OpenedDataset& opened);
    /// At most 30 times a second.
    void read(const std::vector<tempo::workbench::ReadTrack>& tracks);
    void finished(const std::shared_ptr<const tempo::ScanReport>& report, const QStringList& messages);
    /// @param isMissing  there is nothing at the path
    void failed(const QString& message, bool isMissing);
    void stopped();

private:
    struct Feed;
    struct Result;

    static Result scan(const std::filesystem::path& path, const std::filesystem::path& formerPath, Feed& feed,
                       TaskContext& task);
    void drain();
    void end(TaskResult<Result> result);

    TaskRunner& m_tasks;
    QTimer m_tick;
    std::shared_ptr<Feed> m_feed;
    std::filesystem::path m_path;
    quint64 m_task = 0;
    int m_read = 0;
    int m_total = 0;
    int m_faulty = 0;
};

/// $XDG_DATA_HOME, or ~/.local/share.
std::filesystem::path dataHome();

} // namespace tempo::workbench
