// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/model_file.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"
#include "engine/rhythm/mel_spectrogram.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace tempo {

namespace {

using Json = nlohmann::json;
using Metadata = std::map<std::string, std::string>;

/// The bounds keep what follows from a model file (sizes of tensors, tempi) within reason.
constexpr int kMostBins = 4096;
constexpr std::size_t kMostFrames = 65536;
constexpr double kFastestTempo = 10000.0;
constexpr std::array kParts{SplitPart::Train, SplitPart::Validation, SplitPart::Test, SplitPart::LeftOut};

std::string dumped(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json featuresJson()
{
    const AnalysisGrid grid;
    return {{"kind", "mel_db"},
            {"rate", grid.rate.value()},
            {"fft", grid.fftSize},
            {"hop", grid.hop},
            {"bands", grid.bandCount}};
}

Json tracksJson(const std::vector<TrainedTrack>& tracks)
{
    Json json = Json::array();
    for (const TrainedTrack& track : tracks)
        json.push_back({track.id, track.audioHash, nameOf(track.part)});
    return json;
}

/// Reads the entries of one model file; each refusal names the entry.
class MetadataReader {
public:
    MetadataReader(const Metadata& metadata, std::string_view name) : m_metadata(metadata), m_name(name) {}

    [[noreturn]] void fail(std::string_view cause) const
    {
        throw Error(ErrorCode::Format, fmt::format("'{}': {}", printable(m_name), cause));
    }

    [[noreturn]] void failEntry(std::string_view entry, std::string_view cause) const
    {
        fail(fmt::format("the model's entry '{}' {}", entry, cause));
    }

    [[nodiscard]] const std::string& text(const std::string& entry) const
    {
        const auto place = m_metadata.find(entry);
        if (place == m_metadata.end())
            failEntry(entry, "is missing");
        return place->second;
    }

    [[nodiscard]] Json json(const std::string& entry) const
    {
        // Nothing that is written here is nested deeper than this.
        constexpr int kDeepest = 3;
        const auto keep = [&](int depth, Json::parse_event_t, Json&) {
            if (depth > kDeepest)
                failEntry(entry, "is nested too deeply");
            return true;
        };
        Json json = Json::parse(text(entry), keep, false);
        if (json.is_discarded())
            failEntry(entry, "is no JSON");
        return json;
    }

    [[nodiscard]] const Json& member(const Json& json, std::string_view entry, const char* key) const
    {
        if (!json.is_object() || !json.contains(key))
            failEntry(entry, fmt::format("has no '{}'", key));
        return json.at(key);
    }

    /// A finite number in [low, high].
    [[nodiscard]] double number(const Json& json, std::string_view entry, double low, double high) const
    {
        const double value = json.is_number() ? json.get<double>() : std::nan("");
        if (!(value >= low && value <= high))
            failEntry(entry,
                      fmt::format("has {} where a number from {} to {} must be", excerpt(dumped(json)), low, high));
        return value;
    }

    [[nodiscard]] std::int64_t whole(const Json& json, std::string_view entry, std::int64_t low,
                                     std::int64_t high) const
    {
        const double value = number(json, entry, static_cast<double>(low), static_cast<double>(high));
        if (value != std::floor(value))
            failEntry(entry, fmt::format("has {} where a whole number must be", value));
        return static_cast<std::int64_t>(value);
    }

    template <class Enumeration>
    [[nodiscard]] Enumeration choice(std::string_view text, std::string_view entry) const
    {
        const std::optional<Enumeration> value = valueOfName<Enumeration>(text);
        if (!value)
            failEntry(entry, fmt::format("is '{}', which this version of tempnetic does not know", excerpt(text)));
        return *value;
    }

private:
    const Metadata& m_metadata;
    std::string_view m_name;
};

void checkFormat(const MetadataReader& reader, const Metadata& metadata)
{
    const auto format = metadata.find("tempnetic_format");
    if (format == metadata.end())
        reader.fail("is no model of tempnetic; weights from elsewhere come in through 'tempnetic import-weights'");
    const Json version = reader.json("tempnetic_format");
    if (!version.is_number_unsigned())
        reader.failEntry("tempnetic_format", "is no version");
    if (version.get<std::uint64_t>() != ModelFacts::kFormatVersion)
        reader.fail(fmt::format("has version {} of the model format, and this tempnetic reads version {}: use the "
                                "tempnetic that wrote it, or a newer one",
                                version.get<std::uint64_t>(), ModelFacts::kFormatVersion));
}

ModelConfig modelOf(const MetadataReader& reader)
{
    ModelConfig model;
    model.network = reader.choice<NetworkKind>(reader.text("architecture"), "architecture");
    const Json json = reader.json("model");
    const Json& input = reader.member(json, "model", "input");
    model.input = reader.choice<NetworkInput>(input.is_string() ? input.get<std::string>() : dumped(input), "model");
    const Json& causal = reader.member(json, "model", "causal");
    if (!causal.is_boolean())
        reader.failEntry("model", "has no truth value 'causal'");
    model.isCausal = causal.get<bool>();
    model.dropout = reader.number(reader.member(json, "model", "dropout"), "model", 0.0, 0.999);
    return model;
}

TempoGrid gridOf(const MetadataReader& reader)
{
    const Json json = reader.json("grid");
    TempoGrid grid;
    grid.low = Bpm{reader.number(reader.member(json, "grid", "low"), "grid", 1.0, 1000.0)};
    grid.binsPerOctave =
        static_cast<int>(reader.whole(reader.member(json, "grid", "bins_per_octave"), "grid", 1, 1200));
    grid.nBins = static_cast<int>(reader.whole(reader.member(json, "grid", "n_bins"), "grid", 2, kMostBins));
    if (grid.tempoOf(grid.nBins - 1).value() > kFastestTempo)
        reader.failEntry("grid", fmt::format("ends above {} BPM", kFastestTempo));
    return grid;
}

TempoRange rangeOf(const MetadataReader& reader)
{
    const Json json = reader.json("tempo_range");
    if (!json.is_array() || json.size() != 2)
        reader.failEntry("tempo_range", "is no list of two tempi");
    TempoRange range;
    range.low = Bpm{reader.number(json[0], "tempo_range", 1.0, kFastestTempo)};
    range.high = Bpm{reader.number(json[1], "tempo_range", 1.0, kFastestTempo)};
    if (range.low >= range.high)
        reader.failEntry("tempo_range", "is upside down");
    return range;
}

std::vector<TrainedTrack> tracksOf(const MetadataReader& reader)
{
    std::vector<TrainedTrack> tracks;
    const Json json = reader.json("tracks");
    if (!json.is_array())
        reader.failEntry("tracks", "is no list");
    for (const Json& row : json) {
        const bool isRow = row.is_array() && row.size() == 3 &&
                           std::ranges::all_of(row, [](const Json& cell) { return cell.is_string(); });
        const std::string part = isRow ? row[2].get<std::string>() : std::string();
        const auto* const found = std::ranges::find(kParts, part, [](SplitPart p) { return nameOf(p); });
        if (found == kParts.end())
            reader.failEntry("tracks", fmt::format("has {} where [id, hash, part] must be", excerpt(dumped(row))));
        tracks.push_back({row[0].get<std::string>(), row[1].get<std::string>(), *found});
    }
    return tracks;
}

void readMaps(const MetadataReader& reader, ModelFacts& facts)
{
    const Json metrics = reader.json("metrics");
    const Json history = reader.json("history");
    if (!metrics.is_object())
        reader.failEntry("metrics", "is no object");
    if (!history.is_object())
        reader.failEntry("history", "is no object");
    for (const auto& [key, value] : metrics.items())
        facts.metrics[key] = reader.number(value, "metrics", -1e300, 1e300);
    for (const auto& [key, value] : history.items()) {
        if (!value.is_string())
            reader.failEntry("history", fmt::format("has no text under '{}'", excerpt(key)));
        facts.history[key] = value.get<std::string>();
    }
}

} // namespace

Metadata toMetadata(const ModelFacts& facts)
{
    Json metrics = Json::object();
    for (const auto& [key, value] : facts.metrics)
        if (std::isfinite(value))
            metrics[key] = value;
    const Json grid = {
        {"low", facts.grid.low.value()}, {"bins_per_octave", facts.grid.binsPerOctave}, {"n_bins", facts.grid.nBins}};
    const Json model = {
        {"input", nameOf(facts.model.input)}, {"causal", facts.model.isCausal}, {"dropout", facts.model.dropout}};
    return {
        {"tempnetic_format", std::to_string(ModelFacts::kFormatVersion)},
        {"name", facts.name},
        {"architecture", std::string(nameOf(facts.model.network))},
        {"model", dumped(model)},
        {"features", dumped(featuresJson())},
        {"loss", std::string(nameOf(facts.loss))},
        {"tempo_range", dumped({facts.range.low.value(), facts.range.high.value()})},
        {"grid", dumped(grid)},
        {"temperature", dumped(facts.temperature)},
        {"block_frames", dumped(facts.blockFrames)},
        {"split_fingerprint", facts.splitFingerprint},
        {"tracks", dumped(tracksJson(facts.tracks))},
        {"metrics", dumped(metrics)},
        {"history", dumped(Json(facts.history))},
    };
}

ModelFacts factsFromMetadata(const Metadata& metadata, std::string_view name)
{
    const MetadataReader reader(metadata, name);
    checkFormat(reader, metadata);
    ModelFacts facts;
    facts.name = reader.text("name");
    facts.model = modelOf(reader);
    if (reader.json("features") != featuresJson())
        reader.failEntry("features", "tells of other features than this tempnetic computes");
    facts.loss = reader.choice<LossKind>(reader.text("loss"), "loss");
    facts.range = rangeOf(reader);
    facts.grid = gridOf(reader);
    facts.temperature = reader.number(reader.json("temperature"), "temperature", 1e-3, 1e3);
    facts.blockFrames =
        static_cast<std::size_t>(reader.whole(reader.json("block_frames"), "block_frames", 16, kMostFrames));
    facts.splitFingerprint = reader.text("split_fingerprint");
    facts.tracks = tracksOf(reader);
    readMaps(reader, facts);
    return facts;
}

} // namespace tempo
