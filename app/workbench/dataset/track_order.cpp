// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/track_order.h"

#include "app/workbench/dataset/track_texts.h"

#include <QHash>

#include <algorithm>
#include <bit>
#include <limits>

namespace tempo::workbench {

namespace {

constexpr double kMissing = std::numeric_limits<double>::infinity();

/// Ranks of texts, of which a column has few different ones.
std::vector<double> ranksOf(std::span<const TrackRow> rows, TrackColumn column)
{
    QHash<QString, double> ranks;
    for (const TrackRow& row : rows)
        ranks.insert(cellText(row, column), 0.0);
    QStringList texts = ranks.keys();
    texts.sort(Qt::CaseInsensitive);
    for (qsizetype rank = 0; rank < texts.size(); ++rank)
        ranks[texts[rank]] = texts[rank].isEmpty() ? kMissing : static_cast<double>(rank);
    std::vector<double> values;
    values.reserve(rows.size());
    for (const TrackRow& row : rows)
        values.push_back(ranks.value(cellText(row, column)));
    return values;
}

std::vector<double> valuesOf(std::span<const TrackRow> rows, TrackColumn column)
{
    std::vector<double> values;
    values.reserve(rows.size());
    if (column == TrackColumn::Id) {
        // Rows are in the order of their ids.
        for (std::size_t index = 0; index < rows.size(); ++index)
            values.push_back(static_cast<double>(index));
        return values;
    }
    if (rows.empty() || !sortNumber(rows.front(), column))
        return ranksOf(rows, column);
    for (const TrackRow& row : rows)
        values.push_back(*sortNumber(row, column));
    return values;
}

} // namespace

std::optional<double> sortNumber(const TrackRow& row, TrackColumn column)
{
    switch (column) {
    case TrackColumn::Tempo:
        return row.bpm > 0.0 ? row.bpm : kMissing;
    case TrackColumn::Duration:
        return row.seconds > 0.0 ? row.seconds : kMissing;
    case TrackColumn::Beats:
        return row.beats > 0 ? row.beats : kMissing;
    case TrackColumn::Problems:
        // The worst first, and of these the ones with most.
        return row.worst ? static_cast<double>(*row.worst) * 100.0 - std::popcount(row.problems) : kMissing;
    case TrackColumn::Split:
        return row.part ? static_cast<double>(*row.part) : kMissing;
    default:
        return std::nullopt;
    }
}

void sortTracks(std::vector<int>& order, std::span<const TrackRow> rows, std::span<const SortKey> keys)
{
    struct Column {
        std::vector<double> values;
        bool isDescending;
    };
    std::vector<Column> columns;
    for (const SortKey& key : keys)
        columns.push_back({valuesOf(rows, key.column), key.order == Qt::DescendingOrder});
    std::ranges::sort(order, [&columns](int first, int second) {
        for (const Column& column : columns) {
            const double a = column.values[static_cast<std::size_t>(first)];
            const double b = column.values[static_cast<std::size_t>(second)];
            if (a == b)
                continue;
            // What is missing stays at the end either way.
            return a == kMissing || b == kMissing || !column.isDescending ? a < b : a > b;
        }
        return first < second;
    });
}

} // namespace tempo::workbench
