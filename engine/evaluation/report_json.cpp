// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/printable.h"
#include "engine/evaluation/report_files.h"
#include "engine/evaluation/report_tables.h"

#include <nlohmann/json.hpp>

#include <array>

namespace tempo {

namespace {

using Json = nlohmann::ordered_json;

Json text(std::string_view bytes)
{
    return printable(bytes);
}

Json toJson(const Interval& interval)
{
    return Json::array({interval.low, interval.high});
}

Json toJson(const Share& share)
{
    return {{"value", share.value()}, {"hits", share.hits}, {"n", share.n}, {"interval", toJson(share.interval)}};
}

Json idsOf(const Evaluation& evaluation, const std::vector<std::size_t>& items)
{
    Json ids = Json::array();
    for (const std::size_t item : items)
        ids.push_back(text(evaluation.items[item].id));
    return ids;
}

Json curveJson(const std::vector<TolerancePoint>& curve)
{
    Json points = Json::array();
    for (const TolerancePoint& point : curve)
        points.push_back(
            {{"tolerance", point.tolerance}, {"accuracy1", point.accuracy1}, {"accuracy2", point.accuracy2}});
    return points;
}

Json calibrationJson(const CalibrationSummary& calibration)
{
    Json bins = Json::array();
    for (const CalibrationBin& bin : calibration.bins)
        bins.push_back({{"confidence", bin.meanConfidence}, {"accuracy", bin.accuracy}, {"n", bin.count}});
    Json coverage = Json::array();
    for (const CoveragePoint& point : calibration.coverage)
        coverage.push_back(
            {{"coverage", point.coverage}, {"confidence", point.confidence}, {"accuracy", point.accuracy}});
    return {{"n", calibration.n}, {"ece", calibration.error}, {"bins", bins}, {"coverage", coverage}};
}

Json octavesJson(const OctaveErrors& octaves)
{
    if (octaves.n == 0)
        return {{"n", 0}};
    return {{"n", octaves.n},
            {"oe1", octaves.mean1},
            {"oe2", octaves.mean2},
            {"aoe1", octaves.meanAbsolute1},
            {"aoe2", octaves.meanAbsolute2}};
}

Json relationsJson(const SystemReport& system)
{
    Json relations;
    for (std::size_t relation = 0; relation < system.relations.size(); ++relation)
        relations[std::string(nameOf(static_cast<TempoRelation>(relation)))] = system.relations[relation];
    return relations;
}

Json systemJson(const Evaluation& evaluation, const SystemReport& system, const EvaluatedSystem& source)
{
    Json json{{"name", text(system.name)},
              {"kind", nameOf(system.kind)},
              {"source", text(source.source)},
              {"accuracy1", toJson(system.accuracy1)},
              {"accuracy2", toJson(system.accuracy2)},
              {"accuracy1_at_8_percent", toJson(system.accuracyWide)},
              {"octave_errors", octavesJson(system.octaves)},
              {"relations", relationsJson(system)},
              {"tolerance_curve", curveJson(system.curve)},
              {"training_tracks", system.trainedOn},
              {"validation_tracks", system.chosenBy}};
    if (system.pScore)
        json["p_score"] = {{"n", system.pScore->n},
                           {"mean", system.pScore->pScore},
                           {"one_correct", toJson(system.pScore->oneCorrect)},
                           {"both_correct", toJson(system.pScore->bothCorrect)}};
    if (system.calibration)
        json["calibration"] = calibrationJson(*system.calibration);
    if (system.blocks)
        json["blocks"] = {{"tracks", system.blocks->nTracks},
                          {"accuracy1_of_blocks", toJson(system.blocks->blocks)},
                          {"accuracy1_of_tracks", toJson(system.blocks->tracks)},
                          {"unsteady_tracks", system.blocks->unsteadyTracks}};
    json["no_answer"] = Json::array();
    for (const std::size_t item : system.unanswered)
        json["no_answer"].push_back(
            {{"id", text(evaluation.items[item].id)}, {"error", text(source.predictions[item].error)}});
    return json;
}

Json comparisonJson(const Evaluation& evaluation, const EvaluationReport& report, const SystemComparison& comparison)
{
    return {{"a", text(report.systems[comparison.first].name)},
            {"b", text(report.systems[comparison.second].name)},
            {"difference", comparison.difference},
            {"interval", toJson(comparison.interval)},
            {"mcnemar_p", comparison.mcNemar.p},
            {"holm_p", comparison.holmP},
            {"counts",
             {{"both", comparison.both.size()},
              {"only_a", comparison.onlyFirst.size()},
              {"only_b", comparison.onlySecond.size()},
              {"none", comparison.none.size()}}},
            {"only_a", idsOf(evaluation, comparison.onlyFirst)},
            {"only_b", idsOf(evaluation, comparison.onlySecond)}};
}

Json rankingJson(const EvaluationReport& report, const ReferenceRanking& ranking)
{
    Json rows = Json::array();
    for (const ReferenceRanking::Row& row : ranking.rows)
        rows.push_back({{"system", text(report.systems[row.system].name)},
                        {"accuracy1", toJson(row.accuracy1)},
                        {"accuracy2", toJson(row.accuracy2)}});
    return {{"reference", text(ranking.reference)}, {"n", ranking.n}, {"systems", rows}};
}

Json breakdownJson(const EvaluationReport& report, const Breakdown& breakdown)
{
    Json rows = Json::array();
    for (const BreakdownRow& row : breakdown.rows) {
        Json systems;
        for (std::size_t system = 0; system < report.systems.size(); ++system)
            systems[printable(std::string_view(report.systems[system].name))] = {
                {"accuracy1", toJson(row.accuracy1[system])}, {"accuracy2", toJson(row.accuracy2[system])}};
        rows.push_back({{"label", text(row.label)}, {"n", row.n}, {"systems", systems}});
    }
    return {{"by", breakdown.title}, {"rows", rows}};
}

template <class Values, class Convert>
Json listOf(const Values& values, Convert convert)
{
    Json list = Json::array();
    for (const auto& value : values)
        list.push_back(convert(value));
    return list;
}

} // namespace

std::string evaluationJson(const Evaluation& evaluation, const EvaluationReport& report)
{
    const AccuracyLimits& limits = report.limits;
    Json json{
        {"format", "tempnetic-evaluation-1"},
        {"warning", trainingWarning(report)},
        {"dataset", text(evaluation.dataset)},
        {"reference", text(report.reference)},
        {"tolerance", report.tolerance},
        {"tracks", text(report.scope)},
        {"n", report.items.size()},
        {"training_tracks", report.trainedOn},
        {"validation_tracks", report.chosenBy},
        {"intervals", "95 %; shares: Wilson; differences: paired bootstrap"},
        {"limits",
         {{"best_constant_accuracy1", {{"bpm", limits.constant1.bpm.value()}, {"value", limits.constant1.accuracy}}},
          {"best_constant_accuracy2", {{"bpm", limits.constant2.bpm.value()}, {"value", limits.constant2.accuracy}}},
          {"baseline_ceiling_accuracy1", limits.baselineCeiling}}}};
    json["systems"] = Json::array();
    for (std::size_t system = 0; system < report.systems.size(); ++system)
        json["systems"].push_back(systemJson(evaluation, report.systems[system], evaluation.systems[system]));
    json["comparisons"] = listOf(report.comparisons, [&](const SystemComparison& comparison) {
        return comparisonJson(evaluation, report, comparison);
    });
    json["rankings"] =
        listOf(report.rankings, [&](const ReferenceRanking& ranking) { return rankingJson(report, ranking); });
    json["breakdowns"] =
        listOf(report.breakdowns, [&](const Breakdown& breakdown) { return breakdownJson(report, breakdown); });
    json["never_right"] = idsOf(evaluation, report.neverRight);
    json["without_reference"] = idsOf(evaluation, report.withoutReference);
    return json.dump(1) + "\n";
}

} // namespace tempo
