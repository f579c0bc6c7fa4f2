// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/metrics_view.h"

#include "app/workbench/engine_texts.h"
#include "engine/evaluation/report_tables.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

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
      m_tolerance(new ui::CurvePlot(tr("Accuracy over tolerance"))), m_lists(new QListWidget)
{
    m_scope->addItems({tr("All judged tracks"), tr("Selected tracks")});
    m_scope->setAccessibleName(tr("Tracks that the numbers are of"));
    m_context->setProperty("kind", "caption");
    m_context->setWordWrap(true);
    m_detailNote->setProperty("kind", "caption");
    m_detailNote->setWordWrap(true);
    m_detail->setAccessibleName(tr("Table"));
    m_lists->setAccessibleName(tr("Lists of tracks"));
    m_tolerance->setAxisTitles(tr("Tolerance (%)"), tr("Accuracy1 (%)"));
    m_tolerance->setLegendAtBottom(true);
    m_tolerance->setEmptyText(tr("Accuracy over tolerance"), tr("Evaluate first."));

    auto* const details = new QWidget;
    auto* const detailLayout = new QVBoxLayout(details);
    detailLayout->setContentsMargins(0, ui::measure::kSmallGap, 0, 0);
    detailLayout->addWidget(m_detail);
    detailLayout->addWidget(m_details, 1);
    detailLayout->addWidget(m_detailNote);
    auto* const tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->addTab(m_headline, tr("Accuracy"));
    tabs->addTab(m_tolerance, tr("Tolerance"));
    tabs->addTab(details, tr("Details"));
    tabs->addTab(m_lists, tr("Differences"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_scope);
    layout->addWidget(tabs, 1);
    layout->addWidget(m_context);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &MetricsView::show);
    connect(m_detail, &QComboBox::currentIndexChanged, this, &MetricsView::showDetail);
    connect(m_lists, &QListWidget::itemClicked, this, [this] {
        const int row = m_lists->currentRow();
        if (row >= 0)
            Q_EMIT itemsChosen(m_listItems[static_cast<std::size_t>(row)]);
    });
}

const EvaluationReport* MetricsView::shown() const
{
    return m_scope->currentIndex() == 1 && m_view.selected ? m_view.selected.get() : m_view.all.get();
}

void MetricsView::setView(std::shared_ptr<const EvaluationWork> work, const EvaluationView& view)
{
    m_work = std::move(work);
    m_view = view;
    show();
}

void MetricsView::show()
{
    const EvaluationReport* const report = shown();
    if (!report)
        return;
    fillTable(*m_headline, accuracyTable(*report));
    m_context->setText(engineText(reportContext(m_work->evaluation, *report)));
    const int before = m_detail->currentIndex();
    m_detail->blockSignals(true);
    m_detail->clear();
    for (const ReportTable& table : detailTables(*report))
        m_detail->addItem(engineText(table.title));
    m_detail->setCurrentIndex(before >= 0 && before < m_detail->count() ? before : 0);
    m_detail->blockSignals(false);
    showDetail();
    showLists();
    drawTolerances();
}

void MetricsView::showDetail()
{
    const EvaluationReport* const report = shown();
    const int index = m_detail->currentIndex();
    if (!report || index < 0)
        return;
    const ReportTable table = detailTables(*report)[static_cast<std::size_t>(index)];
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
        add(tr("Only %1 is right, not %2").arg(second, first), comparison.onlySecond);
        add(tr("Only %1 is right, not %2").arg(first, second), comparison.onlyFirst);
        add(tr("Both %1 and %2 are right").arg(first, second), comparison.both);
        add(tr("Neither %1 nor %2 is right").arg(first, second), comparison.none);
    }
    if (report.systems.size() > 2)
        add(tr("No system is right"), report.neverRight);
}

void MetricsView::drawTolerances()
{
    m_tolerance->clear();
    const EvaluationReport& report = *shown();
    for (std::size_t system = 0; system < report.systems.size(); ++system) {
        const int curve = m_tolerance->addCurve({.name = qText(report.systems[system].name),
                                                 .color = static_cast<int>(system),
                                                 .kind = ui::CurvePlot::Kind::Epochs});
        QVector<double> x;
        QVector<double> y;
        for (const TolerancePoint& point : report.systems[system].curve) {
            x.append(100.0 * point.tolerance);
            y.append(100.0 * point.accuracy1);
        }
        m_tolerance->addPoints(curve, x, y);
    }
}

} // namespace tempo::workbench
