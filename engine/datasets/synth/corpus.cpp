// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/corpus.h"

#include "engine/core/error.h"
#include "engine/datasets/synth/composer.h"
#include "engine/datasets/synth/mastering.h"
#include "engine/datasets/synth/random.h"
#include "engine/datasets/wav_bytes.h"

#include <algorithm>
#include <fmt/format.h>

namespace tempo::synth {

namespace {

constexpr int kMostTracks = 100000;
constexpr std::size_t kNoiseBytes = 65536;

struct FaultPlace {
    std::string_view genre;
    int number;
    PlantedFault fault;
    int original;
};

constexpr FaultPlace kFaultPlaces[] = {
    {"classical", 49, PlantedFault::Silent, 0},     {"country", 33, PlantedFault::Truncated, 0},
    {"disco", 60, PlantedFault::NearDuplicate, 55}, {"hiphop", 45, PlantedFault::ExactDuplicate, 39},
    {"jazz", 54, PlantedFault::Undecodable, 0},     {"metal", 18, PlantedFault::BeatsDisagree, 0},
    {"reggae", 86, PlantedFault::MissingTempo, 0},
};

void plantFault(CorpusTrack& track, int tracksPerGenre)
{
    for (const FaultPlace& place : kFaultPlaces) {
        if (place.genre != track.genre || std::min(place.number, tracksPerGenre - 1) != track.number)
            continue;
        track.fault = place.fault;
        track.original = std::min(place.original, tracksPerGenre - 2);
    }
}

std::uint64_t seedOf(const CorpusOptions& options, const CorpusTrack& track)
{
    const bool isCopy = track.fault == PlantedFault::ExactDuplicate || track.fault == PlantedFault::NearDuplicate;
    const int number = isCopy ? track.original : track.number;
    return Random(options.seed).fork(fmt::format("{}.{:05}", track.genre, number)).next();
}

/// The same recording on another record: other sound, and it begins 0.1 s later.
void remaster(Score& score, std::uint64_t seed)
{
    constexpr double kLater = 0.1;
    score.mastering = drawMastering(score.genre, seed ^ 0x5EEDULL);
    score.mastering.fadeInSeconds = 0.0;
    score.mastering.cracklesPerSecond = 0.0;
    for (Note& note : score.notes)
        note.onset -= kLater;
    BeatAnnotation later;
    for (std::size_t i = 0; i < score.beats.times.size(); ++i) {
        if (score.beats.times[i].value() < kLater)
            continue;
        later.times.emplace_back(score.beats.times[i].value() - kLater);
        later.positions.push_back(score.beats.positions[i]);
    }
    score.beats = later;
}

/// Bytes that no decoder takes for audio: no container's mark, and no byte that could begin an MPEG frame.
std::string noiseBytes(std::uint64_t seed)
{
    Random random(seed);
    std::string bytes;
    while (bytes.size() < kNoiseBytes)
        bytes += static_cast<char>(0x01 + random.index(0x7E));
    return bytes;
}

std::string beatsText(const BeatAnnotation& beats)
{
    std::string text;
    for (std::size_t i = 0; i < beats.times.size(); ++i)
        text += fmt::format("{:.3f}\t{}\n", beats.times[i].value(), beats.positions[i]);
    return text;
}

std::string audioBytes(const Score& score, PlantedFault fault, Renderer& renderer, const std::stop_token& stop)
{
    if (fault == PlantedFault::Undecodable)
        return noiseBytes(score.mastering.noiseSeed);
    std::vector<float> samples(static_cast<std::size_t>(score.nSamples), 0.0F);
    if (fault != PlantedFault::Silent) {
        samples = renderer.render(score, stop);
        master(samples, score.mastering);
    }
    std::string bytes = wavBytes(toInt16(samples));
    if (fault == PlantedFault::Truncated)
        bytes.resize(bytes.size() / 5 * 2);
    return bytes;
}

} // namespace

void requireValid(const CorpusOptions& options)
{
    const int fewest = options.faults == Faults::Planted ? 2 : 1;
    if (options.tracksPerGenre < fewest || options.tracksPerGenre > kMostTracks)
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("{} tracks per genre{}: must be from {} to {}", options.tracksPerGenre,
                                fewest > 1 ? " with faults" : "", fewest, kMostTracks));
}

std::vector<CorpusTrack> planCorpus(const CorpusOptions& options)
{
    requireValid(options);
    std::vector<CorpusTrack> tracks;
    for (const std::string_view genre : kGenres)
        for (int number = 0; number < options.tracksPerGenre; ++number) {
            tracks.push_back(
                {.id = fmt::format("{}.{:05}", genre, number), .genre = std::string(genre), .number = number});
            if (options.faults == Faults::Planted)
                plantFault(tracks.back(), options.tracksPerGenre);
        }
    return tracks;
}

std::vector<std::filesystem::path> fileNames(const CorpusTrack& track)
{
    std::vector<std::filesystem::path> names;
    if (track.fault != PlantedFault::MissingTempo) {
        const std::string stem = fmt::format("gtzan_{}_{:05}", track.genre, track.number);
        names.emplace_back("tempo/" + stem + ".bpm");
        names.emplace_back("beats/" + stem + ".beats");
    }
    names.emplace_back("genres/" + track.genre + "/" + track.id + ".wav");
    return names;
}

std::vector<CorpusFile> makeTrack(const CorpusOptions& options, const CorpusTrack& track, Renderer& renderer,
                                  const std::stop_token& stop)
{
    const std::uint64_t seed = seedOf(options, track);
    Score score = compose(track.genre, seed, options.styles);
    if (track.fault == PlantedFault::NearDuplicate)
        remaster(score, seed);
    const double stated = score.bpm.value() * (track.fault == PlantedFault::BeatsDisagree ? 1.25 : 1.0);

    std::vector<CorpusFile> files;
    for (std::filesystem::path& name : fileNames(track)) {
        const std::string extension = name.extension();
        std::string bytes = extension == ".bpm"     ? fmt::format("{:.18e}\n", stated)
                            : extension == ".beats" ? beatsText(score.beats)
                                                    : audioBytes(score, track.fault, renderer, stop);
        files.push_back({.name = std::move(name), .bytes = std::move(bytes)});
    }
    return files;
}

} // namespace tempo::synth
