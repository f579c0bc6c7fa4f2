// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/evaluation_report.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/evaluation/report_parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tempo {

namespace {

std::size_t referenceIndex(const Evaluation& evaluation, const std::string& name)
{
    if (name.empty())
        return 0;
    const auto place = std::ranges::find(evaluation.references, name);
    if (place == evaluation.references.end())
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("no reference '{}'; there are: {}", printable(name),
                                printable(fmt::format("{}", fmt::join(evaluation.references, ", ")))));
    return static_cast<std::size_t>(place - evaluation.references.begin());
}

AccuracyLimits limitsOf(const ReportScope& scope)
{
    std::vector<Bpm> references;
    for (const std::size_t item : scope.items)
        references.push_back(*scope.evaluation.items[item].references[scope.reference].bpm);
    return {.constant1 = bestConstantTempo(references, scope.tolerance),
            .constant2 = bestConstantTempoUpToOctaves(references, scope.tolerance),
            .baselineCeiling = gridCeiling(references, baselineTempi(), scope.tolerance)};
}

std::vector<std::size_t> neverRight(const ReportScope& scope)
{
    std::vector<std::size_t> items;
    if (scope.evaluation.systems.empty())
        return items;
    std::ranges::copy_if(scope.items, std::back_inserter(items), [&](std::size_t item) {
        return std::ranges::none_of(scope.evaluation.systems, [&](const EvaluatedSystem& system) {
            return isCorrect(scope.pair(system, item), scope.tolerance);
        });
    });
    return items;
}

} // namespace

EvaluationReport makeEvaluationReport(const Evaluation& evaluation, std::span<const std::size_t> items,
                                      const EvaluationOptions& options)
{
    requireValid(evaluation);
    if (!(options.tolerance > 0.0 && options.tolerance < 0.2))
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("a tolerance of {:g} % is not between 0 and 20 %", 100.0 * options.tolerance));
    const std::size_t reference = referenceIndex(evaluation, options.reference);
    EvaluationReport report;
    report.reference = evaluation.references[reference];
    report.tolerance = options.tolerance;
    report.scope = options.scope;
    for (const std::size_t item : items)
        (evaluation.items.at(item).references[reference].bpm ? report.items : report.withoutReference).push_back(item);
    if (report.items.empty())
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("{}: none of the {} tracks has a tempo in the reference '{}'",
                                printable(evaluation.dataset), items.size(), printable(report.reference)));
    for (const std::size_t item : report.items) {
        const Exposure exposure = exposureOf(evaluation, item);
        report.trainedOn += exposure == Exposure::TrainedOn ? 1U : 0U;
        report.chosenBy += exposure == Exposure::ChosenBy ? 1U : 0U;
    }
    const ReportScope scope{evaluation, reference, options.tolerance, report.items};
    for (const EvaluatedSystem& system : evaluation.systems)
        report.systems.push_back(reportOf(scope, system));
    report.comparisons = comparisonsOf(scope);
    report.breakdowns = breakdownsOf(scope);
    report.rankings = rankingsOf(scope, items);
    report.limits = limitsOf(scope);
    report.neverRight = neverRight(scope);
    return report;
}

} // namespace tempo
