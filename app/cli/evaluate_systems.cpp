// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluate_systems.h"

#include "app/cli/standard_streams.h"
#include "engine/core/printable.h"
#include "engine/evaluation/estimate_files.h"
#include "training/neural/neural_module.h"
#include "training/neural/shipped_model.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace tempo::cli {

namespace {

constexpr const char* kNone = "none";

/// The name, or with a number if it is taken.
std::string uniqueName(const Evaluation& evaluation, const std::string& wanted)
{
    std::string name = wanted;
    for (int number = 2; std::ranges::count(evaluation.systems, name, &EvaluatedSystem::name) > 0; ++number)
        name = fmt::format("{} ({})", wanted, number);
    return name;
}

void addEstimates(const EstimatesArgument& argument, Evaluation& evaluation)
{
    const std::vector<ForeignEstimate> estimates = readEstimates(argument.path);
    MatchedEstimates matched = matchEstimates(estimates, evaluation.items, argument.path.native());
    for (const std::string& message : matched.messages)
        printMessage(message);
    evaluation.systems.push_back({.name = uniqueName(evaluation, argument.name),
                                  .kind = SystemKind::Imported,
                                  .source = argument.path.native(),
                                  .predictions = std::move(matched.predictions)});
}

} // namespace

EvaluationSystems::EvaluationSystems(const EvaluateArguments& arguments, const Dataset& dataset, Evaluation& evaluation)
{
    const bool hasAudio =
        std::ranges::any_of(dataset.tracks, [](const Track& track) { return track.audio.has_value(); });
    if (!hasAudio)
        printMessage(printable(dataset.root) + ": has no audio, so that only estimates from files can be judged");
    if (arguments.baseline != kNone && hasAudio)
        addBaseline(evaluation);
    addModels(arguments, hasAudio, evaluation);
    for (const std::string& text : arguments.estimates)
        addEstimates(parseEstimates(text), evaluation);
    if (evaluation.systems.empty())
        throw Error(ErrorCode::InvalidArgument, "there is no system to evaluate; name estimates or a model");
}

void EvaluationSystems::addBaseline(Evaluation& evaluation)
{
    m_hasBaseline = true;
    evaluation.systems.push_back({.name = "librosa",
                                  .kind = SystemKind::Baseline,
                                  .source = "feature.tempo of librosa 0.11.0",
                                  .predictions = std::vector<TrackPrediction>(evaluation.items.size())});
}

void EvaluationSystems::addModels(const EvaluateArguments& arguments, bool hasAudio, Evaluation& evaluation)
{
    if (arguments.models.empty() && hasAudio) {
        try {
            const std::filesystem::path model = shippedModel();
            neuralModule();
            addModel(model, evaluation);
        } catch (const Error& error) {
            printMessage("without a network, since " + error.message() + " (--model none: no notice)");
        }
        return;
    }
    for (const std::string& model : arguments.models)
        if (model != kNone)
            addModel(model, evaluation);
}

void EvaluationSystems::addModel(const std::filesystem::path& file, Evaluation& evaluation)
{
    const ModelFacts facts = readModelFacts(file);
    const std::string name = facts.name.empty() ? printable(file.stem()) : printable(std::string_view(facts.name));
    evaluation.systems.push_back({.name = uniqueName(evaluation, name),
                                  .kind = SystemKind::Model,
                                  .source = file.native(),
                                  .predictions = std::vector<TrackPrediction>(evaluation.items.size()),
                                  .exposures = exposuresOf(evaluation.items, facts)});
    m_models.push_back(file);
}

void EvaluationSystems::predict(const EvaluationTracks& tracks, const EvaluationStores& stores, WorkRunner& runner,
                                Evaluation& evaluation) const
{
    std::size_t system = 0;
    if (m_hasBaseline)
        evaluation.systems[system++].predictions = predictWithBaseline(tracks, stores, runner);
    for (const std::filesystem::path& model : m_models)
        evaluation.systems[system++].predictions = predictWithModel(model, tracks, stores, runner);
}

} // namespace tempo::cli
