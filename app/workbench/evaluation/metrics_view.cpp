// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/metrics_view.h"

#include "app/workbench/engine_texts.h"
#include "app/workbench/evaluation/figures_view.h"
#include "app/workbench/evaluation/scopes_table.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::workbench {

namespace {

QString qText(const std::string& text)
{
    return QString::fromStdString(text);
}

QTableWidget* makeTable(const QString& name)
{
    auto* const table = new QTableWidget;
    table->setAccessibleName(name);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(ui::measure::kTableRow);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

void fillTable(QTableWidget& table, const ReportTable& content)
{
    table.clear();
    table.setRowCount(static_cast<int>(content.rows.size()));
    table.setColumnCount(static_cast<int>(content.header.size()));
    for (std::size_t column = 0; column < content.header.size(); ++column) {
        const Qt::Alignment alignment =
            (column < content.nTextColumns ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
        auto* const header = new QTableWidgetItem(engineText(content.header[column]));
        header->setTextAlignment(alignment);
        table.setHorizontalHeaderItem(static_cast<int>(column), header);
        for (std::size_t row = 0; row < content.rows.size(); ++row) {
            auto* const cell =
                new QTableWidgetItem(engineCell(content.rows[row][column], column >= content.nTextColumns));
            cell->setTextAlignment(alignment);
            cell->setToolTip(cell->text());
            table.setItem(static_cast<int>(row), static_cast<int>(column), cell);
        }
    }
    table.resizeColumnsToContents();
}

} // namespace

MetricsView::MetricsView(QWidget* parent)
    : QWidget(parent), m_scope(new QComboBox), m_context(new QLabel), m_headline(makeTable(tr("Accuracies"))),
      m_detail(new QComboBox), m_details(makeTable(tr("Details"))), m_detailNote(new QLabel),
      m_figures(new FiguresView), m_tabs(new QTabWidget), m_tools(new QHBoxLayout), m_lists(new QListWidget)
{
    m_scope->addItems({tr("All judged tracks"), tr("Filtered tracks"), tr("Selected tracks")});
    m_scope->setAccessibleName(tr("Tracks that figures, details and differences are of"));
    m_scope->setToolTip(m_scope->accessibleName());
    m_context->setProperty("kind", "caption");
    m_context->setWordWrap(true);
    m_detailNote->setProperty("kind", "caption");
    m_detailNote->setWordWrap(true);
    m_detail->setAccessibleName(tr("Table"));
    m_lists->setAccessibleName(tr("Lists of tracks"));
    m_lists->setToolTip(tr("Click a line to select its tracks"));
    m_lists->setSpacing(5);

    auto* const details = new QWidget;
    auto* const detailLayout = new QVBoxLayout(details);
    detailLayout->setContentsMargins(0, ui::measure::kSmallGap, 0, 0);
    detailLayout->addWidget(m_detail);
    detailLayout->addWidget(m_details, 1);
    detailLayout->addWidget(m_detailNote);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_headline, tr("Accuracy"));
    m_tabs->addTab(m_figures, tr("Figures"));
    m_tabs->addTab(details, tr("Details"));
    m_tabs->addTab(m_lists, tr("Differences"));
    m_tools->setSpacing(ui::measure::kSmallGap);
    m_tools->addWidget(m_scope, 1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addLayout(m_tools);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_context);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &MetricsView::show);
    connect(m_detail, &QComboBox::currentIndexChanged, this, &MetricsView::showDetail);
    connect(m_figures, &FiguresView::itemsChosen, this, &MetricsView::itemsChosen);
    const auto choose = [this] {
        const int row = m_lists->currentRow();
        if (row >= 0)
            Q_EMIT itemsChosen(m_listItems[static_cast<std::size_t>(row)]);
    };
    connect(m_lists, &QListWidget::itemClicked, this, choose);
    connect(m_lists, &QListWidget::itemActivated, this, choose);
}

void MetricsView::addTool(QWidget* widget)
{
    m_tools->addWidget(widget);
}

std::shared_ptr<const EvaluationReport> MetricsView::shown() const
{
    const std::shared_ptr<const EvaluationReport>& wanted = m_scope->currentIndex() == 1   ? m_view.filtered
                                                            : m_scope->currentIndex() == 2 ? m_view.selected
                                                                                           : m_view.all;
    return wanted ? wanted : m_view.all;
}

void MetricsView::setView(std::shared_ptr<const EvaluationWork> work, const EvaluationView& view)
{
    m_work = std::move(work);
    m_view = view;
    show();
}

std::vector<ReportTable> MetricsView::tables() const
{
    std::vector<ReportTable> tables{accuracyTable(*shown())};
    for (ReportTable& table : detailTables(*shown()))
        tables.push_back(std::move(table));
    return tables;
}

ReportTable MetricsView::currentTable() const
{
    constexpr int kAccuracyTab = 0;
    if (m_tabs->currentIndex() == kAccuracyTab)
        return scopesTable(m_view);
    return tables()[static_cast<std::size_t>(std::max(0, m_detail->currentIndex()))];
}

QString MetricsView::context() const
{
    constexpr int kAccuracyTab = 0;
    return qText(reportContext(m_work->evaluation, m_tabs->currentIndex() == kAccuracyTab ? *m_view.all : *shown()));
}

void MetricsView::show()
{
    const std::shared_ptr<const EvaluationReport> report = shown();
    if (!report)
        return;
    fillTable(*m_headline, scopesTable(m_view));
    m_context->setText(engineText(reportContext(m_work->evaluation, *report)));
    {
        const QSignalBlocker blocker(m_detail);
        const int before = m_detail->currentIndex();
        m_detail->clear();
        for (const ReportTable& table : tables())
            m_detail->addItem(engineText(table.title));
        m_detail->setCurrentIndex(before >= 0 && before < m_detail->count() ? before : 0);
    }
    showDetail();
    showLists();
    m_figures->setReport(m_work, report);
}

void MetricsView::showDetail()
{
    const int index = m_detail->currentIndex();
    if (!shown() || index < 0)
        return;
    const ReportTable table = tables()[static_cast<std::size_t>(index)];
    fillTable(*m_details, table);
    m_detailNote->setText(engineText(table.note));
}

void MetricsView::showLists()
{
    m_lists->clear();
    m_listItems.clear();
    const EvaluationReport& report = *shown();
    const auto add = [this](const QString& text, const std::vector<std::size_t>& items) {
        m_lists->addItem(tr("%1: %n track(s)", nullptr, static_cast<int>(items.size())).arg(text));
        m_listItems.push_back(items);
    };
    for (const SystemComparison& comparison : report.comparisons) {
        const QString first = qText(report.systems[comparison.first].name);
        const QString second = qText(report.systems[comparison.second].name);
        // From the old method to the new one these have names.
        const bool isModelOverBaseline = report.systems[comparison.first].kind == SystemKind::Baseline &&
                                         report.systems[comparison.second].kind == SystemKind::Model;
        add((isModelOverBaseline ? tr("Fixed by %1: it is right, %2 is not") : tr("Only %1 is right, not %2"))
                .arg(second, first),
            comparison.onlySecond);
        add(isModelOverBaseline ? tr("Broken by %1: it is wrong, %2 was right").arg(second, first)
                                : tr("Only %1 is right, not %2").arg(first, second),
            comparison.onlyFirst);
        add(tr("Both %1 and %2 are right").arg(first, second), comparison.both);
        add(tr("Neither %1 nor %2 is right").arg(first, second), comparison.none);
    }
    if (report.systems.size() > 2)
        add(tr("No system is right"), report.neverRight);
}

} // namespace tempo::workbench
