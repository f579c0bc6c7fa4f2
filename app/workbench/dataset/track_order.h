// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_columns.h"
#include "app/workbench/dataset/track_row.h"

#include <optional>
#include <span>
#include <vector>

namespace tempo::workbench {

/// What a column is sorted by where that is a number; missing values come last.
std::optional<double> sortNumber(const TrackRow& row, TrackColumn column);

/// Sorts indices of rows by several keys, the first counts most; ties go by index. Every key becomes a number once, so
/// that no text is compared twice.
void sortTracks(std::vector<int>& order, std::span<const TrackRow> rows, std::span<const SortKey> keys);

} // namespace tempo::workbench
