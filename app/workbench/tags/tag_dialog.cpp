// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/tags/tag_dialog.h"

#include "app/common/file_outcome.h"
#include "app/workbench/tags/tempo_tag.h"
#include "app/workbench/task_runner.h"
#include "engine/core/printable.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::workbench {

namespace {

enum Column { File, Now, New, Result, ColumnCount };

} // namespace

TagDialog::TagDialog(TaskRunner& tasks, std::vector<Entry> entries, QWidget* parent)
    : QDialog(parent), m_tasks(tasks), m_table(new QTableWidget(0, ColumnCount, this)),
      m_skip(new QCheckBox(tr("Skip files that state a tempo already"), this)), m_summary(new QLabel(this)),
      m_write(new QPushButton(tr("Write tags"), this))
{
    for (Entry& entry : entries)
        m_rows.push_back({.entry = std::move(entry)});
    setWindowTitle(tr("Write tempi into tags"));
    resize(760, 480);
    m_table->setHorizontalHeaderLabels({tr("File"), tr("Now"), tr("New"), tr("Result")});
    m_table->setAccessibleName(tr("What would be written"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(ui::measure::kTableRow);
    m_table->horizontalHeader()->setSectionResizeMode(File, QHeaderView::Stretch);
    m_table->setColumnWidth(Result, 220);
    m_skip->setChecked(true);
    m_write->setProperty("kind", "primary");
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_write, QDialogButtonBox::ActionRole);
    auto* const explanation = new QLabel(
        tr("Nothing has been written yet. Only the tempo is changed; all other tags and the sound stay as they are."),
        this);
    explanation->setWordWrap(true);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::measure::kPageMargin, ui::measure::kGap, ui::measure::kPageMargin,
                               ui::measure::kGap);
    layout->setSpacing(ui::measure::kInset);
    layout->addWidget(explanation);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_skip);
    layout->addWidget(m_summary);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_skip, &QCheckBox::toggled, this, &TagDialog::showRows);
    connect(m_write, &QPushButton::clicked, this, &TagDialog::write);
    showRows();
    readTags();
}

void TagDialog::readTags()
{
    m_tasks.run(
        {.title = tr("Reading tags"), .key = {}},
        [rows = m_rows](TaskContext& task) mutable {
            for (Row& row : rows) {
                throwIfStopped(task.stop());
                try {
                    row.old = readTempoTag(row.entry.path);
                } catch (const Error& error) {
                    row.problem = app::causeOf(error, row.entry.path);
                }
            }
            return rows;
        },
        this,
        [this](TaskResult<std::vector<Row>> result) {
            if (!result.value)
                return;
            m_rows = std::move(*result.value);
            m_isReady = true;
            showRows();
        });
}

bool TagDialog::isWanted(const Row& row) const
{
    if (!row.problem.empty() || row.isWritten)
        return false;
    if (m_skip->isChecked() && row.old)
        return false;
    return row.old != tempoTagText(row.entry.path, row.entry.tempo);
}

int TagDialog::toWrite() const
{
    return m_isReady ? static_cast<int>(std::ranges::count_if(m_rows, [&](const Row& row) { return isWanted(row); }))
                     : 0;
}

void TagDialog::setSkipping(bool isSkipping)
{
    m_skip->setChecked(isSkipping);
}

void TagDialog::write()
{
    if (toWrite() == 0)
        return;
    std::vector<bool> wanted;
    for (const Row& row : m_rows)
        wanted.push_back(isWanted(row));
    m_isReady = false;
    m_write->setEnabled(false);
    m_tasks.run(
        {.title = tr("Writing tags"), .key = {}},
        [rows = m_rows, wanted = std::move(wanted)](TaskContext& task) mutable {
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (!wanted[i] || task.stop().stop_requested())
                    continue; // what is written stays written, and is told
                try {
                    writeTempoTag(rows[i].entry.path, rows[i].entry.tempo);
                    rows[i].isWritten = true;
                } catch (const Error& error) {
                    rows[i].problem = app::causeOf(error, rows[i].entry.path);
                }
                task.report(static_cast<double>(i + 1) / static_cast<double>(rows.size()), {});
            }
            return rows;
        },
        this,
        [this](TaskResult<std::vector<Row>> result) {
            m_isReady = true;
            if (result.value)
                m_rows = std::move(*result.value);
            showRows();
        });
}

void TagDialog::showRows()
{
    m_table->setRowCount(static_cast<int>(m_rows.size()));
    int nWritten = 0;
    int nFailed = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const QString fresh = QString::fromStdString(tempoTagText(row.entry.path, row.entry.tempo));
        QString result;
        if (!row.problem.empty())
            result = QString::fromStdString(row.problem);
        else if (row.isWritten)
            result = tr("written");
        else if (m_isReady && !isWanted(row))
            result = row.old && row.old->c_str() == fresh ? tr("is there already") : tr("skipped");
        nWritten += row.isWritten ? 1 : 0;
        nFailed += row.problem.empty() ? 0 : 1;
        const QStringList cells{QString::fromStdString(printable(row.entry.path.filename())),
                                row.old ? QString::fromStdString(*row.old) : tr("–"), fresh, result};
        for (int column = 0; column < ColumnCount; ++column) {
            auto* const item = new QTableWidgetItem(cells[column]);
            item->setToolTip(column == File ? QString::fromStdString(printable(row.entry.path)) : cells[column]);
            m_table->setItem(static_cast<int>(i), column, item);
        }
    }
    m_write->setEnabled(toWrite() > 0);
    m_summary->setText(!m_isReady     ? tr("Reading what is there…")
                       : nWritten > 0 ? tr("%1 written, %2 failed.").arg(nWritten).arg(nFailed)
                                      : tr("%1 of %2 files would change.").arg(toWrite()).arg(m_rows.size()));
}

QString TagDialog::summary() const
{
    return m_summary->text();
}

QString TagDialog::cell(int row, int column) const
{
    const QTableWidgetItem* const item = m_table->item(row, column);
    return item ? item->text() : QString();
}

} // namespace tempo::workbench
