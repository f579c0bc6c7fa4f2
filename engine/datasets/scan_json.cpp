// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/scan_report.h"
#include "engine/datasets/track_facts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace tempo {

namespace {

// Keys stay in the order they are written in, which is the order a person wants to read.
using Json = nlohmann::ordered_json;

template <class T>
Json valueOrNull(const std::optional<T>& value)
{
    if (!value)
        return nullptr;
    if constexpr (std::is_arithmetic_v<T>)
        return *value;
    else
        return value->value();
}

Json toJson(const Problem& problem)
{
    return {{"kind", keyOf(problem.kind)},
            {"severity", nameOf(problem.severity)},
            {"id", problem.id},
            {"detail", problem.detail}};
}

Json toJson(const TempoSummary& summary)
{
    const bool isKnown = summary.count > 0;
    return {{"genre", summary.genre},
            {"tracks", summary.tracks},
            {"count", summary.count},
            {"median", isKnown ? Json(summary.median.value()) : Json()},
            {"min", isKnown ? Json(summary.minimum.value()) : Json()},
            {"max", isKnown ? Json(summary.maximum.value()) : Json()}};
}

Json toJson(const TempoHistogram& histogram, TempoAxis axis)
{
    Json edges = Json::array();
    for (const Bpm edge : histogram.edges)
        edges.push_back(edge.value());
    Json counts = Json::object();
    for (std::size_t genre = 0; genre < histogram.genres.size(); ++genre) {
        Json& bins = counts[histogram.genres[genre]] = Json::array();
        for (std::size_t bin = 0; bin < histogram.counts.rows(); ++bin)
            bins.push_back(histogram.counts(bin, genre));
    }
    return {{"axis", axis == TempoAxis::Log2 ? "log2" : "linear"},
            {"edges", std::move(edges)},
            {"counts", std::move(counts)},
            {"below", histogram.below},
            {"above", histogram.above}};
}

Json toJson(const DatasetStatistics& statistics, const Dataset& dataset)
{
    Json genres = Json::array();
    for (const TempoSummary& genre : statistics.genres)
        genres.push_back(toJson(genre));
    Json octaves = Json::array();
    for (const TempoOctave& octave : statistics.octaves)
        octaves.push_back({{"low", octave.low.value()}, {"count", octave.count}, {"share", octave.share}});
    Json outliers = Json::array();
    for (const TempoOutlier& outlier : statistics.outliers)
        outliers.push_back({{"id", dataset.tracks[outlier.track].id},
                            {"bpm", outlier.bpm.value()},
                            {"low", outlier.low.value()},
                            {"high", outlier.high.value()}});
    Json unsteady = Json::array();
    for (const std::size_t track : statistics.beats.unsteady)
        unsteady.push_back(dataset.tracks[track].id);
    const BeatSteadiness& beats = statistics.beats;
    return {{"all", toJson(statistics.all)},
            {"genres", std::move(genres)},
            {"histogram", toJson(statistics.histogram, statistics.axis)},
            {"octaves", std::move(octaves)},
            {"outliers", std::move(outliers)},
            {"beat_interval_variation",
             {{"tracks", beats.count},
              {"median", beats.count > 0 ? Json(beats.median) : Json()},
              {"above_5_percent", beats.above5Percent},
              {"above_10_percent", beats.above10Percent},
              {"unsteady", std::move(unsteady)}}}};
}

Json toJson(const AudioReport& audio)
{
    return {{"seconds", audio.decodedDuration.value()},
            {"declared_seconds", valueOrNull(audio.declaredDuration)},
            {"rate_hz", audio.sourceRate.value()},
            {"channels", audio.channels},
            {"container", audio.container},
            {"codec", audio.codec},
            {"peak", audio.peak},
            {"clipped_share", audio.clippedShare}};
}

Json toJson(const TrackFacts& facts)
{
    Json references = Json::array();
    for (const TempoReference& reference : facts.track.references)
        references.push_back({{"version", reference.version},
                              {"file", reference.file.native()},
                              {"bpm", valueOrNull(reference.bpm)},
                              {"error", reference.error ? Json(reference.error->message()) : Json()}});
    Json problems = Json::array();
    for (const Problem* const problem : facts.problems)
        problems.push_back(keyOf(problem->kind));
    return {{"id", facts.track.id},
            {"genre", facts.track.genre},
            {"file", facts.track.audio ? Json(facts.track.audio->native()) : Json()},
            {"bpm", valueOrNull(facts.bpm)},
            {"beats_bpm", valueOrNull(facts.beatsBpm)},
            {"beat_variation", valueOrNull(facts.beatVariation)},
            {"references", std::move(references)},
            {"audio", facts.audio != nullptr ? toJson(*facts.audio) : Json()},
            {"samples_xxh3", facts.hash.empty() ? Json() : Json(facts.hash)},
            {"duplicate_group", valueOrNull(facts.duplicates)},
            {"problems", std::move(problems)}};
}

Json toJson(const DuplicateGroup& group, const Dataset& dataset)
{
    Json ids = Json::array();
    for (const std::size_t track : group.tracks)
        ids.push_back(dataset.tracks[track].id);
    Json links = Json::array();
    for (const DuplicateLink& link : group.links)
        links.push_back({{"first", dataset.tracks[link.first].id},
                         {"second", dataset.tracks[link.second].id},
                         {"bit_error_rate", valueOrNull(link.bitErrorRate)},
                         {"offset_seconds", link.offset.value()}});
    return {{"exact", group.isExact}, {"ids", std::move(ids)}, {"links", std::move(links)}};
}

Json countsOf(const ScanReport& report)
{
    const auto nAudio =
        std::ranges::count_if(report.dataset.tracks, [](const Track& track) { return track.audio.has_value(); });
    return {{"tracks", report.dataset.tracks.size()},
            {"with_audio", nAudio},
            {"readable", report.readable()},
            {"with_tempo", report.statistics.all.count},
            {"expected_but_missing", report.dataset.expectedButMissing.size()},
            {"errors", report.count(Severity::Error)},
            {"warnings", report.count(Severity::Warning)},
            {"notes", report.count(Severity::Note)}};
}

/// Bytes of file names that are not UTF-8 become U+FFFD.
std::string written(const Json& json, int indent)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

/// A last member, its items one by one, a line each: as one object they would take ten times the memory of the text.
template <class Items>
void appendList(std::string& text, std::string_view key, const Items& items)
{
    text += ",\n \"";
    text += key;
    text += "\": [";
    std::string_view separator = "\n  ";
    for (const auto& item : items) {
        text += separator;
        text += written(toJson(item), -1);
        separator = ",\n  ";
    }
    text += "\n ]";
}

} // namespace

std::string scanReportJson(const ScanReport& report)
{
    const Dataset& dataset = report.dataset;
    Json references = Json::array();
    for (const VersionCoverage& coverage : report.statistics.coverage)
        references.push_back({{"version", coverage.version}, {"tracks", coverage.tracks}});
    Json duplicates = Json::array();
    for (const DuplicateGroup& group : report.duplicates)
        duplicates.push_back(toJson(group, dataset));
    const Json json{
        {"dataset",
         {{"root", dataset.root.native()},
          {"layout", dataset.layout},
          {"explanation", dataset.explanation},
          {"is_gtzan", dataset.isGtzan},
          {"warnings", dataset.warnings}}},
        {"counts", countsOf(report)},
        {"references", std::move(references)},
        {"reference", report.statistics.referenceVersion},
        {"training_range", {report.trainingRange.low.value(), report.trainingRange.high.value()}},
        {"duplicates", std::move(duplicates)},
        {"statistics", toJson(report.statistics, dataset)},
    };
    std::string text = written(json, 1);
    text.resize(text.rfind('\n'));
    appendList(text, "problems", report.problems);
    appendList(text, "tracks", trackFacts(report));
    text += "\n}\n";
    return text;
}

} // namespace tempo
