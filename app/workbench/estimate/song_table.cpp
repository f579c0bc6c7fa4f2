// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/song_table.h"

#include "app/workbench/estimate/song_delegate.h"
#include "app/workbench/estimate/song_model.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <array>

namespace tempo::workbench {

namespace {

constexpr std::array<int, SongModel::ColumnCount> kWidths{40, 320, 168, 216, 140, 168};
constexpr int kNarrow = 960;

} // namespace

SongTable::SongTable(SongModel& songs, QWidget* parent)
    : QTableView(parent), m_songs(songs), m_order(new QSortFilterProxyModel(this))
{
    m_order->setSourceModel(&songs);
    m_order->setSortRole(SongModel::SortRole);
    setModel(m_order);
    setItemDelegate(new SongDelegate(this));
    setAccessibleName(tr("Songs and their tempi"));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(SongDelegate::kRowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(40);
    for (int column = 0; column < SongModel::ColumnCount; ++column)
        setColumnWidth(column, kWidths[static_cast<std::size_t>(column)]);
    horizontalHeader()->setSectionResizeMode(SongModel::Name, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(SongModel::Play, QHeaderView::Fixed);
    // Without an order of its own at first: as they were dropped.
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == SongModel::Play)
            Q_EMIT playWanted(idAt(index));
    });
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() != SongModel::Play)
            Q_EMIT playWanted(idAt(index));
    });
}

std::uint64_t SongTable::idAt(const QModelIndex& index) const
{
    return index.data(SongModel::IdRole).toULongLong();
}

std::optional<std::uint64_t> SongTable::currentSong() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? std::optional(idAt(current)) : std::nullopt;
}

std::vector<std::uint64_t> SongTable::selectedSongs() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    std::vector<std::uint64_t> ids;
    for (const QModelIndex& row : rows)
        ids.push_back(idAt(row));
    return ids;
}

std::vector<std::uint64_t> SongTable::allSongs() const
{
    std::vector<std::uint64_t> ids;
    for (int row = 0; row < m_order->rowCount(); ++row)
        ids.push_back(idAt(m_order->index(row, 0)));
    return ids;
}

void SongTable::selectSong(std::uint64_t id)
{
    for (int row = 0; row < m_order->rowCount(); ++row)
        if (idAt(m_order->index(row, 0)) == id) {
            selectRow(row);
            return;
        }
}

QString SongTable::headerState() const
{
    return QString::fromLatin1(horizontalHeader()->saveState().toBase64());
}

void SongTable::restoreHeader(const QString& state)
{
    const QByteArray old = horizontalHeader()->saveState();
    const bool isTaken = horizontalHeader()->restoreState(QByteArray::fromBase64(state.toLatin1()));
    if (isTaken && horizontalHeader()->count() != SongModel::ColumnCount)
        horizontalHeader()->restoreState(old);
}

void SongTable::resizeEvent(QResizeEvent* event)
{
    // In a narrow window the names need the room more than the pictures.
    const bool isNarrow = event->size().width() < kNarrow;
    if (isNarrow != (event->oldSize().width() < kNarrow)) {
        setColumnWidth(SongModel::Candidates, isNarrow ? 176 : kWidths[SongModel::Candidates]);
        setColumnWidth(SongModel::Curve, isNarrow ? 128 : kWidths[SongModel::Curve]);
    }
    QTableView::resizeEvent(event);
}

void SongTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        Q_EMIT currentSongChanged();
}

} // namespace tempo::workbench
