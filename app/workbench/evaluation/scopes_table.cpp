// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/evaluation/scopes_table.h"

#include "engine/core/printable.h"

#include <QCoreApplication>

#include <functional>

namespace tempo::workbench {

namespace {

std::string translated(const char* text)
{
    return QCoreApplication::translate("ScopesTable", text).toStdString();
}

std::string nameOf(const EvaluationReport& report, std::size_t system)
{
    return printable(std::string_view(report.systems[system].name));
}

std::string withInterval(const std::string& value, const Interval& interval)
{
    // Three columns of them must fit beside the plot.
    return value + " [" + percentText(interval.low) + ", " + percentText(interval.high) + "]";
}

std::string shareText(const Share& share)
{
    return share.n == 0 ? "–" : withInterval(percentText(share.value()), share.interval);
}

/// A row whose cells are made of one report each.
std::vector<std::string> row(const EvaluationView& view, std::string title,
                             const std::function<std::string(const EvaluationReport&)>& cellOf)
{
    std::vector<std::string> cells{std::move(title)};
    for (const auto& report : {view.all, view.filtered, view.selected})
        cells.push_back(report ? cellOf(*report) : "–");
    return cells;
}

} // namespace

ReportTable scopesTable(const EvaluationView& view)
{
    const EvaluationReport& all = *view.all;
    ReportTable table{.title = translated("Accuracy"),
                      .note =
                          translated("In %, with 95 % intervals (Wilson; of differences: paired bootstrap). McNemar: "
                                     "exact, corrected for the number of pairs (Holm)."),
                      .header = {"", translated("All"), translated("Filtered"), translated("Selected")},
                      .rows = {},
                      .nTextColumns = 1};
    table.rows.push_back(row(view, translated("Tracks"),
                             [](const EvaluationReport& report) { return std::to_string(report.items.size()); }));
    for (std::size_t system = 0; system < all.systems.size(); ++system) {
        table.rows.push_back(row(view, nameOf(all, system) + "  Acc1", [system](const EvaluationReport& report) {
            return shareText(report.systems[system].accuracy1);
        }));
        table.rows.push_back(row(view, nameOf(all, system) + "  Acc2", [system](const EvaluationReport& report) {
            return shareText(report.systems[system].accuracy2);
        }));
    }
    for (std::size_t pair = 0; pair < all.comparisons.size(); ++pair) {
        const SystemComparison& systems = all.comparisons[pair];
        table.rows.push_back(row(view, nameOf(all, systems.second) + " − " + nameOf(all, systems.first),
                                 [pair](const EvaluationReport& report) {
                                     const SystemComparison& comparison = report.comparisons[pair];
                                     return withInterval(percentText(comparison.difference), comparison.interval);
                                 }));
        table.rows.push_back(row(view, "    McNemar p", [pair](const EvaluationReport& report) {
            return probabilityText(report.comparisons[pair].holmP);
        }));
    }
    return table;
}

} // namespace tempo::workbench
