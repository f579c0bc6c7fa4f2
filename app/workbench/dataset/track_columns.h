// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <Qt>

namespace tempo::workbench {

enum class TrackColumn { Id, Genre, Tempo, Version, Duration, Beats, Problems, Split, Tags };
inline constexpr int kTrackColumns = 9;

/// For files, never changed, e.g. "bpm".
QString keyOf(TrackColumn column);

struct SortKey {
    TrackColumn column = TrackColumn::Id;
    Qt::SortOrder order = Qt::AscendingOrder;
    friend bool operator==(const SortKey&, const SortKey&) = default;
};

} // namespace tempo::workbench
