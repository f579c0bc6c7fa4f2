// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/audio_tracks.h"

#include "engine/core/printable.h"
#include "engine/datasets/gtzan_names.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> gtzanIdOfName(std::string_view name)
{
    const std::size_t slash = name.rfind('/');
    return gtzanIdOf(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

std::size_t formatRank(const fs::path& path)
{
    constexpr std::array<std::string_view, 5> kOrder = {".wav", ".flac", ".aiff", ".aif", ".au"};
    const std::string extension = lowerCase(path.extension().native());
    return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), extension) - kOrder.begin());
}

/// Whether a file goes before another one of the same id.
bool isPreferred(const fs::path& left, const fs::path& right)
{
    const auto rank = [](const fs::path& path) {
        const std::string& name = path.native();
        return std::tuple(formatRank(path), std::count(name.begin(), name.end(), '/'), std::string_view(name));
    };
    return rank(left) < rank(right);
}

void addAudio(Track& track, const fs::path& path)
{
    if (!track.audio) {
        track.audio = path;
        return;
    }
    track.otherAudio.push_back(path);
    if (isPreferred(path, *track.audio))
        std::swap(*track.audio, track.otherAudio.back());
}

void warnOfSeveralFiles(const std::vector<Track>& tracks, std::vector<std::string>& warnings)
{
    const auto severalFiles = [](const Track& track) { return !track.otherAudio.empty(); };
    const auto count = std::count_if(tracks.begin(), tracks.end(), severalFiles);
    if (count == 0)
        return;
    const auto example = std::find_if(tracks.begin(), tracks.end(), severalFiles);
    warnings.push_back(fmt::format("{} {} more than one audio file; of {} '{}' is used and '{}' is not", count,
                                   count == 1 ? "track has" : "tracks have", example->id, printable(*example->audio),
                                   printable(example->otherAudio.front())));
}

/// Parts of a split that some corpora have as folders.
bool namesAPart(std::string_view folder)
{
    static const std::set<std::string, std::less<>> parts = {"train", "training", "val",  "valid", "validation",
                                                             "dev",   "test",     "eval", "audio"};
    return parts.contains(lowerCase(folder));
}

/// Genres from folders: all audio in the children of one folder, two children or more, none named like a part.
void nameGenresByFolder(std::vector<Track>& tracks)
{
    std::unordered_map<std::string, std::size_t> folders;
    for (const Track& track : tracks)
        ++folders[track.audio->parent_path().native()];
    std::unordered_set<std::string> parents;
    bool parts = false;
    for (const auto& [folder, count] : folders) {
        parents.insert(fs::path(folder).parent_path().native());
        parts = parts || namesAPart(fs::path(folder).filename().native());
    }
    if (folders.size() < 2 || parents.size() != 1 || parts)
        return;
    for (Track& track : tracks)
        track.genre = printable(track.audio->parent_path().filename());
}

} // namespace

Naming namingOf(const std::vector<FoundFile>& files)
{
    const auto gtzanHasMost = [&files](auto isCounted) {
        std::size_t all = 0;
        std::size_t gtzan = 0;
        for (const FoundFile& file : files) {
            if (!isCounted(file.kind))
                continue;
            ++all;
            gtzan += gtzanIdOfName(nameBelow(file.path, {})) ? 1 : 0;
        }
        return std::pair(all, all > 0 && 2 * gtzan >= all);
    };
    const auto [recordings, areGtzan] = gtzanHasMost([](FileKind kind) { return kind == FileKind::Audio; });
    if (recordings > 0)
        return areGtzan ? Naming::Gtzan : Naming::Paths;
    const auto [annotations, nameGtzan] = gtzanHasMost(
        [](FileKind kind) { return kind == FileKind::Tempo || kind == FileKind::Beats || kind == FileKind::Jams; });
    return nameGtzan ? Naming::Gtzan : Naming::Paths;
}

std::string trackIdOf(std::string_view name, Naming naming)
{
    if (naming == Naming::Gtzan)
        if (const std::optional<std::string> id = gtzanIdOfName(name))
            return *id;
    return printable(name);
}

std::vector<Track> tracksOfAudio(const std::vector<FoundFile>& files, const fs::path& root, Naming naming,
                                 std::vector<std::string>& warnings)
{
    std::vector<Track> tracks;
    std::unordered_map<std::string, std::size_t> byName;
    for (const FoundFile& file : files) {
        if (file.kind != FileKind::Audio)
            continue;
        // Told apart by their bytes, not by what they print as.
        const std::string name = nameBelow(file.path, root);
        const std::optional<std::string> gtzanId = naming == Naming::Gtzan ? gtzanIdOfName(name) : std::nullopt;
        const auto [place, isNew] = byName.try_emplace(gtzanId.value_or(name), tracks.size());
        if (isNew) {
            Track& track = tracks.emplace_back();
            track.id = gtzanId ? *gtzanId : printable(name);
            track.genre = gtzanId ? gtzanGenreOf(*gtzanId) : std::string();
        }
        addAudio(tracks[place->second], file.path);
    }
    warnOfSeveralFiles(tracks, warnings);
    if (naming == Naming::Paths)
        nameGenresByFolder(tracks);
    return tracks;
}

void makeIdsUnique(std::vector<Track>& tracks)
{
    std::unordered_set<std::string> taken;
    for (Track& track : tracks) {
        const std::string id = track.id;
        for (int number = 2; !taken.insert(track.id).second; ++number)
            track.id = fmt::format("{} ({})", id, number);
    }
}

} // namespace tempo
