// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/jams_tempi.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace tempo {

namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(std::string_view where, std::string_view cause)
{
    throw Error(ErrorCode::Format, fmt::format("{}: {}", where, cause));
}

/// Python writes NaN and Infinity, which JSON does not know, for confidences that nobody stated.
/// @throws Error(Format) for nesting that no JAMS has, which would cost a hundred bytes a bracket
std::string withoutNotANumbers(std::string_view text, std::string_view where)
{
    constexpr int kDeepest = 100;
    std::string json;
    json.reserve(text.size());
    bool inString = false;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (inString && text[i] == '\\' && i + 1 < text.size())
            json += text[i++];
        else if (text[i] == '"')
            inString = !inString;
        if (!inString && (text[i] == '[' || text[i] == '{') && ++depth > kDeepest)
            fail(where, "not a JAMS file: it is nested too deeply");
        if (!inString && (text[i] == ']' || text[i] == '}'))
            --depth;
        const std::string_view rest = text.substr(i);
        const auto word = inString                        ? std::string_view{}
                          : rest.starts_with("NaN")       ? rest.substr(0, 3)
                          : rest.starts_with("Infinity")  ? rest.substr(0, 8)
                          : rest.starts_with("-Infinity") ? rest.substr(0, 9)
                                                          : std::string_view{};
        if (word.empty()) {
            json += text[i];
        } else {
            json += "null";
            i += word.size() - 1;
        }
    }
    return json;
}

const Json& nothing()
{
    static const Json null;
    return null;
}

/// The member of an object, or null.
const Json& member(const Json& object, const char* name)
{
    if (!object.is_object())
        return nothing();
    const auto found = object.find(name);
    return found == object.end() ? nothing() : *found;
}

struct Observation {
    const Json* time;
    const Json* value;
    const Json* confidence;
};

/// Both forms: [{"time": ..., "value": ...}, ...] and {"time": [...], "value": [...]}.
std::vector<Observation> observationsOf(const Json& annotation, std::string_view where)
{
    const Json& data = member(annotation, "data");
    std::vector<Observation> observations;
    if (data.is_array()) {
        for (const Json& entry : data)
            observations.push_back({&member(entry, "time"), &member(entry, "value"), &member(entry, "confidence")});
        return observations;
    }
    const Json& times = member(data, "time");
    const Json& values = member(data, "value");
    const Json& confidences = member(data, "confidence");
    if (!times.is_array() || !values.is_array() || times.size() != values.size())
        fail(where, "no list of observations under 'data'");
    for (std::size_t i = 0; i < times.size(); ++i) {
        const bool hasConfidence = confidences.is_array() && i < confidences.size();
        observations.push_back({&times[i], &values[i], hasConfidence ? &confidences[i] : &nothing()});
    }
    return observations;
}

Bpm tempoOf(const Json& annotation, std::string_view where)
{
    const Json* best = nullptr;
    double highest = -std::numeric_limits<double>::infinity();
    for (const Observation& observation : observationsOf(annotation, where)) {
        const double confidence = observation.confidence->is_number() ? observation.confidence->get<double>() : -1.0;
        if (best == nullptr || confidence > highest) {
            best = observation.value;
            highest = confidence;
        }
    }
    if (best == nullptr)
        fail(where, "no observation");
    if (!best->is_number())
        fail(where, "the tempo is not a number");
    return requireTempo(best->get<double>(), where);
}

/// A beat's place in the bar: the value of `beat`, a member of the value of `beat_position`.
std::optional<int> positionOf(const Json& value)
{
    const Json& position = value.is_object() ? member(value, "position") : value;
    if (!position.is_number())
        return std::nullopt;
    const auto number = position.get<double>();
    if (!(number >= 1.0 && number <= std::numeric_limits<int>::max()) || number != std::floor(number))
        return std::nullopt;
    return static_cast<int>(number);
}

BeatAnnotation beatsOf(const Json& annotation, std::string_view where)
{
    std::vector<std::pair<double, std::optional<int>>> beats;
    for (const Observation& observation : observationsOf(annotation, where)) {
        const double time = observation.time->is_number() ? observation.time->get<double>() : -1.0;
        if (!std::isfinite(time) || time < 0.0)
            fail(where, fmt::format("beat {} has no time of 0 or more", beats.size() + 1));
        beats.emplace_back(time, positionOf(*observation.value));
    }
    if (beats.empty())
        fail(where, "no beats");
    // JAMS does not promise an order.
    std::stable_sort(beats.begin(), beats.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const bool havePositions =
        std::all_of(beats.begin(), beats.end(), [](const auto& beat) { return beat.second.has_value(); });
    BeatAnnotation result;
    for (const auto& [time, position] : beats) {
        if (!result.times.empty() && time <= result.times.back().value())
            fail(where, fmt::format("two beats at {} s", time));
        result.times.emplace_back(time);
        if (havePositions)
            result.positions.push_back(*position);
    }
    return result;
}

/// Whoever answers for an annotation, or empty.
std::string sourceOf(const Json& annotation)
{
    const Json& metadata = member(annotation, "annotation_metadata");
    for (const Json* name : {&member(member(metadata, "curator"), "name"),
                             &member(member(metadata, "annotator"), "name"), &member(metadata, "data_source")})
        if (name->is_string() && !trimmed(name->get_ref<const std::string&>()).empty())
            return printable(trimmed(name->get_ref<const std::string&>()));
    return {};
}

TempoReference tempoReference(const Json& annotation, std::string_view where)
{
    TempoReference reference;
    const std::string source = sourceOf(annotation);
    reference.version = source.empty() ? "JAMS tempo" : fmt::format("JAMS tempo ({})", source);
    try {
        reference.bpm = tempoOf(annotation, where);
    } catch (const Error& error) {
        reference.error = error;
    }
    return reference;
}

TempoReference beatReference(const Json& annotation, std::string_view where)
{
    TempoReference reference;
    const std::string source = sourceOf(annotation);
    reference.version = fmt::format("JAMS beats ({}median inter-beat interval)", source.empty() ? "" : source + "; ");
    try {
        reference.beats = beatsOf(annotation, where);
        if (const std::optional<Bpm> bpm = tempoOfBeats(*reference.beats))
            reference.bpm = requireTempo(bpm->value(), where);
        else
            fail(where, "one beat only, which has no tempo");
    } catch (const Error& error) {
        reference.error = error;
    }
    return reference;
}

Json parseJson(std::string_view text, std::string_view where)
{
    try {
        return Json::parse(withoutNotANumbers(withoutByteOrderMark(text), where));
    } catch (const Json::parse_error& error) {
        fail(where, fmt::format("not JSON (byte {})", error.byte));
    } catch (const Json::exception&) {
        fail(where, "JSON with a number out of range");
    }
}

/// A reference with the annotation that it was read from.
struct SourcedReference {
    TempoReference reference;
    const Json* annotation;
};

/// Of every annotation of tempo or beats, named, in the file's order. @param jams is pointed into
std::vector<SourcedReference> referencesOf(const Json& jams, const std::string& file)
{
    const Json& annotations = member(jams, "annotations");
    if (!annotations.is_array())
        fail(file, "not a JAMS file: it has no list 'annotations'");
    std::vector<SourcedReference> references;
    std::map<std::string, int> timesUsed;
    for (std::size_t i = 0; i < annotations.size(); ++i) {
        const Json& kind = member(annotations[i], "namespace");
        const std::string where = fmt::format("{} annotation {}", file, i + 1);
        if (kind == "tempo")
            references.push_back({tempoReference(annotations[i], where), &annotations[i]});
        else if (kind == "beat" || kind == "beat_position")
            references.push_back({beatReference(annotations[i], where), &annotations[i]});
        else
            continue;
        std::string& version = references.back().reference.version;
        if (const int uses = ++timesUsed[version]; uses > 1)
            version += fmt::format(" {}", uses);
    }
    return references;
}

std::optional<JamsTempi> twoTempiOf(const Json& annotation, std::string_view where)
{
    const std::vector<Observation> observations = observationsOf(annotation, where);
    if (observations.size() != 2)
        return std::nullopt;
    std::array<double, 2> bpm{};
    std::array<double, 2> confidence{};
    for (std::size_t i = 0; i < 2; ++i) {
        if (!observations[i].value->is_number() || !observations[i].confidence->is_number())
            return std::nullopt;
        bpm[i] = requireTempo(observations[i].value->get<double>(), where).value();
        confidence[i] = observations[i].confidence->get<double>();
    }
    const double sum = confidence[0] + confidence[1];
    if (!(confidence[0] >= 0.0 && confidence[1] >= 0.0 && sum > 0.0 && std::isfinite(sum)) || bpm[0] == bpm[1])
        return std::nullopt;
    const std::size_t slow = bpm[0] < bpm[1] ? 0 : 1;
    return JamsTempi{.slow = Bpm{bpm[slow]}, .fast = Bpm{bpm[1 - slow]}, .slowShare = confidence[slow] / sum};
}

} // namespace

std::vector<TempoReference> parseJams(std::string_view text, std::string_view name)
{
    requireText(text, name);
    const std::string file = fmt::format("'{}'", printable(name));
    const Json jams = parseJson(text, file);
    std::vector<TempoReference> references;
    for (SourcedReference& sourced : referencesOf(jams, file))
        references.push_back(std::move(sourced.reference));
    if (references.empty())
        fail(file, "a JAMS file with neither 'tempo' nor 'beat' annotations");
    return references;
}

std::optional<JamsTempi> parseJamsTempi(std::string_view text, std::string_view name, std::string_view version)
{
    requireText(text, name);
    const std::string file = fmt::format("'{}'", printable(name));
    const Json jams = parseJson(text, file);
    for (const SourcedReference& sourced : referencesOf(jams, file))
        if (version.ends_with(sourced.reference.version) && member(*sourced.annotation, "namespace") == "tempo")
            return twoTempiOf(*sourced.annotation, file);
    return std::nullopt;
}

} // namespace tempo
