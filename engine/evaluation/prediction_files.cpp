// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/printable.h"
#include "engine/datasets/csv_text.h"
#include "engine/evaluation/report_files.h"
#include "engine/evaluation/report_tables.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace tempo {

namespace {

using Json = nlohmann::ordered_json;

std::string numberText(const std::optional<double>& value)
{
    return value ? fmt::format("{}", *value) : std::string();
}

std::string row(const Evaluation& evaluation, const EvaluationReport& report, std::size_t reference, std::size_t item,
                const EvaluatedSystem& system)
{
    const EvaluationItem& track = evaluation.items[item];
    const TrackPrediction& prediction = system.predictions[item];
    const TempoPair pair{*track.references[reference].bpm, prediction.bpm};
    const Exposure exposure = system.exposures.empty() ? Exposure::None : system.exposures[item];
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csvCell(track.id), csvCell(track.genre),
                       csvCell(report.reference), pair.reference.value(), csvCell(system.name),
                       pair.estimate ? fmt::format("{}", pair.estimate->value()) : "",
                       numberText(prediction.confidence), numberText(octaveError1(pair)),
                       numberText(octaveError2(pair)), nameOf(relationOf(pair, report.tolerance)),
                       isCorrect(pair, report.tolerance) ? 1 : 0, isCorrectUpToOctaves(pair, report.tolerance) ? 1 : 0,
                       report.tolerance, csvCell(report.scope), nameOf(exposure), csvCell(prediction.error));
}

Json observation(double bpm, double confidence, double duration)
{
    return {{"time", 0.0}, {"duration", duration}, {"value", bpm}, {"confidence", confidence}};
}

/// The candidates with their weights; JAMS has the most likely one first.
Json annotationOf(const EvaluatedSystem& system, const TrackPrediction& prediction)
{
    Json data = Json::array();
    for (const TempoCandidate& candidate : prediction.candidates)
        data.push_back(observation(candidate.bpm.value(), candidate.weight, 0.0));
    if (data.empty())
        data.push_back(observation(prediction.bpm->value(), prediction.confidence.value_or(1.0), 0.0));
    return {{"namespace", "tempo"},
            {"data", data},
            {"annotation_metadata",
             {{"annotation_tools", "tempnetic"},
              {"data_source", "program"},
              {"annotator", {{"name", printable(std::string_view(system.name))}}},
              {"curator", {{"name", ""}, {"email", ""}}}}},
            {"sandbox", {{"confidence", prediction.confidence ? Json(*prediction.confidence) : Json()}}}};
}

} // namespace

std::string predictionsCsv(const Evaluation& evaluation, const EvaluationReport& report)
{
    const auto reference = static_cast<std::size_t>(std::ranges::find(evaluation.references, report.reference) -
                                                    evaluation.references.begin());
    std::string text = "id,genre,reference,reference_bpm,system,bpm,confidence,oe1,oe2,relation,accuracy1,accuracy2,"
                       "tolerance,split,training,error\n";
    for (const EvaluatedSystem& system : evaluation.systems)
        for (const std::size_t item : report.items)
            text += row(evaluation, report, reference, item, system);
    return text;
}

std::string predictionJams(const Evaluation& evaluation, std::size_t item)
{
    Json annotations = Json::array();
    for (const EvaluatedSystem& system : evaluation.systems)
        if (system.kind != SystemKind::Imported && system.predictions[item].bpm)
            annotations.push_back(annotationOf(system, system.predictions[item]));
    if (annotations.empty())
        return {};
    const std::string id = printable(std::string_view(evaluation.items[item].id));
    const Json jams{{"annotations", annotations},
                    {"file_metadata",
                     {{"title", id},
                      {"artist", ""},
                      {"release", ""},
                      {"duration", nullptr},
                      {"identifiers", Json::object()},
                      {"jams_version", "0.3.4"}}},
                    {"sandbox", {{"tempnetic_id", id}, {"audio_xxh3", evaluation.items[item].audioHash}}}};
    return jams.dump() + "\n";
}

} // namespace tempo
