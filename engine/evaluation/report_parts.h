// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/evaluation/evaluation_report.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tempo {

/// The pieces that makeEvaluationReport() puts together; not for others.

/// What all pieces look at.
struct ReportScope {
    const Evaluation& evaluation;
    std::size_t reference; ///< index of the version that counts
    double tolerance;
    std::span<const std::size_t> items; ///< with a tempo in that version

    [[nodiscard]] TempoPair pair(const EvaluatedSystem& system, std::size_t item) const
    {
        return {*evaluation.items[item].references[reference].bpm, system.predictions[item].bpm};
    }
};

/// @throws nothing for no tracks: then the share is 0 of 0, and its interval from 0 to 1
Share shareOf(std::size_t hits, std::size_t n);

/// Accuracy1 and Accuracy2 of a system on some items, at the scope's tolerance.
struct Accuracies {
    Share one;
    Share two;
};
Accuracies accuraciesOf(const ReportScope& scope, const EvaluatedSystem& system, std::span<const std::size_t> items);

SystemReport reportOf(const ReportScope& scope, const EvaluatedSystem& system);
std::vector<SystemComparison> comparisonsOf(const ReportScope& scope);
std::vector<Breakdown> breakdownsOf(const ReportScope& scope);
/// @param candidates  all items asked for: each version is judged on those of them that it has
std::vector<ReferenceRanking> rankingsOf(const ReportScope& scope, std::span<const std::size_t> candidates);

} // namespace tempo
