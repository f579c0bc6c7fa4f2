// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/layout_text.h"

#include "engine/core/printable.h"
#include "engine/datasets/gtzan_names.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

/// Where most of the audio lies: in the genre folders of `folder`, or in `folder` itself.
struct AudioPlace {
    fs::path folder; ///< empty if there is no audio
    bool genreFolders = false;
};

AudioPlace audioPlaceOf(const Dataset& dataset)
{
    std::map<std::pair<fs::path, bool>, std::size_t> places;
    for (const Track& track : dataset.tracks) {
        if (!track.audio)
            continue;
        const fs::path folder = track.audio->parent_path();
        const bool isGenre = isGtzanGenre(folder.filename().native());
        ++places[{isGenre ? folder.parent_path() : folder, isGenre}];
    }
    const auto most = std::max_element(places.begin(), places.end(),
                                       [](const auto& left, const auto& right) { return left.second < right.second; });
    return most == places.end() ? AudioPlace{} : AudioPlace{most->first.first, most->first.second};
}

std::size_t countAudio(const Dataset& dataset)
{
    return static_cast<std::size_t>(std::count_if(dataset.tracks.begin(), dataset.tracks.end(),
                                                  [](const Track& track) { return track.audio.has_value(); }));
}

/// "tempo/*.bpm (999 tracks)" and so on, or that there is none.
std::string describe(const std::vector<ReferenceSource>& sources, const fs::path& root)
{
    if (sources.empty())
        return "no tempo annotations were found in the folder, above it or beside it";
    std::string text = "reference tempi: ";
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const ReferenceSource& source = sources[i];
        const bool outside = !source.folder.empty() && !(source.folder.native() + "/").starts_with(root.native() + "/");
        text += fmt::format("{}{} for {} {}{}", i == 0 ? "" : ", ", source.name, source.references,
                            source.references == 1 ? "track" : "tracks",
                            outside ? fmt::format(" from '{}'", printable(source.folder)) : "");
    }
    return text;
}

} // namespace

std::string layoutOfFolder(const Dataset& dataset, Naming naming, const std::vector<ReferenceSource>& sources)
{
    const bool isJams = std::any_of(sources.begin(), sources.end(),
                                    [](const ReferenceSource& source) { return source.name.find("JAMS") == 0; });
    const AudioPlace place = audioPlaceOf(dataset);
    if (naming == Naming::Paths) {
        if (place.folder.empty())
            return "annotations without audio";
        return isJams ? "audio with JAMS files" : "audio with tempo files";
    }
    if (place.folder.empty())
        return "GTZAN (annotations only)";
    if (!place.genreFolders)
        return "GTZAN (flat)";
    const std::string name = lowerCase(place.folder.filename().native());
    const bool wellKnown = name == "genres" || name == "genres_original" || name == "audio";
    return fmt::format("GTZAN ({})", wellKnown ? name : "genre folders");
}

std::string explainFolder(const Dataset& dataset, Naming naming, const std::vector<ReferenceSource>& sources)
{
    const AudioPlace place = audioPlaceOf(dataset);
    const std::size_t audio = countAudio(dataset);
    const std::string references = describe(sources, dataset.root);
    if (naming == Naming::Gtzan) {
        const auto named = std::count_if(dataset.tracks.begin(), dataset.tracks.end(), [](const Track& track) {
            return track.audio && gtzanIdOf(track.id).has_value();
        });
        const std::string where =
            place.folder.empty()
                ? "with annotations only"
                : fmt::format("{} '{}'", place.genreFolders ? "in one folder per genre below" : "all in",
                              printable(place.folder));
        return fmt::format("Recognised as {} by file names: audio of {} of its 1000 names, {}; {}.",
                           dataset.isGtzan ? "GTZAN" : "a demo corpus of GTZAN's shape", named, where, references);
    }
    if (audio == 0)
        return fmt::format("Recognised by annotations of {} tracks, whose audio was not found; {}.",
                           dataset.tracks.size(), references);
    const auto paired = std::count_if(dataset.tracks.begin(), dataset.tracks.end(),
                                      [](const Track& track) { return track.audio && !track.references.empty(); });
    return fmt::format("Recognised by annotations that {} of {} audio files have under the same name; {}.", paired,
                       audio, references);
}

std::string explainTable(const Dataset& dataset, const std::vector<ReferenceSource>& sources)
{
    return fmt::format("Recognised as a CSV manifest by its column names: {} tracks, {} of them with audio; {}.",
                       dataset.tracks.size(), countAudio(dataset), describe(sources, dataset.root));
}

std::string nothingRecognised(const fs::path& root, std::size_t audioFiles, const std::vector<std::string>& warnings)
{
    const std::string found = audioFiles == 0 ? "no audio and no annotations here"
                                              : fmt::format("{} audio files here, but no annotations", audioFiles);
    const std::string unseen =
        warnings.empty() ? "" : fmt::format("; not all could be looked at, first {}", warnings.front());
    return fmt::format("'{}': {}; looked for GTZAN's file names, for .bpm, .beats and .jams files inside, above and "
                       "beside the folder, and for a CSV manifest path,bpm; name a folder or manifest with "
                       "--annotations{}",
                       printable(root), found, unseen);
}

} // namespace tempo
