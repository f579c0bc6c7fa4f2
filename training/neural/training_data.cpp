// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/training_data.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/duplicates.h"
#include "engine/datasets/integrity.h"
#include "engine/datasets/layout.h"
#include "engine/datasets/sha256.h"
#include "engine/evaluation/evaluation_items.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace tempo {

namespace {

/// One dataset of the configuration with what is wrong with it; ids are still its own.
struct Part {
    Dataset dataset;
    std::vector<TrackScan> scans;
    std::vector<Problem> problems;
    std::string reference;
};

std::vector<TrackScan> readAudio(const Dataset& dataset, ScanCache& cache, int jobs, WorkRunner& runner)
{
    std::vector<TrackScan> scans(dataset.tracks.size());
    std::vector<std::size_t> withAudio;
    for (std::size_t track = 0; track < dataset.tracks.size(); ++track)
        if (dataset.tracks[track].audio)
            withAudio.push_back(track);
    runner.run(
        "reading audio", withAudio.size(), jobs,
        [&](std::size_t index, const std::stop_token& stop) {
            const std::size_t track = withAudio[index];
            scans[track] = cache.scan(*dataset.tracks[track].audio, stop);
        },
        [&](std::size_t index) { return dataset.tracks[withAudio[index]].id; });
    return scans;
}

Part readPart(const std::filesystem::path& root, const DataConfig& config, ScanCache& cache, WorkRunner& runner)
{
    LayoutOptions layout;
    if (!config.annotations.empty())
        layout.annotations = config.annotations;
    Part part;
    part.dataset = openDataset(root, layout);
    if (part.dataset.tracks.empty())
        throw Error(ErrorCode::FileAccess,
                    printable(root) + ": holds neither audio nor annotations; name the dataset's own folder");
    part.reference = chosenVersion(part.dataset, config.reference);
    part.scans = readAudio(part.dataset, cache, config.jobs, runner);
    IntegrityOptions integrity;
    integrity.trainingRange = config.range;
    integrity.referenceVersion = part.reference;
    part.problems = findProblems(part.dataset, part.scans, {}, integrity);
    return part;
}

/// A dataset's name within a run; a second one of the same name gets a number.
std::string prefixOf(const std::filesystem::path& root, std::set<std::string>& taken)
{
    const std::string name = printable(root.filename());
    std::string prefix = name + "/";
    for (int number = 2; !taken.insert(prefix).second; ++number)
        prefix = fmt::format("{}-{}/", name, number);
    return prefix;
}

void append(ScanReport& whole, Part part, const std::string& prefix)
{
    for (std::size_t i = 0; i < part.dataset.tracks.size(); ++i) {
        Track& track = part.dataset.tracks[i];
        track.id = prefix + track.id;
        if (!track.group.empty())
            track.group = prefix + track.group;
        std::erase_if(track.references, [&](const TempoReference& reference) {
            return reference.version != part.reference || !reference.bpm;
        });
        whole.dataset.tracks.push_back(std::move(track));
        whole.scans.push_back(std::move(part.scans[i]));
    }
    for (Problem& problem : part.problems) {
        problem.id = prefix + problem.id;
        whole.problems.push_back(std::move(problem));
    }
}

void sortById(ScanReport& report)
{
    std::vector<std::size_t> order(report.scans.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<Track>& tracks = report.dataset.tracks;
    std::ranges::sort(order, {}, [&](std::size_t i) -> const std::string& { return tracks[i].id; });
    std::vector<Track> sortedTracks;
    std::vector<TrackScan> sortedScans;
    for (const std::size_t i : order) {
        sortedTracks.push_back(std::move(tracks[i]));
        sortedScans.push_back(std::move(report.scans[i]));
    }
    tracks = std::move(sortedTracks);
    report.scans = std::move(sortedScans);
    const auto twin = std::ranges::adjacent_find(tracks, {}, &Track::id);
    if (twin != tracks.end())
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("two datasets of data.root both have a track '{}'; rename a folder", twin->id));
}

} // namespace

TrainingData readTrainingData(const DataConfig& config, ScanCache& cache, WorkRunner& runner)
{
    if (config.roots.empty())
        throw Error(ErrorCode::InvalidArgument, "no dataset: name one, such as data.root=~/music/gtzan");
    ScanReport whole{
        .dataset = {}, .scans = {}, .duplicates = {}, .problems = {}, .statistics = {}, .trainingRange = config.range};
    TrainingData data;
    std::set<std::string> prefixes;
    for (const std::filesystem::path& root : config.roots) {
        Part part = readPart(root, config, cache, runner);
        data.references.push_back(part.reference);
        append(whole, std::move(part), &root == &config.roots.front() ? "" : prefixOf(root, prefixes));
    }
    sortById(whole);
    whole.duplicates = findDuplicates(whole.scans);
    data.constraints = splitConstraints(whole);
    data.messages = cache.takeMessages();
    data.dataset = std::move(whole.dataset);
    data.dataset.root = config.roots.front();
    data.scans = std::move(whole.scans);
    return data;
}

std::string fingerprintOf(const TrainingData& data, const Split& split)
{
    std::set<std::string_view> used;
    for (const SplitEntry& entry : split.entries)
        if (entry.part != SplitPart::LeftOut)
            used.insert(entry.id);
    std::string text;
    for (std::size_t i = 0; i < data.dataset.tracks.size(); ++i) {
        const Track& track = data.dataset.tracks[i];
        if (used.contains(track.id) && !track.references.empty())
            text += fmt::format("{}\t{}\t{}\n", track.id, audioHashOf(data.scans[i]),
                                track.references.front().bpm->value());
    }
    return sha256Hex(text);
}

} // namespace tempo
