// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/report_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace tempo {

namespace {

/// The ranges of published breakdowns, so that numbers can be set side by side.
constexpr std::array kTempoEdges{60.0, 80.0, 100.0, 120.0, 140.0, 160.0, 180.0};
/// Above 5 % a global tempo is loosely defined, above 10 % hardly at all.
constexpr std::array kVariationEdges{0.02, 0.05, 0.10};

/// Which row an item belongs to; rows beyond the labels are left out.
using RowOf = std::function<std::size_t(std::size_t item)>;

template <std::size_t N>
std::size_t binOf(const std::array<double, N>& edges, double value)
{
    return static_cast<std::size_t>(std::ranges::upper_bound(edges, value) - edges.begin());
}

Breakdown breakDown(const ReportScope& scope, std::string title, std::vector<std::string> labels, const RowOf& rowOf)
{
    std::vector<std::vector<std::size_t>> members(labels.size());
    for (const std::size_t item : scope.items)
        if (const std::size_t row = rowOf(item); row < members.size())
            members[row].push_back(item);
    Breakdown breakdown{.title = std::move(title), .rows = {}};
    for (std::size_t row = 0; row < labels.size(); ++row) {
        BreakdownRow& result = breakdown.rows.emplace_back();
        result.label = std::move(labels[row]);
        result.n = members[row].size();
        for (const EvaluatedSystem& system : scope.evaluation.systems) {
            const auto [accuracy1, accuracy2] = accuraciesOf(scope, system, members[row]);
            result.accuracy1.push_back(accuracy1);
            result.accuracy2.push_back(accuracy2);
        }
        result.items = std::move(members[row]);
    }
    return breakdown;
}

Breakdown byGenre(const ReportScope& scope)
{
    std::map<std::string, std::size_t> rows;
    for (const std::size_t item : scope.items)
        rows.emplace(scope.evaluation.items[item].genre, 0);
    std::vector<std::string> labels;
    for (auto& [genre, row] : rows) {
        row = labels.size();
        labels.push_back(genre.empty() ? "no genre" : genre);
    }
    return breakDown(scope, "Genre", std::move(labels),
                     [&](std::size_t item) { return rows.at(scope.evaluation.items[item].genre); });
}

Breakdown byTempo(const ReportScope& scope)
{
    std::vector<std::string> labels{fmt::format("below {:g} BPM", kTempoEdges.front())};
    for (std::size_t i = 1; i < kTempoEdges.size(); ++i)
        labels.push_back(fmt::format("{:g} to {:g} BPM", kTempoEdges[i - 1], kTempoEdges[i]));
    labels.push_back(fmt::format("{:g} BPM and more", kTempoEdges.back()));
    return breakDown(scope, "Reference tempo", std::move(labels), [&](std::size_t item) {
        return binOf(kTempoEdges, scope.evaluation.items[item].references[scope.reference].bpm->value());
    });
}

Breakdown byStability(const ReportScope& scope)
{
    std::vector<std::string> labels{"steady: below 2 %", "2 to 5 %", "5 to 10 %", "unsteady: 10 % and more",
                                    "no beats"};
    return breakDown(scope, "Variation of the beat intervals", std::move(labels), [&](std::size_t item) {
        const std::optional<double>& variation = scope.evaluation.items[item].beatVariation;
        return variation ? binOf(kVariationEdges, *variation) : kVariationEdges.size() + 1;
    });
}

Breakdown byExposure(const ReportScope& scope)
{
    std::vector<std::string> labels{"known to no model", "chosen by (validation)", "TRAINED ON"};
    return breakDown(scope, "Part of the models' training", std::move(labels),
                     [&](std::size_t item) { return static_cast<std::size_t>(exposureOf(scope.evaluation, item)); });
}

} // namespace

std::vector<Breakdown> breakdownsOf(const ReportScope& scope)
{
    return {byGenre(scope), byTempo(scope), byStability(scope), byExposure(scope)};
}

} // namespace tempo
