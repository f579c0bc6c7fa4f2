// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evaluation_report.h"
#include "engine/evaluation/plot_canvas.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tempo {

/// The plots of a report. They draw on whatever canvas they are given, so that every output shows the same.

/// One line a pixel column wide enough to read on paper: 120 mm.
inline constexpr double kPlotWidth = 340.0;
inline constexpr double kXyHeight = 372.0;
inline constexpr double kSmallHeight = 210.0;

/// The ink of each system of a report: the first baseline's, the first model's, then further ones in order, again from
/// the first further one where they run out.
std::vector<Ink> inksOf(const EvaluationReport& report);

/// Prediction against reference, both logarithmic, with the identity, the band of the tolerance, and the lines of
/// double, triple, half and third; a point beyond the axes lies on their edge. kPlotWidth x kXyHeight.
/// @param systems  indices into the report's; drawn in this order, so that the last lies on top
void drawXy(PlotCanvas& canvas, const Evaluation& evaluation, const EvaluationReport& report,
            std::span<const std::size_t> systems);

/// Accuracy1 over the tolerance, with the best constant tempo and the baseline's ceiling at the report's tolerance.
/// kPlotWidth x kSmallHeight.
void drawToleranceCurve(PlotCanvas& canvas, const EvaluationReport& report, std::span<const std::size_t> systems);

/// How many tracks have which octave error (OE1), side by side for each system. kPlotWidth x kSmallHeight.
void drawOctaveHistogram(PlotCanvas& canvas, const Evaluation& evaluation, const EvaluationReport& report,
                         std::span<const std::size_t> systems);

} // namespace tempo
