// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/track_table.h"

#include "app/workbench/dataset/sort_header.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>
#include <cmath>

namespace tempo::workbench {

namespace {

constexpr std::array<int, kTrackColumns> kWidths{116, 84, 68, 112, 76, 62, 116, 96, 48};
constexpr int kWidest = 2000;
constexpr int kMostExtra = 280;

std::optional<TrackColumn> columnOfKey(const QString& key)
{
    for (int column = 0; column < kTrackColumns; ++column)
        if (keyOf(static_cast<TrackColumn>(column)) == key)
            return static_cast<TrackColumn>(column);
    return std::nullopt;
}

} // namespace

TrackTable::TrackTable(TrackTableModel& model, TrackSelection& selection, QWidget* parent)
    : QTableView(parent), m_model(model), m_selection(selection), m_header(new SortHeader(this))
{
    setAccessibleName(tr("Tracks"));
    setHorizontalHeader(m_header);
    setModel(&model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setIconSize(QSize(16, 16));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(ui::measure::kTableRow);
    verticalHeader()->setMinimumSectionSize(ui::measure::kTableRow);
    for (int column = 0; column < kTrackColumns; ++column)
        setColumnWidth(column, kWidths[static_cast<std::size_t>(column)]);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        QMenu menu(this);
        fillColumnMenu(menu);
        menu.exec(m_header->mapToGlobal(place));
    });
    connect(m_header, &QHeaderView::sectionResized, this, [this](int section) {
        // The last one follows the table's width by itself.
        if (!m_isArranging && isVisible() && section != kTrackColumns - 1)
            m_isArranged = true;
    });
    connect(m_header, &SortHeader::keysWanted, this, &TrackTable::setSortKeys);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &TrackTable::adoptSelection);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (!m_isApplying && current.isValid())
            m_selection.setCurrent(m_model.idAt(current.row()), this);
    });
    connect(&selection, &TrackSelection::changed, this, [this](const QSet<QString>&, QObject* source) {
        if (source != this)
            applySelection();
    });
    connect(&selection, &TrackSelection::currentChanged, this, [this](const QString& id, QObject* source) {
        const int row = source == this ? -1 : m_model.rowOf(id);
        if (row < 0)
            return;
        const QScopedValueRollback applying(m_isApplying, true);
        selectionModel()->setCurrentIndex(m_model.index(row, 0), QItemSelectionModel::NoUpdate);
        scrollTo(m_model.index(row, 0));
    });
    connect(&model, &QAbstractItemModel::modelReset, this, &TrackTable::applySelection);
}

void TrackTable::setSortKeys(const std::vector<SortKey>& keys)
{
    m_header->setKeys(keys);
    m_model.setSortKeys(keys);
}

void TrackTable::applySelection()
{
    std::vector<int> rows;
    rows.reserve(static_cast<std::size_t>(m_selection.ids().size()));
    for (const QString& id : m_selection.ids())
        if (const int row = m_model.rowOf(id); row >= 0)
            rows.push_back(row);
    std::ranges::sort(rows);
    // One selection of whole blocks, applied once: one call a row takes a hundred times as long.
    QItemSelection blocks;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        blocks.append(QItemSelectionRange(m_model.index(rows[first], 0), m_model.index(rows[last], kTrackColumns - 1)));
        first = last + 1;
    }
    const QScopedValueRollback applying(m_isApplying, true);
    selectionModel()->select(blocks, QItemSelectionModel::ClearAndSelect);
    const int current = m_model.rowOf(m_selection.current());
    if (current >= 0 && !selectionModel()->currentIndex().isValid())
        selectionModel()->setCurrentIndex(m_model.index(current, 0), QItemSelectionModel::NoUpdate);
    if (!rows.empty() && !std::ranges::binary_search(rows, current))
        scrollTo(m_model.index(rows.front(), 0));
}

void TrackTable::adoptSelection()
{
    if (m_isApplying)
        return;
    QSet<QString> ids;
    for (const QItemSelectionRange& block : selectionModel()->selection())
        for (int row = block.top(); row <= block.bottom(); ++row)
            ids.insert(m_model.idAt(row));
    m_selection.select(ids, this);
}

QString TrackTable::toTsv() const
{
    std::vector<TrackColumn> columns;
    for (int place = 0; place < m_header->count(); ++place)
        if (const int section = m_header->logicalIndex(place); !m_header->isSectionHidden(section))
            columns.push_back(static_cast<TrackColumn>(section));
    QStringList head;
    for (const TrackColumn column : columns)
        head << keyOf(column);
    QStringList lines{head.join(QLatin1Char('\t'))};
    const bool isAll = !selectionModel()->hasSelection();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (!isAll && !selectionModel()->isRowSelected(row, {}))
            continue;
        QStringList cells;
        for (const TrackColumn column : columns) {
            const QModelIndex index = m_model.index(row, static_cast<int>(column));
            const QVariant value = m_model.data(index, TrackTableModel::SortRole);
            const bool isFigure =
                column == TrackColumn::Tempo || column == TrackColumn::Duration || column == TrackColumn::Beats;
            QString cell = m_model.data(index, Qt::DisplayRole).toString();
            if (isFigure)
                cell = std::isfinite(value.toDouble()) ? QString::number(value.toDouble(), 'g', 8) : QString();
            cells << cell.replace(QLatin1Char('\t'), QLatin1Char(' '));
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void TrackTable::copyAsTsv() const
{
    QGuiApplication::clipboard()->setText(toTsv());
}

void TrackTable::fillColumnMenu(QMenu& menu)
{
    for (int place = 0; place < m_header->count(); ++place) {
        const int section = m_header->logicalIndex(place);
        QAction* const action = menu.addAction(m_model.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_header->isSectionHidden(section));
        // A table of no column would have no header to bring one back with.
        action->setEnabled(m_header->isSectionHidden(section) ||
                           m_header->count() - m_header->hiddenSectionCount() > 1);
        connect(action, &QAction::toggled, this, [this, section](bool isOn) { setColumnHidden(section, !isOn); });
    }
}

void TrackTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (m_isArranged)
        return;
    // As long as nobody has chosen widths, the problems take half of what is left over; the tags have the rest.
    int used = 0;
    for (const int width : kWidths)
        used += width;
    const QScopedValueRollback arranging(m_isArranging, true);
    const auto problems = static_cast<std::size_t>(TrackColumn::Problems);
    m_header->resizeSection(static_cast<int>(TrackColumn::Problems),
                            kWidths[problems] + std::clamp((viewport()->width() - used) / 2, 0, kMostExtra));
}

void TrackTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyAsTsv();
        return;
    }
    QTableView::keyPressEvent(event);
}

QJsonObject TrackTable::saveState() const
{
    QJsonArray columns;
    for (int place = 0; place < m_header->count(); ++place) {
        const int section = m_header->logicalIndex(place);
        columns.append(QJsonObject{{QStringLiteral("key"), keyOf(static_cast<TrackColumn>(section))},
                                   {QStringLiteral("width"), m_header->sectionSize(section)},
                                   {QStringLiteral("hidden"), m_header->isSectionHidden(section)}});
    }
    QJsonArray keys;
    for (const SortKey& key : m_model.sortKeys())
        keys.append(QJsonObject{{QStringLiteral("key"), keyOf(key.column)},
                                {QStringLiteral("descending"), key.order == Qt::DescendingOrder}});
    return {{QStringLiteral("columns"), columns},
            {QStringLiteral("arranged"), m_isArranged},
            {QStringLiteral("sort"), keys}};
}

void TrackTable::restoreState(const QJsonObject& state)
{
    int place = 0;
    m_isArranged = state.value(QStringLiteral("arranged")).toBool();
    const QScopedValueRollback arranging(m_isArranging, true);
    for (const QJsonValue& value : state.value(QStringLiteral("columns")).toArray()) {
        const QJsonObject column = value.toObject();
        const std::optional<TrackColumn> known = columnOfKey(column.value(QStringLiteral("key")).toString());
        if (!known)
            continue;
        const int section = static_cast<int>(*known);
        const int width = column.value(QStringLiteral("width")).toInt();
        if (width >= m_header->minimumSectionSize() && width <= kWidest)
            m_header->resizeSection(section, width);
        m_header->setSectionHidden(section, column.value(QStringLiteral("hidden")).toBool());
        m_header->moveSection(m_header->visualIndex(section), std::min(place++, kTrackColumns - 1));
    }
    if (m_header->hiddenSectionCount() == m_header->count())
        m_header->setSectionHidden(0, false);
    std::vector<SortKey> keys;
    for (const QJsonValue& value : state.value(QStringLiteral("sort")).toArray()) {
        const QJsonObject key = value.toObject();
        const std::optional<TrackColumn> known = columnOfKey(key.value(QStringLiteral("key")).toString());
        if (known && std::ranges::find(keys, *known, &SortKey::column) == keys.end())
            keys.push_back(
                {.column = *known,
                 .order = key.value(QStringLiteral("descending")).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder});
    }
    setSortKeys(keys);
}

} // namespace tempo::workbench
