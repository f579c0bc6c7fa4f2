// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/correction_store.h"

#include <utility>

namespace tempo::workbench {

CorrectionStore::CorrectionStore(TaskRunner& tasks, std::function<void(const QString&)> problem, QObject* parent)
    : QObject(parent), m_tasks(tasks), m_problem(std::move(problem))
{
}

CorrectionStore::~CorrectionStore()
{
    // The threads are gone when the window closes; what the last moments changed must not be.
    if (m_isDirty && !m_file.empty())
        m_left.push_back({.file = m_file, .edits = m_edits});
    for (const Snapshot& snapshot : m_left) {
        try {
            saveCorrections(snapshot.file, snapshot.edits);
        } catch (const Error& error) {
            qWarning("tempnetic-workbench: %s", error.what());
        }
    }
}

void CorrectionStore::load(Corrections edits, const std::filesystem::path& file)
{
    if (m_isDirty && !m_file.empty())
        m_left.push_back({.file = m_file, .edits = std::move(m_edits)});
    m_edits = std::move(edits);
    m_file = file;
    m_isDirty = false;
    save();
}

TrackEdit CorrectionStore::edit(const std::string& id) const
{
    const auto found = m_edits.find(id);
    return found == m_edits.end() ? TrackEdit{} : found->second;
}

void CorrectionStore::apply(const Corrections& edits)
{
    std::vector<std::string> ids;
    for (const auto& [id, edit] : edits) {
        ids.push_back(id);
        if (edit.isEmpty())
            m_edits.erase(id);
        else
            m_edits[id] = edit;
    }
    m_isDirty = true;
    save();
    Q_EMIT changed(ids);
}

void CorrectionStore::save()
{
    if (m_isWriting)
        return;
    if (!m_left.empty()) {
        Snapshot next = std::move(m_left.front());
        m_left.erase(m_left.begin());
        write(std::move(next));
    } else if (m_isDirty && !m_file.empty()) {
        m_isDirty = false;
        write({.file = m_file, .edits = m_edits});
    }
}

void CorrectionStore::write(Snapshot snapshot)
{
    m_isWriting = true;
    m_tasks.run(
        {.title = tr("Saving corrections"), .key = {}, .isListed = false},
        [snapshot = std::move(snapshot)](TaskContext&) {
            saveCorrections(snapshot.file, snapshot.edits);
            return Nothing{};
        },
        this,
        [this](const TaskResult<Nothing>& result) {
            m_isWriting = false;
            if (result.error)
                m_problem(tr("The corrections are not saved: %1").arg(QString::fromStdString(result.error->message())));
            save();
            if (isSaved())
                Q_EMIT saved();
        });
}

} // namespace tempo::workbench
