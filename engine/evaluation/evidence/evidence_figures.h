// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evaluation_report.h"
#include "engine/evaluation/evidence/zip_archive.h"

#include <vector>

namespace tempo {

/// The figures of a report as SVG, each with the numbers that it shows as CSV of the same name, and every table as CSV:
/// members `figures/...` and `tables/...` of an evidence bundle.
std::vector<ZipMember> evidenceFigures(const Evaluation& evaluation, const EvaluationReport& report);

} // namespace tempo
