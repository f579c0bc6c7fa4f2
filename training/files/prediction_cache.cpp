// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/prediction_cache.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"
#include "training/files/append_file.h"
#include "training/files/feature_store.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <xxhash.h>

#include <array>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

namespace tempo {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

Json toJson(const std::string& audioHash, const TrackPrediction& prediction)
{
    Json line{{"audio", audioHash}};
    if (prediction.bpm)
        line["bpm"] = prediction.bpm->value();
    if (prediction.confidence)
        line["confidence"] = *prediction.confidence;
    if (!prediction.error.empty())
        line["error"] = prediction.error;
    for (const TempoCandidate& candidate : prediction.candidates)
        line["candidates"].push_back({candidate.bpm.value(), candidate.weight});
    for (const Bpm block : prediction.blocks)
        line["blocks"].push_back(block.value());
    return line;
}

/// @throws Json::exception for a line of another form
TrackPrediction fromJson(const Json& line)
{
    TrackPrediction prediction;
    if (line.contains("bpm"))
        prediction.bpm = Bpm{line.at("bpm").get<double>()};
    if (line.contains("confidence"))
        prediction.confidence = line.at("confidence").get<double>();
    prediction.error = line.value("error", "");
    for (const Json& candidate : line.value("candidates", Json::array()))
        prediction.candidates.push_back({Bpm{candidate.at(0).get<double>()}, candidate.at(1).get<double>()});
    for (const Json& block : line.value("blocks", Json::array()))
        prediction.blocks.emplace_back(block.get<double>());
    return prediction;
}

std::unordered_map<std::string, TrackPrediction> readLines(const fs::path& file)
{
    std::unordered_map<std::string, TrackPrediction> known;
    std::ifstream stream(file, std::ios::binary);
    for (std::string text; std::getline(stream, text);) {
        try {
            const Json line = Json::parse(text);
            known.insert_or_assign(line.at("audio").get<std::string>(), fromJson(line));
        } catch (const Json::exception&) {
            // Torn by a kill, or by two programs that wrote at once; it is computed anew.
            continue;
        }
    }
    return known;
}

} // namespace

PredictionCache::PredictionCache(const fs::path& folder, const std::string& identity)
{
    if (folder.empty())
        return;
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw Error(ErrorCode::FileAccess, printable(folder) + ": " + error.message());
    m_file = folder / fmt::format("{}-v{}.jsonl", identity, kVersion);
    dropTornLine(m_file);
    m_known = readLines(m_file);
}

std::optional<TrackPrediction> PredictionCache::find(const std::string& audioHash) const
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_known.find(audioHash);
    return place == m_known.end() ? std::nullopt : std::optional(place->second);
}

void PredictionCache::add(const std::string& audioHash, const TrackPrediction& prediction)
{
    if (m_file.empty())
        return;
    const std::string line = toJson(audioHash, prediction).dump() + "\n";
    const std::lock_guard lock(m_mutex);
    appendLine(m_file, {}, line);
    m_known.insert_or_assign(audioHash, prediction);
}

std::string contentHash(const fs::path& file)
{
    constexpr std::size_t kChunk = std::size_t{1} << 20U;
    std::ifstream stream(file, std::ios::binary);
    const std::unique_ptr<XXH3_state_t, decltype(&::XXH3_freeState)> state(::XXH3_createState(), &::XXH3_freeState);
    ::XXH3_128bits_reset(state.get());
    std::vector<char> chunk(kChunk);
    while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || stream.gcount() > 0)
        ::XXH3_128bits_update(state.get(), chunk.data(), static_cast<std::size_t>(stream.gcount()));
    if (!stream.eof())
        throw Error(ErrorCode::FileAccess, printable(file) + ": cannot be read");
    XXH128_canonical_t canonical;
    ::XXH128_canonicalFromHash(&canonical, ::XXH3_128bits_digest(state.get()));
    return fmt::format("{:02x}", fmt::join(canonical.digest, ""));
}

fs::path defaultPredictionFolder()
{
    return defaultFeatureFolder().parent_path() / "predictions";
}

} // namespace tempo
