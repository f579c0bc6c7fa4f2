// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/exposure.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace tempo {

namespace {

Exposure exposureOf(SplitPart part)
{
    switch (part) {
    case SplitPart::Train:
        return Exposure::TrainedOn;
    case SplitPart::Validation:
        return Exposure::ChosenBy;
    case SplitPart::Test:
    case SplitPart::LeftOut:
        break;
    }
    return Exposure::None;
}

constexpr std::array<std::pair<std::string_view, TrackChoice>, 4> kChoices{{{"val", TrackChoice::Validation},
                                                                            {"test", TrackChoice::Test},
                                                                            {"train", TrackChoice::Train},
                                                                            {"all", TrackChoice::All}}};

bool isChosen(TrackChoice choice, Exposure exposure)
{
    switch (choice) {
    case TrackChoice::Validation:
        return exposure != Exposure::TrainedOn;
    case TrackChoice::Test:
        return exposure == Exposure::None;
    case TrackChoice::Train:
        return exposure == Exposure::TrainedOn;
    case TrackChoice::All:
        break;
    }
    return true;
}

} // namespace

std::vector<Exposure> exposuresOf(std::span<const EvaluationItem> items, std::span<const KnownRecording> known)
{
    std::unordered_map<std::string_view, Exposure> byHash;
    std::unordered_map<std::string_view, Exposure> byId;         // whatever its hash
    std::unordered_map<std::string_view, Exposure> byIdUnhashed; // with no hash to go by
    const auto raise = [](auto& map, std::string_view key, Exposure exposure) {
        Exposure& place = map.try_emplace(key, exposure).first->second;
        place = std::max(place, exposure);
    };
    for (const KnownRecording& recording : known) {
        const Exposure exposure = exposureOf(recording.part);
        raise(byId, recording.id, exposure);
        if (recording.audioHash.empty())
            raise(byIdUnhashed, recording.id, exposure);
        else
            raise(byHash, recording.audioHash, exposure);
    }
    const auto look = [](const auto& map, std::string_view key) {
        const auto place = map.find(key);
        return place == map.end() ? Exposure::None : place->second;
    };
    std::vector<Exposure> exposures;
    exposures.reserve(items.size());
    for (const EvaluationItem& item : items)
        exposures.push_back(item.audioHash.empty()
                                ? look(byId, item.id)
                                : std::max(look(byHash, item.audioHash), look(byIdUnhashed, item.id)));
    return exposures;
}

std::string_view nameOf(TrackChoice choice)
{
    return std::ranges::find(kChoices, choice, &std::pair<std::string_view, TrackChoice>::second)->first;
}

std::optional<TrackChoice> trackChoiceOf(std::string_view name)
{
    const auto place = std::ranges::find(kChoices, name, &std::pair<std::string_view, TrackChoice>::first);
    return place == kChoices.end() ? std::nullopt : std::optional(place->second);
}

Exposure exposureOf(const Evaluation& evaluation, std::size_t item)
{
    Exposure most = Exposure::None;
    for (const EvaluatedSystem& system : evaluation.systems)
        if (!system.exposures.empty())
            most = std::max(most, system.exposures[item]);
    return most;
}

std::vector<std::size_t> chooseTracks(const Evaluation& evaluation, TrackChoice choice)
{
    std::vector<std::size_t> items;
    for (std::size_t item = 0; item < evaluation.items.size(); ++item)
        if (isChosen(choice, exposureOf(evaluation, item)))
            items.push_back(item);
    return items;
}

} // namespace tempo
