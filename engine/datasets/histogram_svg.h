// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/statistics.h"

#include <span>
#include <string>

namespace tempo {

/// The histogram as an SVG element for an HTML page: bars stacked by genre, axes with titles, dashed marks.
/// @param marks  tempi to mark with a dashed line; those outside the axis are left out
/// @return       empty for a histogram without bins. Colours are the classes of reportStyle()
std::string histogramSvg(const TempoHistogram& histogram, TempoAxis axis, std::span<const Bpm> marks);

/// Its legend as an HTML element.
std::string histogramLegend(const TempoHistogram& histogram);

} // namespace tempo
