// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/report_tables.h"

#include "engine/core/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tempo {

namespace {

/// More columns than these do not fit a page.
constexpr std::size_t kMostColumns = 6;

std::string systemName(const EvaluationReport& report, std::size_t system)
{
    return printable(std::string_view(report.systems[system].name));
}

/// The systems that get a column: this program's own, then imported ones, the best first.
std::vector<std::size_t> columnSystems(const EvaluationReport& report)
{
    std::vector<std::size_t> systems(report.systems.size());
    for (std::size_t i = 0; i < systems.size(); ++i)
        systems[i] = i;
    std::ranges::stable_sort(systems, [&](std::size_t a, std::size_t b) {
        const bool isOwnA = report.systems[a].kind != SystemKind::Imported;
        const bool isOwnB = report.systems[b].kind != SystemKind::Imported;
        return isOwnA != isOwnB ? isOwnA
                                : !isOwnA && report.systems[a].accuracy1.hits > report.systems[b].accuracy1.hits;
    });
    systems.resize(std::min(systems.size(), kMostColumns));
    return systems;
}

ReportTable relationTable(const EvaluationReport& report)
{
    ReportTable table{.title = "What kind of error",
                      .note = "Tracks by the relation of the estimate to the reference; the first that fits.",
                      .header = {"System", "right", "half", "double", "third", "triple", "other", "none"},
                      .rows = {}};
    for (std::size_t system = 0; system < report.systems.size(); ++system) {
        std::vector<std::string>& row = table.rows.emplace_back();
        row.push_back(systemName(report, system));
        for (const std::size_t count : report.systems[system].relations)
            row.push_back(std::to_string(count));
    }
    return table;
}

ReportTable toleranceTable(const EvaluationReport& report)
{
    constexpr std::array kShown{0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1};
    ReportTable table{.title = "Accuracy1 by tolerance", .note = "In %.", .header = {"System"}, .rows = {}};
    for (const double tolerance : kShown)
        table.header.push_back(fmt::format("{:g} %", 100.0 * tolerance));
    for (std::size_t system = 0; system < report.systems.size(); ++system) {
        std::vector<std::string>& row = table.rows.emplace_back();
        row.push_back(systemName(report, system));
        for (const double tolerance : kShown)
            for (const TolerancePoint& point : report.systems[system].curve)
                if (std::abs(point.tolerance - tolerance) < 1e-9)
                    row.push_back(percentText(point.accuracy1));
    }
    return table;
}

ReportTable comparisonTable(const EvaluationReport& report)
{
    ReportTable table{.title = "Pairs of systems",
                      .note =
                          fmt::format("Accuracy1. Difference: B less A in percentage points, with the 95 % interval of "
                                      "the paired bootstrap. p: exact McNemar; Holm: corrected for the "
                                      "number of pairs, {}.",
                                      report.comparisons.size()),
                      .header = {"A", "B", "Difference", "95 %", "Both", "Only A", "Only B", "None", "p", "Holm"},
                      .rows = {},
                      .nTextColumns = 2};
    for (const SystemComparison& comparison : report.comparisons) {
        // Twenty imported systems are 190 pairs; all of them are in metrics.json.
        if (report.systems[comparison.first].kind == SystemKind::Imported &&
            report.systems[comparison.second].kind == SystemKind::Imported && report.systems.size() > kMostColumns)
            continue;
        table.rows.push_back({systemName(report, comparison.first), systemName(report, comparison.second),
                              fmt::format("{:+.1f}", 100.0 * comparison.difference), intervalText(comparison.interval),
                              std::to_string(comparison.both.size()), std::to_string(comparison.onlyFirst.size()),
                              std::to_string(comparison.onlySecond.size()), std::to_string(comparison.none.size()),
                              probabilityText(comparison.mcNemar.p), probabilityText(comparison.holmP)});
    }
    return table;
}

ReportTable rankingTable(const EvaluationReport& report)
{
    ReportTable table{.title = "Ranking under each reference",
                      .note = "Each reference version on the tracks that it has. In %, with 95 % Wilson intervals.",
                      .header = {"Reference", "System", "n", "Rank", "Acc1", "95 %", "Acc2", "95 %"},
                      .rows = {},
                      .nTextColumns = 2};
    for (const ReferenceRanking& ranking : report.rankings) {
        std::size_t rank = 0;
        for (std::size_t i = 0; i < ranking.rows.size(); ++i) {
            const ReferenceRanking::Row& row = ranking.rows[i];
            // Equal ones share a rank.
            if (i == 0 || row.accuracy1.hits != ranking.rows[i - 1].accuracy1.hits)
                rank = i + 1;
            table.rows.push_back({printable(std::string_view(ranking.reference)), systemName(report, row.system),
                                  std::to_string(ranking.n), std::to_string(rank), percentText(row.accuracy1.value()),
                                  intervalText(row.accuracy1.interval), percentText(row.accuracy2.value()),
                                  intervalText(row.accuracy2.interval)});
        }
    }
    return table;
}

ReportTable breakdownTable(const EvaluationReport& report, const Breakdown& breakdown)
{
    const std::vector<std::size_t> systems = columnSystems(report);
    ReportTable table{.title = "By " + std::string(1, static_cast<char>(std::tolower(breakdown.title.front()))) +
                               breakdown.title.substr(1),
                      .note = "Accuracy1 / Accuracy2 in %.",
                      .header = {breakdown.title, "n"},
                      .rows = {}};
    if (systems.size() < report.systems.size())
        table.note += fmt::format(" {} more systems are in metrics.json.", report.systems.size() - systems.size());
    for (const std::size_t system : systems)
        table.header.push_back(systemName(report, system));
    for (const BreakdownRow& row : breakdown.rows) {
        std::vector<std::string>& cells = table.rows.emplace_back();
        cells = {printable(std::string_view(row.label)), std::to_string(row.n)};
        for (const std::size_t system : systems)
            cells.push_back(row.n == 0 ? ""
                                       : fmt::format("{} / {}", percentText(row.accuracy1[system].value()),
                                                     percentText(row.accuracy2[system].value())));
    }
    return table;
}

/// Accuracy of the surest answers that make up a share of all.
std::string accuracyAt(const CalibrationSummary& calibration, double coverage)
{
    const auto place = std::ranges::find_if(
        calibration.coverage, [&](const CoveragePoint& point) { return point.coverage >= coverage - 1e-12; });
    return place == calibration.coverage.end() ? "" : percentText(place->accuracy);
}

ReportTable confidenceTable(const EvaluationReport& report)
{
    ReportTable table{.title = "Confidence",
                      .note =
                          "ECE: mean distance of confidence and accuracy, ten bins. Then Accuracy1 in % of the surest "
                          "20, 50, 80 and 100 % of the answers.",
                      .header = {"System", "n", "ECE", "20 %", "50 %", "80 %", "100 %"},
                      .rows = {}};
    for (const SystemReport& system : report.systems)
        if (const std::optional<CalibrationSummary>& calibration = system.calibration)
            table.rows.push_back({printable(std::string_view(system.name)), std::to_string(calibration->n),
                                  fmt::format("{:.3f}", calibration->error), accuracyAt(*calibration, 0.2),
                                  accuracyAt(*calibration, 0.5), accuracyAt(*calibration, 0.8),
                                  accuracyAt(*calibration, 1.0)});
    return table;
}

ReportTable blockTable(const EvaluationReport& report)
{
    ReportTable table{
        .title = "Blocks against whole tracks",
        .note = "Accuracy1 in % of the single blocks of 12 s and of the tracks that they make up. Unsteady: "
                "tracks with a block away from the track's own answer.",
        .header = {"System", "Tracks", "Blocks", "Acc1 of blocks", "95 %", "Acc1 of tracks", "95 %", "Unsteady"},
        .rows = {}};
    for (const SystemReport& system : report.systems)
        if (const std::optional<BlockSummary>& blocks = system.blocks)
            table.rows.push_back({printable(std::string_view(system.name)), std::to_string(blocks->nTracks),
                                  std::to_string(blocks->blocks.n), percentText(blocks->blocks.value()),
                                  intervalText(blocks->blocks.interval), percentText(blocks->tracks.value()),
                                  intervalText(blocks->tracks.interval), std::to_string(blocks->unsteadyTracks)});
    return table;
}

ReportTable pScoreTable(const EvaluationReport& report)
{
    ReportTable table{.title = "Two tempi",
                      .note = "On tracks whose reference has two tempi, tolerance 8 % (MIREX).",
                      .header = {"System", "n", "P-score", "One right", "Both right"},
                      .rows = {}};
    for (const SystemReport& system : report.systems)
        if (const std::optional<PScoreSummary>& score = system.pScore)
            table.rows.push_back({printable(std::string_view(system.name)), std::to_string(score->n),
                                  fmt::format("{:.3f}", score->pScore), percentText(score->oneCorrect.value()),
                                  percentText(score->bothCorrect.value())});
    return table;
}

} // namespace

std::vector<ReportTable> detailTables(const EvaluationReport& report)
{
    std::vector<ReportTable> tables{relationTable(report), toleranceTable(report), comparisonTable(report),
                                    rankingTable(report)};
    for (const Breakdown& breakdown : report.breakdowns)
        tables.push_back(breakdownTable(report, breakdown));
    tables.push_back(confidenceTable(report));
    tables.push_back(blockTable(report));
    tables.push_back(pScoreTable(report));
    std::erase_if(tables, [](const ReportTable& table) { return table.rows.empty(); });
    return tables;
}

} // namespace tempo
