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

/// All runs as a table, and what can be done with one: go on, repeat, compare, note, throw away.
class RunsPanel final : public QWidget {
    Q_OBJECT
public:
    RunsPanel(const Services& services, RunList& runs, QWidget* parent = nullptr);

    [[nodiscard]] RunsModel& model() { return *m_model; }
    [[nodiscard]] QTableView& table() { return *m_table; }
    /// The runs that are selected, in the order of the table.
    [[nodiscard]] std::vector<std::shared_ptr<const RunRecord>> selected() const;
    void select(const QString& name);
    [[nodiscard]] std::vector<QAction*> runActions() const
    {
        return {m_resume, m_clone, m_difference, m_folder, m_trash};
    }
    [[nodiscard]] QAction* trashAction() const { return m_trash; }

Q_SIGNALS:
    void selectionChanged();
    void resumeWanted(const std::filesystem::path& folder);
    /// A new run with this one's configuration.
    void cloneWanted(std::shared_ptr<const RunRecord> run);
    void estimationWanted(const std::filesystem::path& model);
    void evaluationWanted(const std::filesystem::path& model, const QString& dataset);

private:
    void enableActions();
    void writeNote(const QString& name, const QString& note);
    void throwAway();
    void showDifference();

    Services m_services;
    RunList& m_runs;
    RunsModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_table;
    QAction* m_resume;
    QAction* m_clone;
    QAction* m_estimate;
    QAction* m_evaluate;
    QAction* m_difference;
    QAction* m_folder;
    QAction* m_trash;
};

/// The settings in which two configurations differ, one line each: `key: first -> second`.
QString configDifference(const std::string& first, const std::string& second);

} // namespace tempo::workbench
