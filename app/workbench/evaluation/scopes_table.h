// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/evaluation/evaluation_job.h"
#include "engine/evaluation/report_tables.h"

namespace tempo::workbench {

/// Accuracies with their intervals, and the differences of the systems with McNemar's test: of all judged tracks, of
/// those that the filter lets through, and of the selected ones, side by side.
ReportTable scopesTable(const EvaluationView& view);

} // namespace tempo::workbench
