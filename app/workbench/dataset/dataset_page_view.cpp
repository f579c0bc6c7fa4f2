// SPDX-License-Identifier: GPL-3.0-or-later
// What the dataset page is made of, how its parts hear of each other, and what the next start brings back.
#include "app/workbench/dataset/dataset_header.h"
#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/histogram_panel.h"
#include "app/workbench/dataset/problems_view.h"
#include "app/workbench/dataset/split_view.h"
#include "app/workbench/dataset/track_table.h"
#include "app/workbench/inspector/track_inspector.h"
#include "widgets/controls/empty_state.h"
#include "widgets/controls/panel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QDir>
#include <QJsonArray>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::workbench {

namespace {

/// A session is for looking on, not for keeping a selection of everything.
constexpr qsizetype kMostKept = 2000;

QSplitter* splitterOf(Qt::Orientation orientation, const QList<QWidget*>& widgets, const QList<int>& sizes)
{
    auto* const splitter = new QSplitter(orientation);
    for (QWidget* const widget : widgets)
        splitter->addWidget(widget);
    splitter->setHandleWidth(ui::measure::kGap);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes(sizes);
    return splitter;
}

QString bytesText(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

void restoreSplitter(QSplitter& splitter, const QJsonValue& value)
{
    const QByteArray bytes = QByteArray::fromBase64(value.toString().toLatin1());
    const QList<int> before = splitter.sizes();
    if (bytes.isEmpty() || !splitter.restoreState(bytes))
        return;
    // A state that hides a part, or lies about the direction, is not ours.
    splitter.setHandleWidth(ui::measure::kGap);
    splitter.setChildrenCollapsible(false);
    const QList<int> sizes = splitter.sizes();
    if (std::ranges::any_of(sizes, [](int size) { return size < 0; }))
        splitter.setSizes(before);
}

QStringList stringsIn(const QJsonValue& value, qsizetype most)
{
    QStringList strings;
    for (const QJsonValue& item : value.toArray())
        if (item.isString() && strings.size() < most)
            strings << item.toString();
    return strings;
}

} // namespace

void DatasetPage::buildView()
{
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(buildBrowser());
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::measure::kPageMargin, ui::measure::kGap, ui::measure::kPageMargin,
                               ui::measure::kGap);
    layout->addWidget(m_stack);
}

QWidget* DatasetPage::buildEmpty()
{
    m_empty = new ui::EmptyState(icon(), {}, {}, this);
    m_empty->setDropTarget(true);
    const auto open = [this] {
        askForFolder(tr("Open a dataset"), [this](const QString& path) { openDataset(path); });
    };
    connect(m_empty->addButton(tr("Open a dataset…")), &QPushButton::clicked, this, open);
    QPushButton* const locate = m_empty->addButton(tr("Locate…"));
    connect(locate, &QPushButton::clicked, this,
            [this] { askForFolder(tr("Where is it now?"), [this](const QString& path) { relink(path); }); });
    m_locateButton = locate;
    connect(m_empty->addButton(tr("Make the demo dataset")), &QPushButton::clicked, this, &DatasetPage::makeDemo);
    return m_empty;
}

QWidget* DatasetPage::buildBrowser()
{
    auto* const browser = new QWidget(this);
    m_header = new DatasetHeader(browser);
    m_filter = new FilterBar(browser);
    m_histogram = new HistogramPanel(m_catalogue, m_model, m_selection, browser);
    m_problems = new ProblemsView(browser);
    m_split = new SplitView(browser);
    m_table = new TrackTable(m_model, m_selection, browser);
    m_inspector = new TrackInspector(m_services, browser);
    m_inspector->setMinimumHeight(120);

    auto* const tracks = new ui::Panel({}, browser);
    tracks->setAccessibleName(tr("Tracks"));
    auto* const columns = new QPushButton(tr("Columns"), browser);
    columns->setIcon(ui::iconOf(QStringLiteral("columns")));
    columns->setToolTip(tr("Which columns the table has"));
    auto* const columnMenu = new QMenu(columns);
    connect(columnMenu, &QMenu::aboutToShow, this, [this, columnMenu] {
        columnMenu->clear();
        m_table->fillColumnMenu(*columnMenu);
    });
    columns->setMenu(columnMenu);
    m_filter->addAtEnd(columns);
    tracks->setWideBody(m_table);

    auto* const side = new ui::Panel({}, browser);
    side->setAccessibleName(tr("Problems and split"));
    m_tabs = new QTabWidget(side);
    m_tabs->addTab(m_problems, tr("Problems"));
    m_tabs->addTab(m_split, tr("Split"));
    m_tabs->tabBar()->setDrawBase(false);
    side->setWideBody(m_tabs);
    side->setMinimumWidth(280);
    m_histogram->setMinimumHeight(160);
    tracks->setMinimumHeight(120);

    m_left = splitterOf(Qt::Vertical, {m_histogram, tracks}, {220, 200});
    m_columns = splitterOf(Qt::Horizontal, {m_left, side}, {820, 330});
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 0);
    m_rows = splitterOf(Qt::Vertical, {m_columns, m_inspector}, {430, 190});
    m_rows->setStretchFactor(0, 3);
    m_rows->setStretchFactor(1, 2);

    auto* const layout = new QVBoxLayout(browser);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_header);
    layout->addWidget(m_filter);
    layout->addSpacing(4);
    layout->addWidget(m_rows, 1);
    return browser;
}

void DatasetPage::connectParts()
{
    connect(&m_scanner, &DatasetScanner::opened, this, &DatasetPage::showOpened);
    connect(&m_scanner, &DatasetScanner::read, this, &DatasetPage::showRead);
    connect(&m_scanner, &DatasetScanner::finished, this, &DatasetPage::showScanned);
    connect(&m_scanner, &DatasetScanner::failed, this, &DatasetPage::showFailure);
    connect(&m_scanner, &DatasetScanner::stopped, this, [this] {
        m_header->setScanning(false);
        if (!isShowingDataset())
            showEmpty(tr("Stopped"), tr("The dataset was not read to its end."), false);
        else
            m_services.notice(tr("The scan was stopped; “Rescan” goes on from there."), {});
        showDetail();
    });
    connect(&ui::Theme::instance(), &ui::Theme::changed, this, [this] {
        if (m_review)
            m_problems->showReport(m_review->report); // its icons are pictures
    });
    connect(m_header, &DatasetHeader::versionChosen, this, &DatasetPage::chooseVersion);
    connect(m_header, &DatasetHeader::openWanted, this,
            [this] { askForFolder(tr("Open a dataset"), [this](const QString& path) { openDataset(path); }); });
    connect(m_header, &DatasetHeader::rescanWanted, this, &DatasetPage::rescan);
    connect(m_header, &DatasetHeader::stopWanted, &m_scanner, &DatasetScanner::stop);

    connect(m_filter, &FilterBar::filterChanged, this, [this](const TrackFilter& filter) {
        m_model.setFilter(filter);
        const auto range = m_filter->isFilterOn() ? tempoRangeOf(m_filter->text()) : std::nullopt;
        m_histogram->histogram().setRange(
            range ? std::optional(ui::TempoSpan{.low = std::max(1.0, range->low), .high = std::min(1e5, range->high)})
                  : std::nullopt);
    });
    connect(m_histogram, &HistogramPanel::rangeSelected, this, [this](double low, double high) {
        m_filter->setText(
            withPredicate(m_filter->text(), QStringLiteral("bpm"),
                          QStringLiteral("%1-%2").arg(QString::number(low, 'f', 1), QString::number(high, 'f', 1))));
    });
    connect(m_problems, &ProblemsView::tracksChosen, this, [this](const QStringList& ids) { chooseTracks(ids, {}); });
    connect(m_problems, &ProblemsView::filterWanted, this, [this](const QString& problem) {
        m_filter->setText(withPredicate(m_filter->text(), QStringLiteral("problem"), problem));
    });
    connect(m_problems, &ProblemsView::exportCsvWanted, this, [this] { askForReport(ReportFormat::Csv); });
    connect(m_problems, &ProblemsView::exportHtmlWanted, this, [this] { askForReport(ReportFormat::Html); });
    connect(m_split, &SplitView::tracksChosen, this, [this](const QStringList& ids) { chooseTracks(ids, {}); });
    connect(m_split, &SplitView::optionsChanged, this, &DatasetPage::reviewSoon);

    connect(&m_model, &TrackTableModel::arranged, this, [this] {
        showPreviews();
        showCounts();
    });
    connect(&m_model, &TrackTableModel::tagsWanted, &m_editor, &TrackEditor::setTags);
    connect(&m_selection, &TrackSelection::changed, this, &DatasetPage::followSelection);
    connect(&m_selection, &TrackSelection::currentChanged, this, &DatasetPage::inspect);
    connect(&m_store, &CorrectionStore::changed, this, [this](const std::vector<std::string>& ids) {
        m_catalogue.setEdits(m_store.edits(), ids);
        m_filter->setChoices(m_catalogue.genres(), m_catalogue.tags());
        if (const int current = m_catalogue.indexOf(m_selection.current()); current >= 0) {
            const double bpm = m_catalogue.row(current).bpm;
            m_inspector->setReference(bpm > 0.0 ? std::optional(Bpm{bpm}) : std::nullopt);
        }
        showPreviews();
        reviewSoon();
    });
    connect(m_inspector, &TrackInspector::correctionWanted, this,
            [this](Bpm bpm, const QString& reason) { m_editor.correct(m_selection.current(), bpm, reason); });
}

QJsonObject DatasetPage::saveState() const
{
    QStringList selected(m_selection.ids().begin(), m_selection.ids().end());
    selected.sort();
    selected.resize(std::min(selected.size(), kMostKept));
    return {{QStringLiteral("path"), m_path},
            {QStringLiteral("recent"), QJsonArray::fromStringList(m_recent)},
            {QStringLiteral("version"), m_pending ? m_pending->version : m_header->version()},
            {QStringLiteral("filter"), m_filter->text()},
            {QStringLiteral("filterOn"), m_filter->isFilterOn()},
            {QStringLiteral("selected"), QJsonArray::fromStringList(m_pending ? m_pending->selected : selected)},
            {QStringLiteral("current"), m_pending ? m_pending->current : m_selection.current()},
            {QStringLiteral("table"), m_table->saveState()},
            {QStringLiteral("histogram"), m_histogram->saveState()},
            {QStringLiteral("split"), m_split->saveState()},
            {QStringLiteral("tab"), m_tabs->currentIndex()},
            {QStringLiteral("rows"), bytesText(m_rows->saveState())},
            {QStringLiteral("columns"), bytesText(m_columns->saveState())},
            {QStringLiteral("left"), bytesText(m_left->saveState())}};
}

void DatasetPage::restoreState(const QJsonObject& state)
{
    m_recent = stringsIn(state.value(QStringLiteral("recent")), 10);
    m_table->restoreState(state.value(QStringLiteral("table")).toObject());
    m_histogram->restoreState(state.value(QStringLiteral("histogram")).toObject());
    m_split->restoreState(state.value(QStringLiteral("split")).toObject());
    m_tabs->setCurrentIndex(std::clamp(state.value(QStringLiteral("tab")).toInt(), 0, m_tabs->count() - 1));
    restoreSplitter(*m_rows, state.value(QStringLiteral("rows")));
    restoreSplitter(*m_columns, state.value(QStringLiteral("columns")));
    restoreSplitter(*m_left, state.value(QStringLiteral("left")));
    m_filter->setEnabledFilter(state.value(QStringLiteral("filterOn")).toBool(true));
    m_filter->setText(state.value(QStringLiteral("filter")).toString());
    const QString path = state.value(QStringLiteral("path")).toString();
    if (path.isEmpty())
        return;
    m_pending = Pending{.path = QDir::cleanPath(path),
                        .version = state.value(QStringLiteral("version")).toString(),
                        .selected = stringsIn(state.value(QStringLiteral("selected")), kMostKept),
                        .current = state.value(QStringLiteral("current")).toString()};
    openDataset(path);
}

} // namespace tempo::workbench
