// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/xy_plot.h"

#include "engine/core/printable.h"
#include "engine/evaluation/plot_frame.h"
#include "engine/evaluation/report_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tempo {

namespace {

constexpr double kLeft = 40.0;
constexpr double kRight = 14.0;
constexpr double kBottom = 34.0;
constexpr double kXyTop = 52.0;
constexpr double kSmallTop = 28.0;
constexpr double kMarkRadius = 1.6;

PlotAxis tempoAxis(double low, double high, std::string title)
{
    PlotAxis axis{.low = low, .high = high, .isLogarithmic = true, .ticks = {}, .title = std::move(title)};
    // 30, 60, 120, 240 as in all plots, and lines only between them.
    for (double bpm = 7.5; bpm <= high; bpm *= 2.0) {
        if (bpm >= low)
            axis.ticks.push_back({bpm, fmt::format("{:g}", bpm)});
        if (bpm * 4.0 / 3.0 >= low && bpm * 4.0 / 3.0 <= high)
            axis.ticks.push_back({bpm * 4.0 / 3.0, ""});
    }
    return axis;
}

PlotAxis percentAxis(double step)
{
    PlotAxis axis{.low = 0.0, .high = 100.0, .isLogarithmic = false, .ticks = {}, .title = "Accuracy1 (%)"};
    for (double percent = 0.0; percent <= 100.0; percent += step)
        axis.ticks.push_back({percent, fmt::format("{:g}", percent)});
    return axis;
}

/// Name and mark of each system in one line; names that do not fit are cut.
void drawLegend(PlotCanvas& canvas, const EvaluationReport& report, std::span<const std::size_t> systems, double y)
{
    const std::vector<Ink> inks = inksOf(report);
    const double room = (kPlotWidth - kLeft - kRight) / static_cast<double>(std::max<std::size_t>(systems.size(), 1));
    const auto nLetters = static_cast<std::size_t>(std::max(4.0, (room - 14.0) / (0.56 * PlotFrame::kTypeSize)));
    double x = kLeft;
    for (const std::size_t system : systems) {
        std::string name = printable(std::string_view(report.systems[system].name));
        if (name.size() > nLetters) {
            std::size_t end = nLetters - 1;
            while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
                --end;
            name = name.substr(0, end) + "…";
        }
        canvas.mark({x + 3.0, y - 2.7}, shapeOf(inks[system]), inks[system], 2.6);
        canvas.text({x + 9.0, y}, name, Ink::Text, PlotFrame::kTypeSize, Anchor::Start, 0.0);
        x += room;
    }
}

/// What the plot is of, since a plot travels without its page.
void drawContext(PlotCanvas& canvas, const Evaluation& evaluation, const EvaluationReport& report)
{
    canvas.text({kLeft, 11.0},
                fmt::format("{}, reference {}", printable(std::string_view(evaluation.dataset)),
                            printable(std::string_view(report.reference))),
                Ink::Text, PlotFrame::kTypeSize, Anchor::Start, 0.0);
    std::string line = fmt::format("n = {}, {}, green band: {:g} %", report.items.size(),
                                   printable(std::string_view(report.scope)), 100.0 * report.tolerance);
    canvas.text({kLeft, 22.0}, line, Ink::Soft, PlotFrame::kTypeSize, Anchor::Start, 0.0);
    if (report.trainedOn > 0)
        canvas.text({kLeft, 33.0}, fmt::format("INCLUDES {} TRAINING TRACKS", report.trainedOn), Ink::Warning,
                    PlotFrame::kTypeSize, Anchor::Start, 0.0);
}

void drawRatios(PlotCanvas& canvas, const PlotFrame& frame, double low, double high, double tolerance)
{
    const std::array band{frame.at(low, low * (1.0 - tolerance)), frame.at(high, high * (1.0 - tolerance)),
                          frame.at(high, high * (1.0 + tolerance)), frame.at(low, low * (1.0 + tolerance))};
    canvas.area(band.data(), band.size(), Ink::Band, 0.2);
    struct Ratio {
        double factor;
        std::string_view label;
    };
    constexpr std::array<Ratio, 4> kRatios{{{2.0, "×2"}, {3.0, "×3"}, {0.5, "×½"}, {1.0 / 3.0, "×⅓"}}};
    for (const Ratio& ratio : kRatios) {
        canvas.line(frame.at(low, low * ratio.factor), frame.at(high, high * ratio.factor), Ink::Soft, 0.6, 3.0);
        // At the slow end, where few tracks are.
        const bool isAbove = ratio.factor > 1.0;
        const Point end = isAbove ? frame.at(low, low * ratio.factor) : frame.at(low / ratio.factor, low);
        canvas.text({end.x + (isAbove ? 8.0 : 10.0), end.y + (isAbove ? 2.0 : -3.0)}, ratio.label, Ink::Soft,
                    PlotFrame::kTypeSize, Anchor::Start, 0.0);
    }
    canvas.line(frame.at(low, low), frame.at(high, high), Ink::Identity, 0.8, 0.0);
}

Ink furtherInk(std::size_t number)
{
    constexpr auto kFirst = static_cast<std::size_t>(Ink::Further1);
    return static_cast<Ink>(kFirst + number % (kInkCount - kFirst));
}

} // namespace

std::vector<Ink> inksOf(const EvaluationReport& report)
{
    std::vector<Ink> inks;
    bool hasBaseline = false;
    bool hasModel = false;
    std::size_t further = 0;
    for (const SystemReport& system : report.systems) {
        if (system.kind == SystemKind::Baseline && !hasBaseline) {
            inks.push_back(Ink::Baseline);
            hasBaseline = true;
        } else if (system.kind == SystemKind::Model && !hasModel) {
            inks.push_back(Ink::Model);
            hasModel = true;
        } else {
            inks.push_back(furtherInk(further++));
        }
    }
    return inks;
}

void drawXy(PlotCanvas& canvas, const Evaluation& evaluation, const EvaluationReport& report,
            std::span<const std::size_t> systems)
{
    const auto reference = static_cast<std::size_t>(std::ranges::find(evaluation.references, report.reference) -
                                                    evaluation.references.begin());
    double low = 30.0;
    double high = 330.0;
    for (const std::size_t item : report.items) {
        const double bpm = evaluation.items[item].references[reference].bpm->value();
        low = std::min(low, bpm / 1.05);
        high = std::max(high, bpm * 1.05);
    }
    PlotFrame frame(canvas, {kLeft, kXyTop}, {kPlotWidth - kRight, kXyHeight - kBottom},
                    tempoAxis(low, high, "Reference (BPM)"), tempoAxis(low, high, "Estimate (BPM)"));
    drawContext(canvas, evaluation, report);
    drawLegend(canvas, report, systems, kXyTop - 7.0);
    frame.drawAxes();
    frame.clip();
    drawRatios(canvas, frame, low, high, report.tolerance);
    const std::vector<Ink> inks = inksOf(report);
    for (const std::size_t system : systems) {
        for (const std::size_t item : report.items) {
            const std::optional<Bpm>& estimate = evaluation.systems[system].predictions[item].bpm;
            if (!estimate)
                continue;
            const double truth = evaluation.items[item].references[reference].bpm->value();
            canvas.mark(frame.atEdge(truth, estimate->value()), shapeOf(inks[system]), inks[system], kMarkRadius);
        }
    }
    canvas.endClip();
}

void drawToleranceCurve(PlotCanvas& canvas, const EvaluationReport& report, std::span<const std::size_t> systems)
{
    PlotAxis x{.low = 0.0, .high = 10.0, .isLogarithmic = false, .ticks = {}, .title = "Tolerance (%)"};
    for (int percent = 0; percent <= 10; percent += 2)
        x.ticks.push_back({static_cast<double>(percent), std::to_string(percent)});
    PlotFrame frame(canvas, {kLeft, kSmallTop}, {kPlotWidth - kRight, kSmallHeight - kBottom}, std::move(x),
                    percentAxis(20.0));
    drawLegend(canvas, report, systems, kSmallTop - 10.0);
    frame.drawAxes();
    frame.clip();
    const double tolerance = 100.0 * report.tolerance;
    canvas.line(frame.at(tolerance, 0.0), frame.at(tolerance, 100.0), Ink::Band, 0.8, 3.0);
    const double floor = 100.0 * report.limits.constant1.accuracy;
    canvas.line(frame.at(0.0, floor), frame.at(10.0, floor), Ink::Soft, 0.6, 2.0);
    canvas.text({kPlotWidth - kRight - 3.0, frame.at(0.0, floor).y - 3.0}, "best constant tempo", Ink::Soft,
                PlotFrame::kTypeSize, Anchor::End, 0.0);
    const std::vector<Ink> inks = inksOf(report);
    for (const std::size_t system : systems) {
        const std::vector<TolerancePoint>& curve = report.systems[system].curve;
        for (std::size_t i = 0; i < curve.size(); ++i) {
            const Point here = frame.at(100.0 * curve[i].tolerance, 100.0 * curve[i].accuracy1);
            if (i > 0)
                canvas.line(frame.at(100.0 * curve[i - 1].tolerance, 100.0 * curve[i - 1].accuracy1), here,
                            inks[system], 1.4, 0.0);
            if (i % 4 == 2)
                canvas.mark(here, shapeOf(inks[system]), inks[system], 2.4);
        }
    }
    canvas.endClip();
}

} // namespace tempo
