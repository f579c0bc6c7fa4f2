// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/split_file.h"
#include "training/neural/training_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace tempo {

namespace {

/// Why each track that cannot be used cannot, by id.
std::unordered_map<std::string, std::string> unusableTracks(const TrainingData& data)
{
    std::unordered_map<std::string, std::string> reasons;
    for (const Exclusion& exclusion : data.constraints.excluded)
        reasons.emplace(exclusion.id, exclusion.reason);
    for (const Track& track : data.dataset.tracks) {
        if (!track.audio)
            reasons.emplace(track.id, "missing-audio");
        if (track.references.empty())
            reasons.emplace(track.id, "missing-annotation");
    }
    return reasons;
}

/// The part of each id, left-out ones included.
std::unordered_map<std::string, SplitPart> partsOf(const Split& split)
{
    std::unordered_map<std::string, SplitPart> parts;
    for (const SplitEntry& entry : split.entries)
        parts.emplace(entry.id, entry.part);
    return parts;
}

void warnOfStraddling(TrainingData& data, const Split& split, const std::string& file)
{
    const auto parts = partsOf(split);
    std::size_t count = 0;
    for (const std::vector<std::string>& group : data.constraints.duplicates) {
        const auto has = [&](bool trains) {
            return std::ranges::any_of(group, [&](const std::string& id) {
                const SplitPart part = parts.at(id);
                return part != SplitPart::LeftOut && (part == SplitPart::Train) == trains;
            });
        };
        count += has(true) && has(false) ? 1 : 0;
    }
    if (count > 0)
        data.messages.push_back(
            fmt::format("{}: {} recordings are trained on and validated on, as duplicates; accuracy "
                        "will look better than it is",
                        file, count));
}

/// A given split, for the tracks that there are.
Split fitted(TrainingData& data, const Split& given, const std::string& file)
{
    std::unordered_map<std::string, const SplitEntry*> byId;
    for (const SplitEntry& entry : given.entries)
        byId.emplace(entry.id, &entry);
    const auto unusable = unusableTracks(data);
    Split split;
    for (const Track& track : data.dataset.tracks) {
        const auto place = byId.find(track.id);
        SplitEntry entry{track.id, SplitPart::LeftOut, std::nullopt, "not in the split file"};
        if (place != byId.end()) {
            entry = *place->second;
            byId.erase(place);
        }
        const auto reason = unusable.find(track.id);
        if (entry.part != SplitPart::LeftOut && reason != unusable.end())
            entry = {track.id, SplitPart::LeftOut, std::nullopt, reason->second};
        split.entries.push_back(std::move(entry));
    }
    if (byId.size() == given.entries.size())
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("{}: none of its tracks, such as '{}', is in the dataset; use the dataset that it was "
                                "made for",
                                file, given.entries.front().id));
    if (!byId.empty())
        data.messages.push_back(fmt::format("{}: {} of its tracks, such as '{}', are not in the dataset", file,
                                            byId.size(), byId.begin()->first));
    warnOfStraddling(data, split, file);
    return split;
}

[[noreturn]] void failNothingUsable(const TrainingData& data)
{
    std::vector<std::string> reasons;
    for (const auto& [id, reason] : unusableTracks(data))
        reasons.push_back(reason);
    throw Error(ErrorCode::InvalidArgument,
                fmt::format("no track of {} can be used for training ({}); 'tempnetic scan' tells more, data.range "
                            "decides which tempi are used",
                            printable(data.dataset.root), reasonsText(reasons)));
}

std::size_t count(const Split& split, SplitPart part)
{
    return static_cast<std::size_t>(std::ranges::count(split.entries, part, &SplitEntry::part));
}

} // namespace

std::string reasonsText(const std::vector<std::string>& reasons)
{
    std::map<std::string, std::size_t> counts;
    for (const std::string& reason : reasons)
        ++counts[reason];
    std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
    std::string text;
    for (const auto& [reason, number] : sorted)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", number, printable(std::string_view(reason)));
    return text;
}

Split splitOf(TrainingData& data, const DataConfig& config)
{
    if (unusableTracks(data).size() >= data.dataset.tracks.size())
        failNothingUsable(data);
    if (config.splitFile.empty()) {
        Split split = makeSplit(data.dataset, data.constraints, config.split);
        data.messages.insert(data.messages.end(), split.warnings.begin(), split.warnings.end());
        return split;
    }
    Split given = readSplitFile(config.splitFile);
    if (config.split.method == SplitMethod::KFold)
        given = withHeldOutFold(std::move(given), config.split.heldOutFold);
    return fitted(data, given, printable(config.splitFile));
}

void requireSame(const TrainingData& data, const Split& split)
{
    std::unordered_map<std::string, std::string> reasons = unusableTracks(data);
    std::unordered_map<std::string, const Track*> tracks;
    for (const Track& track : data.dataset.tracks)
        tracks.emplace(track.id, &track);
    for (const SplitEntry& entry : split.entries) {
        if (entry.part == SplitPart::LeftOut)
            continue;
        const auto reason = reasons.find(entry.id);
        if (reason == reasons.end() && tracks.contains(entry.id))
            continue;
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("{}: the run used '{}', which is no longer usable ({}); restore it, or begin a new run",
                                printable(data.dataset.root), printable(std::string_view(entry.id)),
                                reason == reasons.end() ? "missing" : reason->second));
    }
}

void requireEnough(const Split& split, const TrainerConfig& config)
{
    const std::size_t nTrain = count(split, SplitPart::Train);
    if (nTrain == 0)
        throw Error(ErrorCode::InvalidArgument,
                    "no song is left to train on: lower data.validation_fraction and data.test_fraction, or add music");
    const std::size_t nBlocks = nTrain * static_cast<std::size_t>(config.blocksPerTrack);
    if (nBlocks < static_cast<std::size_t>(config.batchSize))
        throw Error(
            ErrorCode::InvalidArgument,
            fmt::format("{} songs to train on are fewer than a batch of {}: set trainer.batch_size={}, or raise "
                        "trainer.blocks_per_track, or add music",
                        nTrain, config.batchSize, nBlocks));
    if (count(split, SplitPart::Validation) == 0)
        throw Error(ErrorCode::InvalidArgument,
                    "no song is left to validate on: raise data.validation_fraction, or add music");
}

} // namespace tempo
