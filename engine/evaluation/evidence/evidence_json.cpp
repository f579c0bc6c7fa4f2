// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/evidence/evidence_json.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/sha256.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace tempo {

namespace {

using Json = nlohmann::ordered_json;

constexpr double kLargestTolerance = 0.2;

Json text(std::string_view bytes)
{
    return printable(bytes);
}

Json jsonOf(const ItemReference& reference)
{
    if (!reference.bpm && !reference.twoTempi)
        return nullptr;
    Json json = Json::object();
    if (reference.bpm)
        json["bpm"] = reference.bpm->value();
    if (reference.twoTempi)
        json["two_tempi"] = {reference.twoTempi->slow.value(), reference.twoTempi->fast.value(),
                             reference.twoTempi->slowSalience};
    return json;
}

Json jsonOf(const EvaluationItem& item, const std::string& audio)
{
    Json json{{"id", text(item.id)},
              {"genre", text(item.genre)},
              {"audio", text(audio)},
              {"audio_xxh3", text(item.audioHash)}};
    if (item.beatVariation)
        json["beat_variation"] = *item.beatVariation;
    json["references"] = Json::array();
    for (const ItemReference& reference : item.references)
        json["references"].push_back(jsonOf(reference));
    return json;
}

Json jsonOf(const TrackPrediction& prediction)
{
    Json json = Json::object();
    if (prediction.bpm)
        json["bpm"] = prediction.bpm->value();
    if (prediction.confidence)
        json["confidence"] = *prediction.confidence;
    for (const TempoCandidate& candidate : prediction.candidates)
        json["candidates"].push_back({candidate.bpm.value(), candidate.weight});
    for (const Bpm block : prediction.blocks)
        json["blocks"].push_back(block.value());
    if (!prediction.error.empty())
        json["error"] = text(prediction.error);
    return json;
}

Json jsonOf(const EvaluatedSystem& system)
{
    Json json{{"name", text(system.name)}, {"kind", nameOf(system.kind)}, {"source", text(system.source)}};
    json["predictions"] = Json::array();
    for (const TrackPrediction& prediction : system.predictions)
        json["predictions"].push_back(jsonOf(prediction));
    for (const Exposure exposure : system.exposures)
        json["exposures"].push_back(nameOf(exposure));
    return json;
}

double finite(const Json& json)
{
    const double value = json.get<double>();
    if (!std::isfinite(value))
        throw Error(ErrorCode::Format, "a number is not finite");
    return value;
}

/// The value of an enumeration by its name.
template <class Value>
Value valueOf(const Json& json, std::initializer_list<Value> values)
{
    const std::string name = json.get<std::string>();
    for (const Value value : values)
        if (nameOf(value) == name)
            return value;
    throw Error(ErrorCode::Format, fmt::format("'{}' is not known", printable(std::string_view(name))));
}

ItemReference referenceOf(const Json& json)
{
    ItemReference reference;
    if (json.is_null())
        return reference;
    if (json.contains("bpm"))
        reference.bpm = Bpm{finite(json.at("bpm"))};
    if (json.contains("two_tempi")) {
        const Json& two = json.at("two_tempi");
        reference.twoTempi =
            TwoTempi{.slow = Bpm{finite(two.at(0))}, .fast = Bpm{finite(two.at(1))}, .slowSalience = finite(two.at(2))};
        const TwoTempi& tempi = *reference.twoTempi;
        if (tempi.slow.value() < 0.0 || tempi.fast.value() < 0.0 || tempi.slow.value() + tempi.fast.value() <= 0.0 ||
            tempi.slowSalience < 0.0 || tempi.slowSalience > 1.0)
            throw Error(ErrorCode::Format, "two tempi are out of range");
    }
    return reference;
}

TrackPrediction predictionOf(const Json& json)
{
    TrackPrediction prediction;
    if (json.contains("bpm"))
        prediction.bpm = Bpm{finite(json.at("bpm"))};
    if (json.contains("confidence"))
        prediction.confidence = finite(json.at("confidence"));
    for (const Json& candidate : json.value("candidates", Json::array()))
        prediction.candidates.push_back({.bpm = Bpm{finite(candidate.at(0))}, .weight = finite(candidate.at(1))});
    for (const Json& block : json.value("blocks", Json::array()))
        prediction.blocks.push_back(Bpm{finite(block)});
    const auto isAboveZero = [](Bpm bpm) { return bpm.value() > 0.0; };
    if (!std::ranges::all_of(prediction.candidates, isAboveZero, &TempoCandidate::bpm) ||
        !std::ranges::all_of(prediction.blocks, isAboveZero))
        throw Error(ErrorCode::Format, "a tempo is not above 0");
    prediction.error = json.value("error", std::string());
    return prediction;
}

EvaluatedSystem systemOf(const Json& json)
{
    EvaluatedSystem system{
        .name = json.at("name").get<std::string>(),
        .kind = valueOf(json.at("kind"), {SystemKind::Baseline, SystemKind::Model, SystemKind::Imported}),
        .source = json.value("source", std::string())};
    for (const Json& prediction : json.at("predictions"))
        system.predictions.push_back(predictionOf(prediction));
    for (const Json& exposure : json.value("exposures", Json::array()))
        system.exposures.push_back(valueOf(exposure, {Exposure::None, Exposure::ChosenBy, Exposure::TrainedOn}));
    return system;
}

/// Below the dataset's folder, and nowhere else: a bundle comes from somebody.
void requireBelow(const std::string& audio)
{
    const std::filesystem::path path(audio);
    const bool leadsUp = std::ranges::find(path, std::filesystem::path("..")) != path.end();
    if (path.is_absolute() || leadsUp || audio.find('\0') != std::string::npos)
        throw Error(ErrorCode::Format,
                    fmt::format("'{}' does not lie below the dataset", printable(std::string_view(audio))));
}

/// What nlohmann's library and this file find wrong, as one kind of error that names the member.
template <class Take>
void readMember(std::string_view member, std::string_view text, const Take& take)
{
    try {
        take(Json::parse(text));
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::Format, fmt::format("{}: {}", member, printable(std::string_view(error.what()))));
    } catch (const Error& error) {
        throw Error(ErrorCode::Format, fmt::format("{}: {}", member, error.message()));
    }
}

} // namespace

std::string evidenceEvaluationJson(const Evidence& evidence)
{
    const Evaluation& evaluation = evidence.evaluation;
    Json json{{"dataset", text(evaluation.dataset)}, {"root", text(evidence.root.native())}};
    json["references"] = Json::array();
    for (const std::string& reference : evaluation.references)
        json["references"].push_back(text(reference));
    json["tracks_sha256"] = fingerprintOf(evaluation);
    json["tracks"] = Json::array();
    for (std::size_t item = 0; item < evaluation.items.size(); ++item)
        json["tracks"].push_back(jsonOf(evaluation.items[item], evidence.audio[item]));
    json["systems"] = Json::array();
    for (const EvaluatedSystem& system : evaluation.systems)
        json["systems"].push_back(jsonOf(system));
    return json.dump() + "\n";
}

std::string evidenceConfigurationJson(const Evidence& evidence)
{
    Json json{{"split", nameOf(evidence.choice)},
              {"scope", text(evidence.options.scope)},
              {"reference", text(evidence.options.reference)},
              {"tolerance", evidence.options.tolerance},
              {"filter", text(evidence.filter)},
              {"judged", evidence.chosen}};
    json["systems"] = Json::array();
    for (const EvaluatedSystem& system : evidence.evaluation.systems)
        json["systems"].push_back(
            {{"name", text(system.name)}, {"kind", nameOf(system.kind)}, {"source", text(system.source)}});
    return json.dump(1) + "\n";
}

void takeEvaluationJson(std::string_view text, Evidence& evidence)
{
    readMember("evaluation.json", text, [&](const Json& json) {
        Evaluation& evaluation = evidence.evaluation;
        evaluation.dataset = json.at("dataset").get<std::string>();
        evidence.root = json.value("root", std::string());
        evaluation.references = json.at("references").get<std::vector<std::string>>();
        for (const Json& track : json.at("tracks")) {
            EvaluationItem item{.id = track.at("id").get<std::string>(),
                                .genre = track.value("genre", std::string()),
                                .audioHash = track.value("audio_xxh3", std::string())};
            if (track.contains("beat_variation"))
                item.beatVariation = finite(track.at("beat_variation"));
            for (const Json& reference : track.at("references"))
                item.references.push_back(referenceOf(reference));
            evidence.audio.push_back(track.value("audio", std::string()));
            requireBelow(evidence.audio.back());
            evaluation.items.push_back(std::move(item));
        }
        for (const Json& system : json.at("systems"))
            evaluation.systems.push_back(systemOf(system));
        requireValid(evaluation);
        if (json.at("tracks_sha256").get<std::string>() != fingerprintOf(evaluation))
            throw Error(ErrorCode::Format, "the tracks are not those that it was made with");
    });
}

void takeConfigurationJson(std::string_view text, Evidence& evidence)
{
    readMember("configuration.json", text, [&](const Json& json) {
        const std::optional<TrackChoice> choice = trackChoiceOf(json.at("split").get<std::string>());
        if (!choice)
            throw Error(ErrorCode::Format, "the split is not known");
        evidence.choice = *choice;
        evidence.options = {.reference = json.at("reference").get<std::string>(),
                            .tolerance = finite(json.at("tolerance")),
                            .scope = json.value("scope", std::string())};
        evidence.filter = json.value("filter", std::string());
        evidence.chosen = json.at("judged").get<std::vector<std::size_t>>();
        const std::size_t nItems = evidence.evaluation.items.size();
        const auto isUnordered = [](std::size_t first, std::size_t second) { return first >= second; };
        if (evidence.chosen.empty() || evidence.chosen.back() >= nItems ||
            std::ranges::adjacent_find(evidence.chosen, isUnordered) != evidence.chosen.end())
            throw Error(ErrorCode::Format, "the judged tracks are not tracks of it");
        if (!(evidence.options.tolerance > 0.0 && evidence.options.tolerance < kLargestTolerance))
            throw Error(ErrorCode::Format, "the tolerance is out of range");
        if (std::ranges::find(evidence.evaluation.references, evidence.options.reference) ==
            evidence.evaluation.references.end())
            throw Error(ErrorCode::Format, "the reference is not one of it");
    });
}

std::string fingerprintOf(const Evaluation& evaluation)
{
    std::string lines;
    for (const EvaluationItem& item : evaluation.items) {
        lines += printable(std::string_view(item.id)) + "\t" + item.audioHash;
        for (const ItemReference& reference : item.references)
            lines += reference.bpm ? fmt::format("\t{}", reference.bpm->value()) : "\t-";
        lines += "\n";
    }
    return sha256Hex(lines);
}

} // namespace tempo
