// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/printable.h"
#include "engine/datasets/histogram_svg.h"
#include "engine/datasets/html_text.h"
#include "engine/datasets/scan_report.h"
#include "engine/datasets/track_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace tempo {

namespace {

/// Longer tables are for tracks.csv: browsers slow down.
constexpr std::size_t kMaximalRows = 5000;

template <class... Args>
void append(std::string& html, fmt::format_string<Args...> format, Args&&... args)
{
    fmt::format_to(std::back_inserter(html), format, std::forward<Args>(args)...);
}

std::string bpmText(const std::optional<Bpm>& bpm)
{
    return bpm ? fmt::format("{:.1f}", bpm->value()) : std::string();
}

/// @param style  a class for the number where it is not 0
void appendTile(std::string& html, std::size_t count, std::string_view words, std::string_view target,
                std::string_view style = {})
{
    append(html, "<a href=\"#{}\"><b class=\"{}\">{}</b>{}</a>\n", target, count > 0 ? style : "", count, words);
}

void appendHead(std::string& html, const ScanReport& report)
{
    const Dataset& dataset = report.dataset;
    const std::string name = htmlText(
        (dataset.root.filename().empty() ? dataset.root.parent_path().filename() : dataset.root.filename()).native());
    append(
        html,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}: dataset report</title>\n"
        "<style>{}</style></head><body>\n<h1>{}</h1>\n<p>{}</p>\n<p class=\"soft\">{}</p>\n",
        name, reportStyle(), name, htmlText(dataset.explanation), htmlText(dataset.root.native()));
    html += "<div class=\"tiles\">\n";
    appendTile(html, dataset.tracks.size(), "tracks", "tracks");
    appendTile(html, report.readable(), "readable", "tracks");
    appendTile(html, report.statistics.all.count, "with a tempo", "tempo");
    appendTile(html, report.count(Severity::Error), "errors", "problems", "error");
    appendTile(html, report.count(Severity::Warning), "warnings", "problems", "warning");
    appendTile(html, report.count(Severity::Note), "notes", "problems", "note");
    html += "</div>\n";
}

/// What the dashed lines of the histogram are; either end may lie beyond its axis.
std::string rangeCaption(const ScanReport& report, std::span<const Bpm> marks)
{
    const std::vector<Bpm>& edges = report.statistics.histogram.edges;
    const auto nShown = std::ranges::count_if(
        marks, [&](Bpm mark) { return !edges.empty() && edges.front() <= mark && mark <= edges.back(); });
    const std::string_view words = nShown == 2   ? "Dashed: the training range,"
                                   : nShown == 1 ? "Dashed: an end of the training range,"
                                                 : "Training range:";
    return fmt::format("{} {:g} to {:g} BPM", words, report.trainingRange.low.value(),
                       report.trainingRange.high.value());
}

void appendTempo(std::string& html, const ScanReport& report)
{
    const DatasetStatistics& statistics = report.statistics;
    html += "<section id=\"tempo\"><h2>Tempo</h2>\n";
    const std::array marks{report.trainingRange.low, report.trainingRange.high};
    if (statistics.histogram.counts.rows() == 0)
        html += "<p>No track has a tempo, so there is no histogram. Name a folder of annotations to get one.</p>\n";
    else
        html += "<div class=\"plot\">" + histogramSvg(statistics.histogram, statistics.axis, marks) + "</div>\n" +
                histogramLegend(statistics.histogram);
    if (statistics.histogram.below + statistics.histogram.above > 0)
        append(html, "<p>Outside the axis: {} below, {} above.</p>\n", statistics.histogram.below,
               statistics.histogram.above);
    for (const VersionCoverage& coverage : statistics.coverage)
        append(html, "<p class=\"soft\">Reference {}: {} of {} tracks{}</p>\n", htmlText(coverage.version),
               coverage.tracks, report.dataset.tracks.size(),
               coverage.version == statistics.referenceVersion ? ", shown here" : "");
    append(html, "<p class=\"soft\">{}.</p>\n</section>\n", rangeCaption(report, marks));
}

std::string severityText(Severity severity)
{
    return fmt::format("<span class=\"{0}\">{0}</span>: ", nameOf(severity));
}

/// Characters for the ids of the problems: one width for all kinds, so that the details stand below each other.
std::size_t idColumns(const ScanReport& report)
{
    std::size_t longest = 12;
    for (const Problem& problem : report.problems)
        longest = std::max(longest, printable(problem.id).size());
    return std::min<std::size_t>(longest, 40) + 2;
}

void appendProblems(std::string& html, const ScanReport& report)
{
    append(html, "<section id=\"problems\" style=\"--id: {}ch\"><h2>Problems</h2>\n", idColumns(report));
    if (report.problems.empty())
        html += "<p>None found.</p>\n";
    for (const std::string& warning : report.dataset.warnings)
        append(html, "<p class=\"warning\">Warning: {}</p>\n", htmlText(warning));
    for (const ProblemKind kind : allProblemKinds()) {
        const std::span<const Problem> problems = report.problemsOf(kind);
        if (problems.empty())
            continue;
        const Severity worst = std::ranges::min(problems, {}, &Problem::severity).severity;
        append(
            html,
            "<details id=\"{}\"{}><summary><b>{}</b><span class=\"{}\">{}</span><span>{}</span></summary>\n<table>\n",
            keyOf(kind), problems.size() <= 20 ? " open" : "", problems.size(), nameOf(worst), nameOf(worst),
            titleOf(kind));
        for (const Problem& problem : problems)
            append(html, "<tr><td>{}</td><td>{}{}</td></tr>\n", htmlText(problem.id),
                   problem.severity == worst ? "" : severityText(problem.severity), htmlText(problem.detail));
        html += "</table></details>\n";
    }
    html += "</section>\n";
}

/// The cells of a row and its end.
void appendSummaryCells(std::string& html, const std::string& name, const TempoSummary& summary)
{
    const bool isKnown = summary.count > 0;
    append(html, "<td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>", name, summary.tracks, summary.count);
    for (const Bpm bpm : {summary.median, summary.minimum, summary.maximum})
        append(html, "<td class=\"n\">{}</td>", isKnown ? bpmText(bpm) : "");
    html += "</tr>\n";
}

void appendGenres(std::string& html, const DatasetStatistics& statistics)
{
    html += "<section><h2>By genre</h2>\n<table><tr><th>Genre</th><th class=\"n\">Tracks</th>"
            "<th class=\"n\">Tempi</th><th class=\"n\">Median BPM</th><th class=\"n\">Min</th>"
            "<th class=\"n\">Max</th></tr>\n";
    html += "<tr class=\"all\">";
    appendSummaryCells(html, "all", statistics.all);
    for (const TempoSummary& genre : statistics.genres) {
        html += "<tr>";
        appendSummaryCells(html, genre.genre.empty() ? "no genre" : htmlText(genre.genre), genre);
    }
    html += "</table></section>\n";
}

void appendOutliers(std::string& html, const ScanReport& report)
{
    const std::vector<TempoOutlier>& outliers = report.statistics.outliers;
    if (outliers.empty()) {
        html += "<p>No tempo lies far from its genre's.</p>\n";
        return;
    }
    html += "<table><tr><th>Far from its genre's tempi</th><th class=\"n\">BPM</th><th class=\"n\">Others</th></tr>\n";
    for (const TempoOutlier& outlier : outliers)
        append(html,
               "<tr><td class=\"w\">{}</td><td class=\"n\">{}</td><td class=\"n soft\">{:.0f} to {:.0f}</td></tr>\n",
               htmlText(report.dataset.tracks[outlier.track].id), bpmText(outlier.bpm), outlier.low.value(),
               outlier.high.value());
    html += "</table>\n";
}

void appendSpread(std::string& html, const ScanReport& report)
{
    const DatasetStatistics& statistics = report.statistics;
    html += "<section><h2>Octaves, outliers, beats</h2>\n<table><tr><th>Tempo octave</th><th class=\"n\">Tracks</th>"
            "<th class=\"n\">Share</th></tr>\n";
    for (const TempoOctave& octave : statistics.octaves)
        append(html, "<tr><td>{:g} to {:g} BPM</td><td class=\"n\">{}</td><td class=\"n\">{:.1f} %</td></tr>\n",
               octave.low.value(), 2.0 * octave.low.value(), octave.count, 100.0 * octave.share);
    html += "</table>\n";
    appendOutliers(html, report);
    const BeatSteadiness& beats = statistics.beats;
    if (beats.count > 0)
        append(html,
               "<p>Beat intervals of {} tracks: median variation {:.1f}&nbsp;%; above 5&nbsp;% in {}, above 10&nbsp;% "
               "in {}.</p>\n",
               beats.count, 100.0 * beats.median, beats.above5Percent, beats.above10Percent);
    html += "</section>\n";
}

void appendTracks(std::string& html, const ScanReport& report)
{
    const std::vector<TrackFacts> all = trackFacts(report);
    const bool showsAll = all.size() <= kMaximalRows;
    append(html, "<section id=\"tracks\"><h2>Tracks</h2>\n{}<div class=\"wide\"><table><tr><th>Id</th><th>Genre</th>",
           showsAll ? ""
                    : "<p>Only tracks with a problem are listed here; all are in the CSV form of this report.</p>\n");
    html += "<th class=\"n\">BPM</th><th class=\"n\">Beats BPM</th><th class=\"n\">Seconds</th><th class=\"n\">Hz</th>"
            "<th>Codec</th><th>Problems</th></tr>\n";
    for (const TrackFacts& facts : all) {
        if (!showsAll && facts.problems.empty())
            continue;
        // What no decoder takes has no rate.
        const bool isRead = facts.audio != nullptr && facts.audio->sourceRate.value() > 0.0;
        append(html,
               "<tr><td class=\"w\">{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td "
               "class=\"n\">{}</td>"
               "<td class=\"n\">{}</td><td>{}</td><td>",
               htmlText(facts.track.id), htmlText(facts.track.genre), bpmText(facts.bpm), bpmText(facts.beatsBpm),
               isRead ? fmt::format("{:.2f}", facts.audio->decodedDuration.value()) : "",
               isRead ? fmt::format("{:g}", facts.audio->sourceRate.value()) : "",
               isRead ? htmlText(facts.audio->codec) : "");
        for (std::size_t i = 0; i < facts.problems.size(); ++i)
            append(html, "{}<a class=\"{}\" href=\"#{}\">{}</a>", i == 0 ? "" : ", ",
                   nameOf(facts.problems[i]->severity), keyOf(facts.problems[i]->kind),
                   titleOf(facts.problems[i]->kind));
        html += "</td></tr>\n";
    }
    html += "</table></div></section>\n";
}

} // namespace

std::string scanReportHtml(const ScanReport& report)
{
    std::string html;
    appendHead(html, report);
    html += "<main>\n";
    appendTempo(html, report);
    appendProblems(html, report);
    html += "<div class=\"columns\">\n";
    appendGenres(html, report.statistics);
    appendSpread(html, report);
    html += "</div>\n";
    appendTracks(html, report);
    return html + "</main></body></html>\n";
}

} // namespace tempo
