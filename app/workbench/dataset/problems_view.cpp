// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/problems_view.h"

#include "app/workbench/dataset/track_texts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tempo::workbench {

namespace {

constexpr int kIdsRole = Qt::UserRole;
constexpr int kKeyRole = Qt::UserRole + 1;
/// What is behind these can be had by the filter.
constexpr int kMostListed = 200;

} // namespace

ProblemsView::ProblemsView(QWidget* parent)
    : QWidget(parent), m_summary(new QLabel(this)), m_list(new QTreeWidget(this)),
      m_filter(new QPushButton(ui::iconOf(QStringLiteral("filter")), tr("Filter by these"), this)),
      m_export(new QPushButton(ui::iconOf(QStringLiteral("export")), tr("Export"), this))
{
    m_summary->setWordWrap(true);
    m_summary->setProperty("kind", "secondary");
    m_list->setAccessibleName(tr("Problems by kind"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->setIconSize(QSize(16, 16));
    m_list->setUniformRowHeights(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_filter->setEnabled(false);
    m_export->setEnabled(false);
    auto* const menu = new QMenu(m_export);
    menu->addAction(tr("Table of tracks (CSV)…"), this, &ProblemsView::exportCsvWanted);
    menu->addAction(tr("Report (HTML)…"), this, &ProblemsView::exportHtmlWanted);
    m_export->setMenu(menu);

    auto* const buttons = new QHBoxLayout;
    buttons->addWidget(m_filter);
    buttons->addStretch();
    buttons->addWidget(m_export);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::measure::kInset, ui::measure::kSmallGap, ui::measure::kInset, ui::measure::kInset);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_summary);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);

    connect(m_list, &QTreeWidget::itemClicked, this, &ProblemsView::choose);
    connect(m_list, &QTreeWidget::itemActivated, this, &ProblemsView::choose);
    connect(m_list, &QTreeWidget::currentItemChanged, this,
            [this](const QTreeWidgetItem* item) { m_filter->setEnabled(item != nullptr); });
    connect(m_filter, &QPushButton::clicked, this, [this] {
        if (const QTreeWidgetItem* const item = m_list->currentItem())
            Q_EMIT filterWanted(item->data(0, kKeyRole).toString());
    });
}

void ProblemsView::showProgress(const QString& text)
{
    m_summary->setText(text);
    m_list->clear();
    m_export->setEnabled(false);
}

QString ProblemsView::summary() const
{
    return m_summary->text();
}

void ProblemsView::showReport(const ScanReport& report)
{
    const QString wasCurrent = m_list->currentItem() ? m_list->currentItem()->data(0, kKeyRole).toString() : QString();
    m_list->clear();
    m_export->setEnabled(true);
    const QLocale locale;
    const auto number = [&locale](std::size_t count) { return locale.toString(static_cast<qulonglong>(count)); };
    const QString readable = tr("%1 of %2 tracks have sound that can be read.")
                                 .arg(number(report.readable()), number(report.dataset.tracks.size()));
    if (report.problems.empty())
        m_summary->setText(tr("Nothing wrong was found. %1").arg(readable));
    else
        m_summary->setText(tr("%1 errors, %2 warnings, %3 notes. %4")
                               .arg(number(report.count(Severity::Error)), number(report.count(Severity::Warning)),
                                    number(report.count(Severity::Note)), readable));
    for (const ProblemKind kind : allProblemKinds())
        if (report.count(kind) > 0)
            addKind(report, kind);
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        if (m_list->topLevelItem(row)->data(0, kKeyRole).toString() == wasCurrent)
            m_list->setCurrentItem(m_list->topLevelItem(row));
}

void ProblemsView::addKind(const ScanReport& report, ProblemKind kind)
{
    const std::span<const Problem> problems = report.problemsOf(kind);
    const std::string key(keyOf(kind));
    auto* const item = new QTreeWidgetItem(m_list);
    const Severity severity = problems.front().severity;
    item->setIcon(0, severityIcon(severity));
    item->setText(0, kindText(kind));
    item->setToolTip(0, tr("%1: %2").arg(severityText(severity), kindText(kind)));
    item->setData(0, Qt::AccessibleTextRole,
                  tr("%1: %2, %3 tracks").arg(severityText(severity), kindText(kind)).arg(problems.size()));
    item->setText(1, QLocale().toString(static_cast<qulonglong>(problems.size())));
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setSizeHint(0, QSize(0, ui::measure::kTableRow));
    item->setData(0, kKeyRole, QString::fromStdString(key));
    QStringList ids;
    for (const Problem& problem : problems) {
        const QString id = QString::fromStdString(problem.id);
        ids << id;
        if (item->childCount() >= kMostListed)
            continue;
        auto* const child = new QTreeWidgetItem(item);
        child->setText(0, id);
        child->setToolTip(0, QString::fromStdString(problem.detail));
        child->setData(0, kIdsRole, QStringList{id});
        child->setData(0, kKeyRole, QString::fromStdString(key));
        child->setFirstColumnSpanned(true);
    }
    item->setData(0, kIdsRole, ids);
}

void ProblemsView::choose(const QTreeWidgetItem* item)
{
    if (item)
        Q_EMIT tracksChosen(item->data(0, kIdsRole).toStringList());
}

} // namespace tempo::workbench
