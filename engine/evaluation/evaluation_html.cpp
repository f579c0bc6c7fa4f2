// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/printable.h"
#include "engine/datasets/html_text.h"
#include "engine/evaluation/report_files.h"
#include "engine/evaluation/report_tables.h"
#include "engine/evaluation/svg_canvas.h"
#include "engine/evaluation/xy_plot.h"

#include <fmt/format.h>

#include <algorithm>

namespace tempo {

namespace {

/// More systems on one plot cannot be told apart.
constexpr std::size_t kMostOnAPlot = 4;
/// More ids in a list are for metrics.json.
constexpr std::size_t kMostIds = 200;

/// A table of more characters across gets a row of the page for itself.
constexpr std::size_t kWidthBesideAnother = 76;

constexpr std::string_view kStyle = R"(
.banner { background: var(--error); color: var(--page); font-weight: 600; border-radius: 6px; padding: 8px 12px; margin: 12px 0 0;
  max-width: none; }
.plots { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 900px) { .plots { grid-template-columns: minmax(0, 7fr) minmax(0, 6fr); }
  .plots .tall { grid-row: span 2; } }
@media (min-width: 1600px) { main { grid-template: none / minmax(0, 1fr); } }
main { margin-top: 16px; } .tables { display: grid; gap: 16px; align-items: start;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 540px), 1fr)); } .tables .full { grid-column: 1 / -1; }
  .tables .wide { overflow-x: auto; }
svg.figure { min-width: 0; max-height: 78vh; } svg.figure text { font-size: 8px; }
section table { margin-top: 8px; } .chips { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 8px 0 0; padding: 0; list-style: none; }
.chips svg { display: inline-block; width: 12px; height: 12px; min-width: 0; margin-right: 6px; vertical-align: -1px; }
.chips b { font-weight: 600; } td:nth-child(n+3) { white-space: nowrap; }
details p { max-width: none; margin: 0 0 8px 16px; font-variant-numeric: tabular-nums; }
details summary { grid-template-columns: 16px 48px 1fr; }
)";

template <class... Args>
void append(std::string& html, fmt::format_string<Args...> format, Args&&... args)
{
    fmt::format_to(std::back_inserter(html), format, std::forward<Args>(args)...);
}

/// This program's own systems, and imported ones where there are too few to compare.
std::vector<std::size_t> plottedSystems(const EvaluationReport& report, std::size_t nWanted)
{
    std::vector<std::size_t> systems;
    for (const bool isOwn : {true, false})
        for (std::size_t system = 0; system < report.systems.size(); ++system)
            if ((report.systems[system].kind != SystemKind::Imported) == isOwn && systems.size() < kMostOnAPlot &&
                (isOwn || systems.size() < nWanted))
                systems.push_back(system);
    return systems;
}

void appendHead(std::string& html, const Evaluation& evaluation, const EvaluationReport& report)
{
    const std::string name = htmlText(evaluation.dataset);
    append(html,
           "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}: evaluation</title>\n"
           "<style>{}{}{}@media (prefers-color-scheme: dark) {{\n{}}}</style></head><body>\n<h1>{}: evaluation</h1>\n",
           name, reportStyle(), kStyle, inkStyle(false), inkStyle(true), name);
    if (const std::string warning = trainingWarning(report); !warning.empty())
        append(html, "<p class=\"banner\" role=\"alert\">{}</p>\n", htmlText(warning));
    append(html, "<p>{}.</p>\n", htmlText(reportContext(evaluation, report)));
    for (const std::string& note : reportNotes(evaluation, report))
        append(html, "<p class=\"soft\">{}</p>\n", htmlText(note));
    const std::vector<Ink> inks = inksOf(report);
    html += "<ul class=\"chips\">\n";
    for (std::size_t system = 0; system < report.systems.size(); ++system) {
        SvgCanvas canvas(12.0, 12.0);
        canvas.mark({6.0, 6.0}, shapeOf(inks[system]), inks[system], 5.0);
        append(html, "<li>{}<b>{}</b> <span class=\"soft\">{}</span></li>\n", canvas.element(nameOf(inks[system])),
               htmlText(report.systems[system].name), htmlText(evaluation.systems[system].source));
    }
    html += "</ul>\n<main>\n";
}

std::size_t widthOf(const ReportTable& table)
{
    std::size_t width = 0;
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        std::size_t widest = table.header[column].size();
        for (const std::vector<std::string>& row : table.rows)
            widest = std::max(widest, row[column].size());
        width += widest + 2;
    }
    return width;
}

void appendTable(std::string& html, const ReportTable& table)
{
    append(html, "<section{}><h2>{}</h2>\n<p class=\"soft\">{}</p>\n<div class=\"wide\"><table><tr>",
           widthOf(table) > kWidthBesideAnother ? " class=\"full\"" : "", htmlText(table.title), htmlText(table.note));
    const auto classOf = [&](std::size_t column) { return column < table.nTextColumns ? "" : " class=\"n\""; };
    for (std::size_t column = 0; column < table.header.size(); ++column)
        append(html, "<th{}>{}</th>", classOf(column), htmlText(table.header[column]));
    html += "</tr>\n";
    for (const std::vector<std::string>& row : table.rows) {
        append(html, "<tr{}>", row.front().starts_with('(') ? " class=\"soft\"" : "");
        for (std::size_t column = 0; column < row.size(); ++column)
            append(html, "<td{}>{}</td>", classOf(column), htmlText(row[column]));
        html += "</tr>\n";
    }
    html += "</table></div></section>\n";
}

void appendPlots(std::string& html, const Evaluation& evaluation, const EvaluationReport& report)
{
    // Points hide each other; lines do not.
    const std::vector<std::size_t> systems = plottedSystems(report, 2);
    const std::vector<std::size_t> lines = plottedSystems(report, kMostOnAPlot);
    SvgCanvas xy(kPlotWidth, kXyHeight);
    drawXy(xy, evaluation, report, systems);
    SvgCanvas curve(kPlotWidth, kSmallHeight);
    drawToleranceCurve(curve, report, lines);
    SvgCanvas octaves(kPlotWidth, kSmallHeight);
    drawOctaveHistogram(octaves, evaluation, report, systems);
    append(html, "<div class=\"plots\"><section class=\"tall\"><h2>Estimate against reference</h2>\n{}",
           xy.element("Estimates against reference tempi, with the octave lines"));
    if (systems.size() < report.systems.size())
        append(html, "<p class=\"soft\">{} more systems have their plots in the files xy_*.svg.</p>\n",
               report.systems.size() - systems.size());
    append(html, "</section>\n<section><h2>Accuracy by tolerance</h2>\n{}</section>\n",
           curve.element("Accuracy1 over the tolerance"));
    append(html, "<section><h2>Octave errors</h2>\n{}</section></div>\n", octaves.element("Tracks by octave error"));
}

void appendIds(std::string& html, const Evaluation& evaluation, const std::vector<std::size_t>& items,
               std::string_view title)
{
    append(html, "<details><summary><b>{}</b><span>{}</span></summary><p>", items.size(), htmlText(title));
    for (std::size_t i = 0; i < std::min(items.size(), kMostIds); ++i)
        append(html, "{}{}", i == 0 ? "" : ", ", htmlText(evaluation.items[items[i]].id));
    if (items.size() > kMostIds)
        append(html, " and {} more, in metrics.json", items.size() - kMostIds);
    html += "</p></details>\n";
}

/// Tracks that two systems disagree on, for the pairs of this program's own systems, and those that nobody gets right.
void appendLists(std::string& html, const Evaluation& evaluation, const EvaluationReport& report)
{
    html += "<section><h2>Tracks</h2>\n";
    appendIds(html, evaluation, report.neverRight, "that no system gets right");
    for (const SystemComparison& comparison : report.comparisons) {
        const SystemReport& first = report.systems[comparison.first];
        const SystemReport& second = report.systems[comparison.second];
        if (first.kind == SystemKind::Imported || second.kind == SystemKind::Imported)
            continue;
        appendIds(html, evaluation, comparison.onlyFirst,
                  fmt::format("that {} gets right and {} does not", first.name, second.name));
        appendIds(html, evaluation, comparison.onlySecond,
                  fmt::format("that {} gets right and {} does not", second.name, first.name));
        appendIds(html, evaluation, comparison.both,
                  fmt::format("that both {} and {} get right", first.name, second.name));
        appendIds(html, evaluation, comparison.none,
                  fmt::format("that neither {} nor {} gets right", first.name, second.name));
    }
    html += "</section>\n";
}

void appendFailures(std::string& html, const Evaluation& evaluation, const EvaluationReport& report)
{
    ReportTable table{.title = "No answer",
                      .note = "These count as wrong.",
                      .header = {"System", "Track", "Why"},
                      .rows = {},
                      .nTextColumns = 3};
    for (std::size_t system = 0; system < report.systems.size(); ++system)
        for (const std::size_t item : report.systems[system].unanswered)
            if (table.rows.size() < kMostIds)
                table.rows.push_back({report.systems[system].name, evaluation.items[item].id,
                                      evaluation.systems[system].predictions[item].error});
    if (table.rows.size() == kMostIds)
        table.note += " More are in predictions.csv.";
    if (!table.rows.empty())
        appendTable(html, table);
}

} // namespace

std::string evaluationHtml(const Evaluation& evaluation, const EvaluationReport& report)
{
    std::string html;
    appendHead(html, evaluation, report);
    appendTable(html, accuracyTable(report));
    appendPlots(html, evaluation, report);
    html += "<div class=\"tables\">\n";
    for (const ReportTable& table : detailTables(report))
        appendTable(html, table);
    html += "</div>\n";
    appendLists(html, evaluation, report);
    appendFailures(html, evaluation, report);
    return html + "</main></body></html>\n";
}

} // namespace tempo
