// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/report_parts.h"

#include <algorithm>

namespace tempo {

namespace {

SystemComparison compare(const ReportScope& scope, const std::vector<std::vector<char>>& hits, std::size_t first,
                         std::size_t second)
{
    SystemComparison comparison;
    comparison.first = first;
    comparison.second = second;
    comparison.mcNemar = mcNemar(hits[first], hits[second]);
    comparison.interval = pairedHitInterval(comparison.mcNemar, scope.items.size());
    for (std::size_t i = 0; i < scope.items.size(); ++i) {
        const bool isFirst = hits[first][i] != 0;
        const bool isSecond = hits[second][i] != 0;
        std::vector<std::size_t>& list = isFirst ? (isSecond ? comparison.both : comparison.onlyFirst)
                                                 : (isSecond ? comparison.onlySecond : comparison.none);
        list.push_back(scope.items[i]);
    }
    comparison.difference =
        (static_cast<double>(comparison.onlySecond.size()) - static_cast<double>(comparison.onlyFirst.size())) /
        static_cast<double>(scope.items.size());
    return comparison;
}

} // namespace

std::vector<SystemComparison> comparisonsOf(const ReportScope& scope)
{
    std::vector<std::vector<char>> hits; // [n_systems][n_tracks]
    for (const EvaluatedSystem& system : scope.evaluation.systems) {
        std::vector<char>& row = hits.emplace_back();
        for (const std::size_t item : scope.items)
            row.push_back(isCorrect(scope.pair(system, item), scope.tolerance) ? 1 : 0);
    }
    std::vector<SystemComparison> comparisons;
    std::vector<double> p;
    for (std::size_t first = 0; first < hits.size(); ++first)
        for (std::size_t second = first + 1; second < hits.size(); ++second)
            p.push_back(comparisons.emplace_back(compare(scope, hits, first, second)).mcNemar.p);
    const std::vector<double> corrected = holm(p);
    for (std::size_t i = 0; i < corrected.size(); ++i)
        comparisons[i].holmP = corrected[i];
    return comparisons;
}

std::vector<ReferenceRanking> rankingsOf(const ReportScope& scope, std::span<const std::size_t> candidates)
{
    std::vector<ReferenceRanking> rankings;
    for (std::size_t reference = 0; reference < scope.evaluation.references.size(); ++reference) {
        std::vector<std::size_t> items;
        std::ranges::copy_if(candidates, std::back_inserter(items), [&](std::size_t item) {
            return scope.evaluation.items[item].references[reference].bpm.has_value();
        });
        if (items.empty())
            continue;
        const ReportScope own{scope.evaluation, reference, scope.tolerance, items};
        ReferenceRanking ranking{.reference = scope.evaluation.references[reference], .n = items.size(), .rows = {}};
        for (std::size_t system = 0; system < scope.evaluation.systems.size(); ++system) {
            const auto [accuracy1, accuracy2] = accuraciesOf(own, scope.evaluation.systems[system], items);
            ranking.rows.push_back({system, accuracy1, accuracy2});
        }
        std::ranges::stable_sort(ranking.rows,
                                 [](const auto& a, const auto& b) { return a.accuracy1.hits > b.accuracy1.hits; });
        rankings.push_back(std::move(ranking));
    }
    return rankings;
}

} // namespace tempo
