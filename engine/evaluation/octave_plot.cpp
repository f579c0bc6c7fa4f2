// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/plot_frame.h"
#include "engine/evaluation/xy_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tempo {

namespace {

/// Middles of the bins, in octaves: a twelfth to either side of each is 6 %. Beyond the last ones bins are open.
constexpr double kBinsPerOctave = 6.0;
constexpr int kOutermost = 12; // two octaves

/// [2 kOutermost + 1] tracks by OE1.
std::vector<std::size_t> binsOf(const Evaluation& evaluation, const EvaluationReport& report, std::size_t system,
                                std::size_t reference)
{
    std::vector<std::size_t> bins(2 * kOutermost + 1);
    for (const std::size_t item : report.items) {
        const std::optional<double> error = octaveError1(
            {*evaluation.items[item].references[reference].bpm, evaluation.systems[system].predictions[item].bpm});
        if (!error)
            continue;
        const double bin = std::clamp(std::round(*error * kBinsPerOctave), -1.0 * kOutermost, 1.0 * kOutermost);
        ++bins[static_cast<std::size_t>(bin + kOutermost)];
    }
    return bins;
}

/// 1, 2 or 5 times a power of ten, so that a height gets about four lines.
double niceStep(double height)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(height / 4.0, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= height / 5.0)
            return factor * power;
    return 10.0 * power;
}

} // namespace

void drawOctaveHistogram(PlotCanvas& canvas, const Evaluation& evaluation, const EvaluationReport& report,
                         std::span<const std::size_t> systems)
{
    const auto reference = static_cast<std::size_t>(std::ranges::find(evaluation.references, report.reference) -
                                                    evaluation.references.begin());
    std::vector<std::vector<std::size_t>> bins;
    std::size_t highest = 1;
    for (const std::size_t system : systems) {
        bins.push_back(binsOf(evaluation, report, system, reference));
        highest = std::max(highest, std::ranges::max(bins.back()));
    }
    PlotAxis x{.low = -2.2, .high = 2.2, .isLogarithmic = false, .ticks = {}, .title = "Octave error, OE1"};
    for (const auto& [octaves, label] :
         {std::pair{-2.0, "−2"}, {-1.0, "−1 half"}, {0.0, "0"}, {1.0, "+1 double"}, {2.0, "+2"}})
        x.ticks.push_back({octaves, label});
    // Octave errors are rare beside right answers: the square root lets both be seen.
    const auto heightOf = [](double count) { return std::sqrt(count); };
    PlotAxis y{.low = 0.0,
               .high = heightOf(1.05 * static_cast<double>(highest)),
               .isLogarithmic = false,
               .ticks = {},
               .title = "Tracks (square root)"};
    const double step = niceStep(static_cast<double>(highest));
    for (double count = 0.0; count <= static_cast<double>(highest); count += step)
        y.ticks.push_back({heightOf(count), fmt::format("{:g}", count)});
    if (step >= 20.0)
        y.ticks.push_back({heightOf(step / 10.0), fmt::format("{:g}", step / 10.0)});
    PlotFrame frame(canvas, {40.0, 8.0}, {kPlotWidth - 14.0, kSmallHeight - 34.0}, std::move(x), std::move(y));
    frame.drawAxes();
    frame.clip();
    const std::vector<Ink> inks = inksOf(report);
    const double width = 0.8 / kBinsPerOctave / static_cast<double>(std::max<std::size_t>(systems.size(), 1));
    for (std::size_t s = 0; s < systems.size(); ++s) {
        for (std::size_t bin = 0; bin < bins[s].size(); ++bin) {
            if (bins[s][bin] == 0)
                continue;
            const double middle = (static_cast<double>(bin) - kOutermost) / kBinsPerOctave;
            const double left = middle - 0.4 / kBinsPerOctave + static_cast<double>(s) * width;
            const double top = heightOf(static_cast<double>(bins[s][bin]));
            const std::array corners{frame.at(left, 0.0), frame.at(left + width, 0.0), frame.at(left + width, top),
                                     frame.at(left, top)};
            canvas.area(corners.data(), corners.size(), inks[systems[s]], 1.0);
        }
    }
    canvas.endClip();
}

} // namespace tempo
