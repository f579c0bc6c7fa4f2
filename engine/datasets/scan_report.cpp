// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/scan_report.h"

#include "engine/core/printable.h"
#include "engine/core/progress.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tempo {

namespace {

/// Whether a problem keeps its track out of a split.
bool excludes(const Problem& problem)
{
    switch (problem.kind) {
    case ProblemKind::MissingTrack:
        return false;
    case ProblemKind::TempoOutOfRange:
        return true;
    case ProblemKind::MissingAnnotation:
        // A warning: the tempo of another reference is not the one that counts. A note: it is the other that lacks one.
        return problem.severity != Severity::Note;
    default:
        return problem.severity == Severity::Error;
    }
}

} // namespace

std::size_t ScanReport::count(Severity severity) const
{
    return static_cast<std::size_t>(std::ranges::count(problems, severity, &Problem::severity));
}

std::span<const Problem> ScanReport::problemsOf(ProblemKind kind) const
{
    const auto first = std::ranges::find(problems, kind, &Problem::kind);
    const auto isOther = [kind](const Problem& problem) { return problem.kind != kind; };
    return {first, std::find_if(first, problems.end(), isOther)};
}

std::size_t ScanReport::count(ProblemKind kind) const
{
    return static_cast<std::size_t>(std::ranges::count(problems, kind, &Problem::kind));
}

std::size_t ScanReport::readable() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(scans, [](const TrackScan& scan) { return scan.audio && scan.audio->nSamples > 0; }));
}

ScanReport makeScanReport(Dataset dataset, std::vector<TrackScan> scans, const ScanOptions& options,
                          const std::stop_token& stop)
{
    if (dataset.tracks.empty())
        throw Error(ErrorCode::FileAccess,
                    printable(dataset.root) + ": holds neither audio nor annotations; name the dataset's own folder");
    StatisticsOptions statistics = options.statistics;
    if (statistics.referenceVersion.empty())
        statistics.referenceVersion = options.integrity.referenceVersion;
    ScanReport report{.dataset = std::move(dataset),
                      .scans = std::move(scans),
                      .duplicates = {},
                      .problems = {},
                      .statistics = {},
                      .trainingRange = options.integrity.trainingRange};
    report.statistics = describeTempi(report.dataset, statistics);
    report.duplicates = findDuplicates(report.scans, options.integrity.duplicates, stop);
    report.problems = findProblems(report.dataset, report.scans, report.duplicates, options.integrity);
    return report;
}

SplitConstraints splitConstraints(const ScanReport& report)
{
    SplitConstraints constraints;
    std::set<std::string> seen;
    for (const Problem& problem : report.problems)
        if (excludes(problem) && seen.insert(problem.id).second)
            constraints.excluded.push_back({problem.id, std::string(keyOf(problem.kind))});
    for (const DuplicateGroup& group : report.duplicates) {
        std::vector<std::string>& ids = constraints.duplicates.emplace_back();
        for (const std::size_t track : group.tracks)
            ids.push_back(report.dataset.tracks[track].id);
    }
    return constraints;
}

} // namespace tempo
