// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/dataset_review.h"

#include "engine/core/progress.h"

#include <algorithm>
#include <map>
#include <set>

namespace tempo::workbench {

namespace {

/// A set on both sides means that the network is tested on what it has learnt.
bool straddles(const std::vector<std::string>& ids, const std::map<std::string, SplitPart>& parts)
{
    std::set<SplitPart> used;
    for (const std::string& id : ids)
        if (const auto found = parts.find(id); found != parts.end() && found->second != SplitPart::LeftOut)
            used.insert(found->second);
    return used.size() > 1;
}

std::vector<std::vector<std::string>> straddlingSets(const Dataset& dataset, SplitConstraints constraints,
                                                     const SplitOptions& options)
{
    const std::vector<std::vector<std::string>> sets = std::exchange(constraints.duplicates, {});
    std::map<std::string, SplitPart> parts;
    for (const SplitEntry& entry : makeSplit(dataset, constraints, options).entries)
        parts.emplace(entry.id, entry.part);
    std::vector<std::vector<std::string>> straddling;
    std::ranges::copy_if(sets, std::back_inserter(straddling),
                         [&parts](const std::vector<std::string>& ids) { return straddles(ids, parts); });
    return straddling;
}

} // namespace

DatasetReview reviewDataset(const ScanReport& scanned, const ReviewWishes& wishes, const std::stop_token& stop)
{
    DatasetReview review;
    const std::string version = chosenVersion(scanned.dataset, wishes.version);
    ScanReport& report = review.report;
    report = scanned;
    report.dataset = withCorrections(std::move(report.dataset), wishes.edits, version);
    throwIfStopped(stop);
    IntegrityOptions integrity;
    integrity.referenceVersion = version;
    integrity.trainingRange = scanned.trainingRange;
    report.problems = findProblems(report.dataset, report.scans, report.duplicates, integrity);
    StatisticsOptions statistics;
    statistics.referenceVersion = version;
    report.statistics = describeTempi(report.dataset, statistics);
    throwIfStopped(stop);
    SplitConstraints constraints = splitConstraints(report);
    for (const auto& [id, edit] : wishes.edits)
        if (edit.excludedBy &&
            std::ranges::find(constraints.excluded, id, &Exclusion::id) == constraints.excluded.end())
            constraints.excluded.push_back({.id = id, .reason = "excluded by the user"});
    try {
        review.split = makeSplit(report.dataset, constraints, wishes.split);
        review.straddling = straddlingSets(report.dataset, constraints, wishes.split);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidArgument)
            throw;
        review.splitError = error.message();
    }
    return review;
}

} // namespace tempo::workbench
