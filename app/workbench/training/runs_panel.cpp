// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/runs_panel.h"

#include "app/workbench/task_runner.h"
#include "app/workbench/training/config_difference.h"
#include "app/workbench/training/run_list.h"
#include "app/workbench/training/runs_model.h"
#include "training/files/rename_run.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QDesktopServices>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::workbench {

RunsPanel::RunsPanel(const Services& services, RunList& runs, QWidget* parent)
    : QWidget(parent), m_services(services), m_runs(runs), m_model(new RunsModel(this)),
      m_sorted(new QSortFilterProxyModel(this)), m_table(new QTableView(this)),
      m_resume(new QAction(ui::iconOf(QStringLiteral("play")), tr("Resume"), this)),
      m_clone(new QAction(ui::iconOf(QStringLiteral("copy")), tr("New run from this one"), this)),
      m_estimate(new QAction(ui::iconOf(QStringLiteral("estimate")), tr("Use for estimation"), this)),
      m_evaluate(new QAction(ui::iconOf(QStringLiteral("evaluation")), tr("Evaluate"), this)),
      m_difference(new QAction(ui::iconOf(QStringLiteral("split")), tr("Difference of two runs"), this)),
      m_folder(new QAction(ui::iconOf(QStringLiteral("open")), tr("Open its folder"), this)),
      m_rename(new QAction(ui::iconOf(QStringLiteral("tag")), tr("Rename"), this)),
      m_note(new QAction(tr("Write a note"), this)),
      m_trash(new QAction(ui::iconOf(QStringLiteral("remove")), tr("Move to the trash"), this))
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(RunsModel::kSortRole);
    m_table->setModel(m_sorted);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RunsModel::Begun, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(ui::measure::kTableRow);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    constexpr std::array widths{210, 100, 90, 80, 80, 120, 70, 150};
    for (std::size_t column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(static_cast<int>(column), widths[column]);

    m_rename->setShortcut(QKeySequence(Qt::Key_F2));
    m_rename->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addActions({m_resume, m_evaluate, m_estimate, m_rename, m_note, m_clone, m_difference, m_folder, m_trash});
    auto* const row = new QHBoxLayout;
    row->setContentsMargins(ui::measure::kInset, 0, ui::measure::kSmallGap, 0);
    row->setSpacing(4);
    auto* const title = new QLabel(tr("Runs"), this);
    title->setProperty("kind", "section");
    row->addWidget(title);
    row->addStretch();
    for (QAction* const action : {m_resume, m_clone, m_evaluate, m_estimate, m_difference, m_folder, m_trash}) {
        auto* const button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        button->setToolButtonStyle(action == m_resume || action == m_evaluate || action == m_estimate
                                       ? Qt::ToolButtonTextBesideIcon
                                       : Qt::ToolButtonIconOnly);
        row->addWidget(button);
    }
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, ui::measure::kSmallGap, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_table, 1);

    connect(&runs, &RunList::changed, this, [this] {
        std::vector<std::shared_ptr<const RunRecord>> records;
        for (const ListedRun& run : m_runs.runs())
            records.push_back(run.record);
        m_model->setRuns(std::move(records));
        if (!m_renamed.isEmpty() && select(m_renamed))
            m_renamed.clear();
        enableActions();
    });
    connect(m_model, &RunsModel::noteWanted, this, &RunsPanel::writeNote);
    connect(m_model, &RunsModel::renameWanted, this, &RunsPanel::rename);
    connect(m_rename, &QAction::triggered, this, [this] { editColumn(RunsModel::Name); });
    connect(m_note, &QAction::triggered, this, [this] { editColumn(RunsModel::Note); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        enableActions();
        Q_EMIT selectionChanged();
    });
    connect(m_resume, &QAction::triggered, this, [this] { Q_EMIT resumeWanted(selected().front()->folder); });
    connect(m_clone, &QAction::triggered, this, [this] { Q_EMIT cloneWanted(selected().front()); });
    connect(m_estimate, &QAction::triggered, this,
            [this] { Q_EMIT estimationWanted(selected().front()->folder / "model.safetensors"); });
    connect(m_evaluate, &QAction::triggered, this, [this] {
        const auto run = selected().front();
        const auto& roots = run->config->data.roots;
        Q_EMIT evaluationWanted(run->folder / "model.safetensors",
                                roots.empty() ? QString() : QString::fromStdString(roots.front().string()));
    });
    connect(m_difference, &QAction::triggered, this, &RunsPanel::showDifference);
    connect(m_folder, &QAction::triggered, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(selected().front()->folder.string())));
    });
    connect(m_trash, &QAction::triggered, this, &RunsPanel::throwAway);
    enableActions();
}

std::vector<std::shared_ptr<const RunRecord>> RunsPanel::selected() const
{
    std::vector<std::shared_ptr<const RunRecord>> runs;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        runs.push_back(m_model->runAt(m_sorted->mapToSource(index).row()));
    return runs;
}

bool RunsPanel::select(const QString& name)
{
    for (int row = 0; row < m_sorted->rowCount(); ++row)
        if (m_sorted->index(row, RunsModel::Name).data().toString() == name) {
            m_table->selectRow(row);
            m_table->scrollTo(m_sorted->index(row, 0));
            return true;
        }
    return false;
}

void RunsPanel::editColumn(int column)
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows(column);
    if (rows.size() != 1)
        return;
    m_table->setCurrentIndex(rows.front());
    m_table->edit(rows.front());
}

void RunsPanel::enableActions()
{
    const auto runs = selected();
    const bool isOne = runs.size() == 1;
    const bool isIdle = isOne && runs.front()->state != RunState::Running;
    m_resume->setEnabled(isIdle && runs.front()->hasCheckpoint);
    m_rename->setEnabled(isIdle);
    m_note->setEnabled(isOne);
    m_clone->setEnabled(isOne && runs.front()->config.has_value());
    m_estimate->setEnabled(isOne && runs.front()->hasModel);
    m_evaluate->setEnabled(isOne && runs.front()->hasModel && runs.front()->config.has_value());
    m_difference->setEnabled(runs.size() == 2);
    m_folder->setEnabled(isOne);
    m_trash->setEnabled(!runs.empty() && std::none_of(runs.begin(), runs.end(),
                                                      [](const auto& run) { return run->state == RunState::Running; }));
}

void RunsPanel::rename(const QString& name, const QString& wanted)
{
    const std::filesystem::path folder = m_runs.folder() / name.toStdString();
    m_services.tasks.run(
        {.title = {}, .key = {}, .isListed = false},
        [folder, wanted = wanted.toStdString()](TaskContext&) { return renameRun(folder, wanted); }, this,
        [this, folder, name, wanted](const TaskResult<std::filesystem::path>& result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            if (result.value) {
                m_renamed = wanted;
                m_model->moveRun(name, wanted);
                Q_EMIT renamed(folder, *result.value);
            }
            m_runs.refresh();
        });
}

void RunsPanel::writeNote(const QString& name, const QString& note)
{
    const std::filesystem::path folder = m_runs.folder() / name.toStdString();
    m_services.tasks.run(
        {.title = {}, .key = {}, .isListed = false},
        [folder, text = note.toStdString()](TaskContext&) {
            writeRunNote(folder, text);
            return Nothing{};
        },
        this,
        [this](const TaskResult<Nothing>& result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            m_runs.refresh();
        });
}

void RunsPanel::throwAway()
{
    QStringList folders;
    for (const auto& run : selected())
        folders << QString::fromStdString(run->folder.string());
    m_services.tasks.run(
        {.title = {}, .key = {}, .isListed = false},
        [folders](TaskContext&) {
            QStringList kept;
            for (const QString& folder : folders)
                if (!QFile::moveToTrash(folder))
                    kept << folder;
            return kept;
        },
        this,
        [this](const TaskResult<QStringList>& result) {
            if (result.value && !result.value->isEmpty())
                m_services.problem(tr("Could not be moved to the trash; delete by hand what is not needed."),
                                   result.value->join(QLatin1Char('\n')));
            m_runs.refresh();
        });
}

void RunsPanel::showDifference()
{
    const auto runs = selected();
    const QString lines = configDifference(runs[0]->configText, runs[1]->configText);
    m_services.notice(tr("%1 and %2 differ in %n setting(s).", nullptr,
                         lines.isEmpty() ? 0 : static_cast<int>(lines.count(QLatin1Char('\n')) + 1))
                          .arg(QString::fromStdString(runs[0]->name), QString::fromStdString(runs[1]->name)),
                      lines);
}

} // namespace tempo::workbench
