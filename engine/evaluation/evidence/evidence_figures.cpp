// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/evidence/evidence_figures.h"

#include "engine/core/printable.h"
#include "engine/datasets/csv_text.h"
#include "engine/evaluation/report_tables.h"
#include "engine/evaluation/svg_canvas.h"
#include "engine/evaluation/xy_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace tempo {

namespace {

std::string namesLine(std::string text, const EvaluationReport& report, const std::vector<std::size_t>& systems)
{
    for (const std::size_t system : systems)
        text += "," + csvCell(printable(std::string_view(report.systems[system].name)));
    return text + "\n";
}

/// A row a track; `valueOf` gives a cell of a system.
template <class Value>
std::string tracksCsv(const Evaluation& evaluation, const EvaluationReport& report,
                      const std::vector<std::size_t>& systems, const Value& valueOf)
{
    const auto reference = static_cast<std::size_t>(std::ranges::find(evaluation.references, report.reference) -
                                                    evaluation.references.begin());
    std::string text = namesLine("id,reference_bpm", report, systems);
    for (const std::size_t item : report.items) {
        const Bpm truth = *evaluation.items[item].references[reference].bpm;
        text += fmt::format("{},{}", csvCell(evaluation.items[item].id), truth.value());
        for (const std::size_t system : systems) {
            const std::optional<double> value =
                valueOf({.reference = truth, .estimate = evaluation.systems[system].predictions[item].bpm});
            text += value ? fmt::format(",{}", *value) : ",";
        }
        text += "\n";
    }
    return text;
}

std::optional<double> estimateOf(const TempoPair& pair)
{
    return pair.estimate ? std::optional(pair.estimate->value()) : std::nullopt;
}

std::string toleranceCsv(const EvaluationReport& report, const std::vector<std::size_t>& systems)
{
    std::string text = namesLine("tolerance", report, systems);
    if (report.systems.empty())
        return text;
    for (std::size_t point = 0; point < report.systems.front().curve.size(); ++point) {
        text += fmt::format("{}", report.systems.front().curve[point].tolerance);
        for (const std::size_t system : systems)
            text += fmt::format(",{}", report.systems[system].curve[point].accuracy1);
        text += "\n";
    }
    return text;
}

/// Every system but the baseline, with the baseline's points under it; the baseline alone where there is no other.
std::vector<std::vector<std::size_t>> plotsOf(const EvaluationReport& report)
{
    std::vector<std::size_t> below;
    std::vector<std::vector<std::size_t>> plots;
    for (std::size_t system = 0; system < report.systems.size(); ++system)
        if (report.systems[system].kind == SystemKind::Baseline && below.empty())
            below.push_back(system);
    for (std::size_t system = 0; system < report.systems.size(); ++system)
        if (below.empty() || system != below.front()) {
            plots.push_back(below);
            plots.back().push_back(system);
        }
    if (plots.empty() && !below.empty())
        plots.push_back(below);
    return plots;
}

/// "Tracks by genre" becomes "tracks_by_genre".
std::string slugOf(const std::string& title)
{
    std::string slug;
    for (const char character : title) {
        const bool isUpper = character >= 'A' && character <= 'Z';
        const bool isPlain = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
        if (isUpper || isPlain)
            slug += static_cast<char>(isUpper ? character - 'A' + 'a' : character);
        else if (!slug.empty() && slug.back() != '_')
            slug += '_';
    }
    return slug;
}

} // namespace

std::vector<ZipMember> evidenceFigures(const Evaluation& evaluation, const EvaluationReport& report)
{
    std::vector<ZipMember> members;
    const std::string context = reportContext(evaluation, report);
    const auto addFigure = [&](const std::string& name, const SvgCanvas& canvas, std::string csv) {
        members.push_back({"figures/" + name + ".svg", canvas.file(context)});
        members.push_back({"figures/" + name + ".csv", std::move(csv)});
    };
    std::vector<std::size_t> all(report.systems.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    int number = 0;
    for (const std::vector<std::size_t>& systems : plotsOf(report)) {
        SvgCanvas canvas(kPlotWidth, kXyHeight);
        drawXy(canvas, evaluation, report, systems);
        addFigure(fmt::format("xy_{}", ++number), canvas, tracksCsv(evaluation, report, systems, estimateOf));
    }
    SvgCanvas tolerances(kPlotWidth, kSmallHeight);
    drawToleranceCurve(tolerances, report, all);
    addFigure("tolerance", tolerances, toleranceCsv(report, all));
    SvgCanvas octaves(kPlotWidth, kSmallHeight);
    drawOctaveHistogram(octaves, evaluation, report, all);
    addFigure("octave_errors", octaves, tracksCsv(evaluation, report, all, octaveError1));
    std::vector<ReportTable> tables = detailTables(report);
    tables.insert(tables.begin(), accuracyTable(report));
    for (std::size_t table = 0; table < tables.size(); ++table)
        members.push_back(
            {fmt::format("tables/{:02}_{}.csv", table + 1, slugOf(tables[table].title)), tableCsv(tables[table])});
    return members;
}

} // namespace tempo
