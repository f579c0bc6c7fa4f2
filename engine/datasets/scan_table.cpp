// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/printable.h"
#include "engine/datasets/scan_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

namespace tempo {

namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kBarWidth = 50;
/// A terminal shows about twenty bars at a glance.
constexpr std::size_t kMaximalBars = 24;

std::string plural(std::size_t count, std::string_view word)
{
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

/// Ids in lines of a readable width, indented.
void appendIds(std::string& text, const std::vector<std::string>& ids)
{
    constexpr std::string_view kIndent = "      ";
    std::string line;
    for (const std::string& id : ids) {
        if (!line.empty() && kIndent.size() + line.size() + 2 + id.size() > kLineWidth) {
            text += fmt::format("{}{}\n", kIndent, line);
            line.clear();
        }
        line += (line.empty() ? "" : "  ") + id;
    }
    text += fmt::format("{}{}\n", kIndent, line);
}

/// Whether two ids end in numbers of equal length that follow each other, as blues.00001 and blues.00002 do.
bool isNext(std::string_view id, std::string_view next)
{
    if (id.size() != next.size())
        return false;
    std::size_t digits = 0;
    while (digits < id.size() && digits < 9 &&
           std::isdigit(static_cast<unsigned char>(id[id.size() - 1 - digits])) != 0)
        ++digits;
    if (digits == 0 || id.substr(0, id.size() - digits) != next.substr(0, id.size() - digits))
        return false;
    const std::string number(id.substr(id.size() - digits));
    return fmt::format("{:0{}}", std::stol(number) + 1, digits) == next.substr(id.size() - digits);
}

/// Three or more ids in a row become `blues.00005 to blues.00099`.
std::vector<std::string> withoutRuns(const std::vector<std::string>& ids)
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < ids.size();) {
        std::size_t last = i;
        while (last + 1 < ids.size() && isNext(ids[last], ids[last + 1]))
            ++last;
        if (last - i >= 2) {
            result.push_back(fmt::format("{} to {}", ids[i], ids[last]));
            i = last + 1;
        } else {
            result.push_back(ids[i++]);
        }
    }
    return result;
}

void appendProblems(std::string& text, const ScanReport& report)
{
    if (report.problems.empty()) {
        text += "\nNo problems found.\n";
        return;
    }
    text +=
        fmt::format("\nProblems: {}, {}, {}\n", plural(report.count(Severity::Error), "error"),
                    plural(report.count(Severity::Warning), "warning"), plural(report.count(Severity::Note), "note"));
    for (const ProblemKind kind : allProblemKinds()) {
        const std::span<const Problem> problems = report.problemsOf(kind);
        if (problems.empty())
            continue;
        const Severity severity = std::ranges::min(problems, {}, &Problem::severity).severity;
        text += fmt::format("  {:>5}  {:<8} {}\n", problems.size(), nameOf(severity), titleOf(kind));
        // A few are told in full; of many, the details are in the other forms of the report.
        constexpr std::size_t kTold = 3;
        if (problems.size() <= kTold) {
            for (const Problem& problem : problems)
                text += fmt::format("      {}: {}\n", printable(problem.id), printable(problem.detail));
            continue;
        }
        std::vector<std::string> ids;
        for (const Problem& problem : problems)
            ids.push_back(printable(problem.id));
        appendIds(text, withoutRuns(ids));
    }
}

/// The summary's columns behind its name.
void appendSummary(std::string& text, const std::string& name, const TempoSummary& summary, std::size_t nameWidth)
{
    text += fmt::format("  {:<{}}  {:>6}", name, nameWidth, summary.count);
    if (summary.count > 0)
        text += fmt::format("  {:>7.1f}  {:>7.1f}  {:>7.1f}", summary.median.value(), summary.minimum.value(),
                            summary.maximum.value());
    text += '\n';
}

void appendGenres(std::string& text, const DatasetStatistics& statistics)
{
    std::size_t width = 5;
    for (const TempoSummary& genre : statistics.genres)
        width = std::max(width, printable(genre.genre).size());
    text += fmt::format("\n  {:<{}}  {:>6}  {:>7}  {:>7}  {:>7}\n", "genre", width, "tempi", "median", "min", "max");
    appendSummary(text, "all", statistics.all, width);
    if (statistics.genres.size() > 1)
        for (const TempoSummary& genre : statistics.genres)
            appendSummary(text, genre.genre.empty() ? "(none)" : printable(genre.genre), genre, width);
}

void appendHistogram(std::string& text, const TempoHistogram& histogram)
{
    const std::size_t nBins = histogram.counts.rows();
    if (nBins == 0)
        return;
    const std::size_t perBar = (nBins + kMaximalBars - 1) / kMaximalBars;
    std::vector<std::size_t> bars((nBins + perBar - 1) / perBar);
    for (std::size_t bin = 0; bin < nBins; ++bin)
        for (const std::size_t count : histogram.counts.row(bin))
            bars[bin / perBar] += count;
    const std::size_t longest = std::max<std::size_t>(1, std::ranges::max(bars));
    text += "\n  BPM              tracks\n";
    if (histogram.below > 0)
        text += fmt::format("  below {:<9.1f}  {:>6}\n", histogram.edges.front().value(), histogram.below);
    for (std::size_t bar = 0; bar < bars.size(); ++bar) {
        const std::size_t length = (bars[bar] * kBarWidth + longest - 1) / longest;
        const Bpm low = histogram.edges[bar * perBar];
        const Bpm high = histogram.edges[std::min((bar + 1) * perBar, nBins)];
        text += fmt::format("  {:>5.1f} - {:<7.1f}  {:>6}{}{}\n", low.value(), high.value(), bars[bar],
                            length > 0 ? "  " : "", std::string(length, '#'));
    }
    if (histogram.above > 0)
        text += fmt::format("  from {:<10.1f}  {:>6}\n", histogram.edges.back().value(), histogram.above);
}

void appendOctaves(std::string& text, const DatasetStatistics& statistics)
{
    text += "\nTempo octaves:";
    for (const TempoOctave& octave : statistics.octaves)
        text +=
            fmt::format("  {:g}-{:g} BPM {:.1f} %", octave.low.value(), 2.0 * octave.low.value(), 100.0 * octave.share);
    text += '\n';
}

void appendOutliers(std::string& text, const ScanReport& report)
{
    const std::vector<TempoOutlier>& outliers = report.statistics.outliers;
    if (outliers.empty())
        return;
    text += fmt::format("Tempi far from their genre's: {}\n", outliers.size());
    std::vector<std::string> entries;
    for (const TempoOutlier& outlier : outliers)
        entries.push_back(
            fmt::format("{} {:.1f}", printable(report.dataset.tracks[outlier.track].id), outlier.bpm.value()));
    appendIds(text, entries);
}

void appendStatistics(std::string& text, const ScanReport& report)
{
    const DatasetStatistics& statistics = report.statistics;
    for (const VersionCoverage& coverage : statistics.coverage)
        text += fmt::format(
            "Reference: {}: {} of {}{}\n", printable(coverage.version), coverage.tracks,
            plural(report.dataset.tracks.size(), "track"),
            coverage.version == statistics.referenceVersion && statistics.coverage.size() > 1 ? " (used here)" : "");
    if (statistics.all.count == 0)
        return;
    appendGenres(text, statistics);
    appendHistogram(text, statistics.histogram);
    appendOctaves(text, statistics);
    appendOutliers(text, report);
    const BeatSteadiness& beats = statistics.beats;
    if (beats.count > 0)
        text +=
            fmt::format("Beat intervals of {}: median variation {:.1f} %; above 5 % in {}, above 10 % in {}\n",
                        plural(beats.count, "track"), 100.0 * beats.median, beats.above5Percent, beats.above10Percent);
}

} // namespace

std::string scanReportTable(const ScanReport& report)
{
    const Dataset& dataset = report.dataset;
    const auto nAudio =
        std::ranges::count_if(dataset.tracks, [](const Track& track) { return track.audio.has_value(); });
    std::string text = fmt::format("{}\n{}\n", printable(dataset.root), printable(dataset.explanation));
    text += fmt::format("{}: {} with audio, {} readable, {} with a tempo", plural(dataset.tracks.size(), "track"),
                        nAudio, report.readable(), report.statistics.all.count);
    if (dataset.isGtzan)
        text += fmt::format("; {} of GTZAN's 1000 names missing", dataset.expectedButMissing.size());
    text += '\n';
    for (const std::string& warning : dataset.warnings)
        text += fmt::format("Warning: {}\n", printable(warning));
    appendProblems(text, report);
    text += '\n';
    appendStatistics(text, report);
    return text;
}

} // namespace tempo
