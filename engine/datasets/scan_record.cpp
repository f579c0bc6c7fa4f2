// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/scan_record.h"

#include <nlohmann/json.hpp>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace tempo {

namespace {

using Json = nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kChecksumBytes = 8;

std::uint64_t checksumOf(std::span<const std::uint8_t> bytes)
{
    return XXH3_64bits(bytes.data(), bytes.size());
}

Bytes itemsToBytes(const std::vector<std::uint32_t>& items)
{
    Bytes bytes;
    bytes.reserve(items.size() * 4);
    for (const std::uint32_t item : items)
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<std::uint8_t>(item >> shift));
    return bytes;
}

std::vector<std::uint32_t> bytesToItems(const Bytes& bytes)
{
    std::vector<std::uint32_t> items(bytes.size() / 4);
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::size_t k = 0; k < 4; ++k)
            items[i] |= std::uint32_t{bytes[4 * i + k]} << (8 * k);
    return items;
}

// An array, since names would take more room than the values. Its order is part of the cache's schema version.
Json toJson(const AudioReport& audio)
{
    Json problems = Json::array();
    for (const AudioProblem& problem : audio.problems)
        problems.push_back({static_cast<int>(problem.fault), problem.detail});
    return {audio.container,
            audio.codec,
            audio.sourceRate.value(),
            audio.channels,
            audio.declaredDuration ? Json(audio.declaredDuration->value()) : Json(),
            audio.decodedDuration.value(),
            audio.nSamples,
            audio.peak,
            audio.clippedShare,
            audio.nonFiniteSamples,
            audio.packets,
            audio.brokenPackets,
            std::move(problems)};
}

AudioReport audioFromJson(const Json& json)
{
    AudioReport audio;
    audio.container = json.at(0).get<std::string>();
    audio.codec = json.at(1).get<std::string>();
    audio.sourceRate = SampleRate{json.at(2).get<double>()};
    audio.channels = json.at(3).get<int>();
    if (!json.at(4).is_null())
        audio.declaredDuration = Seconds{json.at(4).get<double>()};
    audio.decodedDuration = Seconds{json.at(5).get<double>()};
    audio.nSamples = json.at(6).get<std::int64_t>();
    audio.peak = json.at(7).get<double>();
    audio.clippedShare = json.at(8).get<double>();
    audio.nonFiniteSamples = json.at(9).get<std::int64_t>();
    audio.packets = json.at(10).get<std::int64_t>();
    audio.brokenPackets = json.at(11).get<std::int64_t>();
    for (const Json& problem : json.at(12))
        audio.problems.push_back({static_cast<AudioFault>(problem.at(0).get<int>()), problem.at(1).get<std::string>()});
    return audio;
}

TrackScan scanFromJson(const Json& json)
{
    TrackScan scan;
    scan.audio = audioFromJson(json.at(0));
    if (!json.at(1).is_null()) {
        const Bytes& hash = json.at(1).get_binary();
        scan.hash.emplace();
        std::copy_n(hash.begin(), std::min(hash.size(), scan.hash->size()), scan.hash->begin());
    }
    scan.fingerprint = bytesToItems(json.at(2).get_binary());
    return scan;
}

} // namespace

std::vector<std::uint8_t> toRecord(const TrackScan& scan)
{
    const Json json{
        toJson(scan.audio.value()),
        scan.hash ? Json::binary(Bytes(scan.hash->begin(), scan.hash->end())) : Json(),
        Json::binary(itemsToBytes(scan.fingerprint)),
    };
    Bytes bytes = Json::to_cbor(json);
    const std::uint64_t checksum = checksumOf(bytes);
    for (unsigned shift = 0; shift < 64; shift += 8)
        bytes.push_back(static_cast<std::uint8_t>(checksum >> shift));
    return bytes;
}

std::optional<TrackScan> fromRecord(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < kChecksumBytes)
        return std::nullopt;
    const auto content = bytes.first(bytes.size() - kChecksumBytes);
    std::uint64_t checksum = 0;
    for (std::size_t i = 0; i < kChecksumBytes; ++i)
        checksum |= std::uint64_t{bytes[content.size() + i]} << (8 * i);
    if (checksum != checksumOf(content))
        return std::nullopt;
    try {
        return scanFromJson(Json::from_cbor(content.begin(), content.end()));
    } catch (const Json::exception&) {
        // The bytes are as they were written, but by a version of the program that wrote something else.
        return std::nullopt;
    }
}

} // namespace tempo
