// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/evaluation_systems.h"

#include "engine/core/printable.h"
#include "engine/evaluation/estimate_files.h"
#include "training/neural/neural_module.h"
#include "training/neural/shipped_model.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace tempo::app {

namespace {

/// The name, or with a number if it is taken.
std::string uniqueName(const Evaluation& evaluation, const std::string& wanted)
{
    std::string name = wanted;
    for (int number = 2; std::ranges::count(evaluation.systems, name, &EvaluatedSystem::name) > 0; ++number)
        name = fmt::format("{} ({})", wanted, number);
    return name;
}

void addEstimates(const EstimatesSource& source, Evaluation& evaluation, std::vector<std::string>& messages)
{
    const std::vector<ForeignEstimate> estimates = readEstimates(source.path);
    MatchedEstimates matched = matchEstimates(estimates, evaluation.items, source.path.native());
    messages.insert(messages.end(), matched.messages.begin(), matched.messages.end());
    evaluation.systems.push_back({.name = uniqueName(evaluation, source.name),
                                  .kind = SystemKind::Imported,
                                  .source = source.path.native(),
                                  .predictions = std::move(matched.predictions)});
}

} // namespace

EvaluationSystems::EvaluationSystems(const SystemWishes& wishes, const Dataset& dataset, Evaluation& evaluation,
                                     std::vector<std::string>& messages)
{
    const bool hasAudio =
        std::ranges::any_of(dataset.tracks, [](const Track& track) { return track.audio.has_value(); });
    if (!hasAudio)
        messages.push_back(printable(dataset.root) + ": has no audio, so that only estimates from files can be judged");
    if (wishes.hasBaseline && hasAudio)
        addBaseline(evaluation);
    if (!wishes.models && hasAudio)
        addShippedModel(evaluation, messages);
    for (const std::filesystem::path& model : wishes.models.value_or(std::vector<std::filesystem::path>()))
        addModel(model, evaluation);
    for (const EstimatesSource& source : wishes.estimates)
        addEstimates(source, evaluation, messages);
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

void EvaluationSystems::addShippedModel(Evaluation& evaluation, std::vector<std::string>& messages)
{
    try {
        const std::filesystem::path model = shippedModel();
        neuralModule();
        addModel(model, evaluation);
    } catch (const Error& error) {
        messages.push_back("without a network, since " + error.message() + " (--model none: no notice)");
    }
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

std::vector<std::size_t> itemsWithReference(const Evaluation& evaluation, std::vector<std::size_t> items)
{
    std::erase_if(items, [&](std::size_t item) {
        return std::ranges::none_of(evaluation.items[item].references,
                                    [](const ItemReference& reference) { return reference.bpm.has_value(); });
    });
    return items;
}

std::string scopeText(TrackChoice choice, std::size_t nChosen, std::size_t nAll)
{
    if (choice == TrackChoice::All)
        return "split all";
    return fmt::format("split {} ({} of {} tracks)", nameOf(choice), nChosen, nAll);
}

} // namespace tempo::app
