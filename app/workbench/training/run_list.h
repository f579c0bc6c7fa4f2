// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/run_record.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <vector>

namespace tempo::workbench {

class TaskRunner;

/// A run as read some moment ago.
struct ListedRun {
    std::shared_ptr<const RunRecord> record;
    std::uint64_t change = 0; ///< runChange() of that moment
};

/// All runs of a folder, also those that another program is making: looked at again every two seconds, in the
/// background, reading only what has changed. GUI thread only.
class RunList final : public QObject {
    Q_OBJECT
public:
    RunList(TaskRunner& tasks, std::filesystem::path folder, QObject* parent = nullptr);

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] const std::vector<ListedRun>& runs() const { return m_runs; }
    /// The run of that folder, or null.
    [[nodiscard]] std::shared_ptr<const RunRecord> find(const std::filesystem::path& folder) const;
    void setFolder(std::filesystem::path folder);
    /// Looks now.
    void refresh();
    /// Watches only while somebody looks at it.
    void setWatching(bool isWatching);

Q_SIGNALS:
    void changed();
    /// Run folders that cannot be read, one line each; told once.
    void problem(const QString& text);

private:
    TaskRunner& m_tasks;
    std::filesystem::path m_folder;
    std::vector<ListedRun> m_runs;
    std::vector<std::string> m_told; // problems
    QTimer m_timer;
};

} // namespace tempo::workbench
