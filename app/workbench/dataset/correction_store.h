// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/task_runner.h"
#include "engine/datasets/corrections.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <vector>

namespace tempo::workbench {

/// The user's edits of the open dataset, written to tempnetic's own file in the background: one writing at a time, the
/// newest state always last. GUI thread only.
class CorrectionStore final : public QObject {
    Q_OBJECT
public:
    /// @param problem  told when a file cannot be written
    CorrectionStore(TaskRunner& tasks, std::function<void(const QString&)> problem, QObject* parent = nullptr);
    /// What is not written yet is written now.
    ~CorrectionStore() override;

    /// Of another dataset. @param file  where further edits go; empty: nowhere
    void load(Corrections edits, const std::filesystem::path& file);
    [[nodiscard]] const Corrections& edits() const { return m_edits; }
    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    [[nodiscard]] TrackEdit edit(const std::string& id) const;
    /// Replaces the edits of these tracks; empty ones take them away.
    void apply(const Corrections& edits);
    /// Whether everything is on disk.
    [[nodiscard]] bool isSaved() const { return !m_isWriting && !m_isDirty; }

Q_SIGNALS:
    void changed(const std::vector<std::string>& ids);
    void saved();

private:
    /// Edits on their way to a file.
    struct Snapshot {
        std::filesystem::path file;
        Corrections edits;
    };

    void save();
    void write(Snapshot snapshot);

    TaskRunner& m_tasks;
    std::function<void(const QString&)> m_problem;
    Corrections m_edits;
    std::filesystem::path m_file;
    std::vector<Snapshot> m_left; ///< of datasets that were closed while another writing went on
    bool m_isDirty = false;
    bool m_isWriting = false;
};

} // namespace tempo::workbench
