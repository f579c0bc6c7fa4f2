// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/dataset/track_columns.h"
#include "app/workbench/dataset/track_row.h"

#include <QIcon>
#include <QString>

namespace tempo::workbench {

QString columnTitle(TrackColumn column);
QString columnTip(TrackColumn column);
/// As the table shows it, numbers as the user's country writes them.
QString cellText(const TrackRow& row, TrackColumn column);
QString cellTip(const TrackRow& row, TrackColumn column);
/// One decimal.
QString bpmText(double bpm);

/// For people.
QString partText(SplitPart part);
QString kindText(ProblemKind kind);
QString severityText(Severity severity);
/// A shape of its own for each, in its colour.
QIcon severityIcon(Severity severity);

} // namespace tempo::workbench
