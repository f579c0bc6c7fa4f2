// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/run_list.h"

#include "app/workbench/task_runner.h"

#include <algorithm>

namespace tempo::workbench {

namespace {

constexpr int kLookMilliseconds = 2000;

struct Look {
    std::vector<ListedRun> runs;
    std::vector<std::string> problems;
    bool isNew = false; ///< anything is other than before
};

const ListedRun* runIn(const std::vector<ListedRun>& runs, const std::filesystem::path& folder)
{
    const auto found =
        std::find_if(runs.begin(), runs.end(), [&](const ListedRun& run) { return run.record->folder == folder; });
    return found == runs.end() ? nullptr : &*found;
}

Look lookAt(const std::filesystem::path& folder, const std::vector<ListedRun>& before)
{
    Look look;
    for (const std::filesystem::path& path : findRuns(folder)) {
        const std::uint64_t change = runChange(path);
        const ListedRun* const known = runIn(before, path);
        if (known && known->change == change) {
            look.runs.push_back(*known);
            continue;
        }
        try {
            look.runs.push_back({std::make_shared<const RunRecord>(readRun(path)), change});
            look.isNew = true;
        } catch (const Error& error) {
            look.problems.push_back(error.message());
        }
    }
    look.isNew = look.isNew || look.runs.size() != before.size();
    return look;
}

} // namespace

RunList::RunList(TaskRunner& tasks, std::filesystem::path folder, QObject* parent)
    : QObject(parent), m_tasks(tasks), m_folder(std::move(folder))
{
    m_timer.setInterval(kLookMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &RunList::refresh);
}

std::shared_ptr<const RunRecord> RunList::find(const std::filesystem::path& folder) const
{
    const ListedRun* const run = runIn(m_runs, folder);
    return run ? run->record : nullptr;
}

void RunList::setFolder(std::filesystem::path folder)
{
    m_folder = std::move(folder);
    refresh();
}

void RunList::setWatching(bool isWatching)
{
    if (!isWatching) {
        m_timer.stop();
        return;
    }
    if (!m_timer.isActive()) {
        m_timer.start();
        refresh();
    }
}

void RunList::refresh()
{
    const TaskOptions options{
        .title = {}, .key = QStringLiteral("runs"), .lane = TaskLane::Interactive, .isListed = false};
    m_tasks.run(
        options, [folder = m_folder, before = m_runs](TaskContext&) { return lookAt(folder, before); }, this,
        [this](TaskResult<Look> result) {
            if (!result.value)
                return;
            for (const std::string& text : result.value->problems)
                if (std::find(m_told.begin(), m_told.end(), text) == m_told.end()) {
                    m_told.push_back(text);
                    Q_EMIT problem(QString::fromStdString(text));
                }
            m_runs = std::move(result.value->runs);
            if (result.value->isNew)
                Q_EMIT changed();
        });
}

} // namespace tempo::workbench
