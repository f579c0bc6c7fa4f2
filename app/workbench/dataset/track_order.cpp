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
    QHash<QString, qsizetype> places;
    std::vector<qsizetype> placeOf;
    placeOf.reserve(rows.size());
    for (const TrackRow& row : rows) {
        const QString text = cellText(row, column);
        auto found = places.constFind(text);
        if (found == places.constEnd())
            found = places.insert(text, places.size());
        placeOf.push_back(*found);
    }
    QStringList texts = places.keys();
    texts.sort(Qt::CaseInsensitive);
    std::vector<double> rankOf(static_cast<std::size_t>(texts.size()));
    for (qsizetype rank = 0; rank < texts.size(); ++rank)
        rankOf[static_cast<std::size_t>(places.value(texts[rank]))] =
            texts[rank].isEmpty() ? kMissing : static_cast<double>(rank);
    std::vector<double> values;
    values.reserve(rows.size());
    for (const qsizetype place : placeOf)
        values.push_back(rankOf[static_cast<std::size_t>(place)]);
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
    if (keys.empty()) {
        std::ranges::sort(order);
        return;
    }
    std::vector<std::vector<double>> columns;
    for (const SortKey& key : keys) {
        columns.push_back(valuesOf(rows, key.column));
        // What is missing stays at the end either way.
        if (key.order == Qt::DescendingOrder)
            for (double& value : columns.back())
                value = value == kMissing ? value : -value;
    }
    // The first keys lie beside the index: most comparisons need no other memory.
    struct Entry {
        double first;
        double second;
        int index;
    };
    std::vector<Entry> entries;
    entries.reserve(order.size());
    for (const int index : order)
        entries.push_back({columns.front()[static_cast<std::size_t>(index)],
                           columns.size() > 1 ? columns[1][static_cast<std::size_t>(index)] : 0.0, index});
    const auto isBefore = [&columns](const Entry& a, const Entry& b) {
        if (a.first != b.first)
            return a.first < b.first;
        if (a.second != b.second)
            return a.second < b.second;
        for (std::size_t column = 2; column < columns.size(); ++column) {
            const double one = columns[column][static_cast<std::size_t>(a.index)];
            const double other = columns[column][static_cast<std::size_t>(b.index)];
            if (one != other)
                return one < other;
        }
        return a.index < b.index;
    };
    std::sort(entries.begin(), entries.end(), isBefore);
    for (std::size_t place = 0; place < order.size(); ++place)
        order[place] = entries[place].index;
}

} // namespace tempo::workbench
