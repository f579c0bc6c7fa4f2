// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/services.h"
#include "training/files/run_record.h"

#include <QWidget>

#include <memory>

class QAction;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace tempo::workbench {

class RunList;
class RunsModel;

/// All runs as a table, and what can be done with one: go on, repeat, compare, rename, note, throw away.
class RunsPanel final : public QWidget {
    Q_OBJECT
public:
    RunsPanel(const Services& services, RunList& runs, QWidget* parent = nullptr);

    [[nodiscard]] RunsModel& model() { return *m_model; }
    [[nodiscard]] QTableView& table() { return *m_table; }
    /// The runs that are selected, in the order of the table.
    [[nodiscard]] std::vector<std::shared_ptr<const RunRecord>> selected() const;
    /// @return whether there is such a run
    bool select(const QString& name);
    [[nodiscard]] std::vector<QAction*> runActions() const
    {
        return {m_resume, m_rename, m_clone, m_difference, m_folder, m_trash};
    }
    [[nodiscard]] QAction* renameAction() const { return m_rename; }
    [[nodiscard]] QAction* trashAction() const { return m_trash; }

Q_SIGNALS:
    void selectionChanged();
    void resumeWanted(const std::filesystem::path& folder);
    /// A new run with this one's configuration.
    void cloneWanted(std::shared_ptr<const RunRecord> run);
    void estimationWanted(const std::filesystem::path& model);
    /// A run's folder has another name, and so have its files.
    void renamed(const std::filesystem::path& from, const std::filesystem::path& to);
    void evaluationWanted(const std::filesystem::path& model, const QString& dataset);

private:
    void enableActions();
    void editColumn(int column);
    void rename(const QString& name, const QString& wanted);
    void writeNote(const QString& name, const QString& note);
    void throwAway();
    void showDifference();

    Services m_services;
    RunList& m_runs;
    RunsModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_table;
    QString m_renamed; // to be selected once the list has it
    QAction* m_resume;
    QAction* m_clone;
    QAction* m_estimate;
    QAction* m_evaluate;
    QAction* m_difference;
    QAction* m_folder;
    QAction* m_rename;
    QAction* m_note;
    QAction* m_trash;
};

} // namespace tempo::workbench
