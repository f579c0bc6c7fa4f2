// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/track_table_model.h"

#include "app/workbench/dataset/track_order.h"
#include "app/workbench/dataset/track_texts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QFont>

#include <algorithm>
#include <numeric>

namespace tempo::workbench {

namespace {

bool isNumber(TrackColumn column)
{
    return column == TrackColumn::Tempo || column == TrackColumn::Duration || column == TrackColumn::Beats;
}

TrackColumn columnOf(int section)
{
    return static_cast<TrackColumn>(section);
}

} // namespace

TrackTableModel::TrackTableModel(TrackCatalogue& catalogue, QObject* parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
    connect(&catalogue, &TrackCatalogue::reset, this, &TrackTableModel::readAll);
    connect(&catalogue, &TrackCatalogue::changed, this, &TrackTableModel::showChanged);
    readAll();
}

int TrackTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int TrackTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kTrackColumns;
}

QVariant TrackTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const TrackRow& row = m_catalogue.row(trackAt(index.row()));
    const TrackColumn column = columnOf(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column);
    case Qt::EditRole:
        return column == TrackColumn::Tags ? QVariant(row.tags.join(QStringLiteral(", "))) : cellText(row, column);
    case SortRole:
        return sortValue(row, column);
    case IdRole:
        return row.id;
    case Qt::ToolTipRole:
        return cellTip(row, column);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::FontRole:
        if ((column == TrackColumn::Tempo && row.isCorrected) || (column == TrackColumn::Split && row.isExcluded)) {
            QFont font = ui::fontOf(ui::TextRole::Body);
            font.setItalic(true);
            return font;
        }
        return {};
    case Qt::ForegroundRole:
        if (column == TrackColumn::Version || (row.part == SplitPart::LeftOut && column == TrackColumn::Split))
            return ui::Theme::instance().colors().secondary;
        return {};
    case Qt::DecorationRole:
        if (column == TrackColumn::Problems && row.worst)
            return severityIcon(*row.worst);
        return {};
    default:
        return {};
    }
}

QVariant TrackTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kTrackColumns)
        return {};
    const TrackColumn column = columnOf(section);
    if (role == Qt::DisplayRole)
        return columnTitle(column);
    if (role == Qt::ToolTipRole)
        return columnTip(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

Qt::ItemFlags TrackTableModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && columnOf(index.column()) == TrackColumn::Tags)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool TrackTableModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || columnOf(index.column()) != TrackColumn::Tags)
        return false;
    QStringList tags;
    for (const QString& tag : value.toString().split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (const QString simple = tag.simplified(); !simple.isEmpty() && !tags.contains(simple))
            tags << simple;
    tags.sort();
    const TrackRow& row = m_catalogue.row(trackAt(index.row()));
    if (tags != row.tags)
        Q_EMIT tagsWanted(row.id, tags);
    return true;
}

QVariant TrackTableModel::sortValue(const TrackRow& row, TrackColumn column) const
{
    const std::optional<double> number = sortNumber(row, column);
    return number ? QVariant(*number) : QVariant(cellText(row, column));
}

void TrackTableModel::setFilter(TrackFilter filter)
{
    m_filter = std::move(filter);
    adoptIfOther(filtered());
}

void TrackTableModel::setSortKeys(std::vector<SortKey> keys)
{
    m_keys = std::move(keys);
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::size_t> tracks;
    for (const QModelIndex& index : before)
        tracks.push_back(static_cast<std::size_t>(trackAt(index.row())));
    sortTracks(m_sorted, m_catalogue.rows(), m_keys);
    std::size_t row = 0;
    for (const int track : m_sorted)
        if (int& place = m_rowOf[static_cast<std::size_t>(track)]; place >= 0) {
            place = static_cast<int>(row);
            m_order[row++] = track;
        }
    QModelIndexList after;
    for (qsizetype place = 0; place < before.size(); ++place)
        after << index(m_rowOf[tracks[static_cast<std::size_t>(place)]], before[place].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TrackTableModel::arrange()
{
    sortTracks(m_sorted, m_catalogue.rows(), m_keys);
    adoptIfOther(filtered());
}

void TrackTableModel::readAll()
{
    m_sorted.resize(m_catalogue.rows().size());
    std::iota(m_sorted.begin(), m_sorted.end(), 0);
    sortTracks(m_sorted, m_catalogue.rows(), m_keys);
    adopt(filtered());
}

std::vector<int> TrackTableModel::filtered() const
{
    std::vector<int> order;
    order.reserve(m_sorted.size());
    for (const int track : m_sorted)
        if (m_filter.passes(m_catalogue.row(track)))
            order.push_back(track);
    return order;
}

void TrackTableModel::adoptIfOther(std::vector<int> order)
{
    if (order != m_order)
        adopt(std::move(order));
    else
        Q_EMIT arranged();
}

void TrackTableModel::adopt(std::vector<int> order)
{
    beginResetModel();
    m_order = std::move(order);
    m_rowOf.assign(m_catalogue.rows().size(), -1);
    for (std::size_t row = 0; row < m_order.size(); ++row)
        m_rowOf[static_cast<std::size_t>(m_order[row])] = static_cast<int>(row);
    endResetModel();
    Q_EMIT arranged();
}

void TrackTableModel::showChanged(int first, int last)
{
    int top = rowCount();
    int bottom = -1;
    for (int track = first; track <= last; ++track) {
        const int row = m_rowOf[static_cast<std::size_t>(track)];
        if (row < 0)
            continue;
        top = std::min(top, row);
        bottom = std::max(bottom, row);
    }
    if (bottom >= 0)
        Q_EMIT dataChanged(index(top, 0), index(bottom, kTrackColumns - 1));
}

QString TrackTableModel::idAt(int row) const
{
    return m_catalogue.row(trackAt(row)).id;
}

int TrackTableModel::rowOf(const QString& id) const
{
    const int track = m_catalogue.indexOf(id);
    return track < 0 ? -1 : m_rowOf[static_cast<std::size_t>(track)];
}

} // namespace tempo::workbench
