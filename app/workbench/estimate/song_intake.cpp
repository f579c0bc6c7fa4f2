// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/song_intake.h"

#include "app/common/file_outcome.h"
#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "engine/core/progress.h"
#include "engine/datasets/audio_sources.h"

#include <set>

namespace tempo::workbench {

namespace {

/// Thrown through the decoder as soon as there is sound.
struct HasSound {};

bool isAudio(const std::filesystem::path& path, const std::stop_token& stop)
{
    try {
        decodeAudio(
            path, {}, [](std::span<const float>) { throw HasSound(); }, stop);
    } catch (const HasSound&) {
        return true;
    } catch (const Error&) {
        return false;
    }
    return false;
}

} // namespace

SongIntake takeIn(std::span<const std::filesystem::path> paths, const std::stop_token& stop)
{
    SongIntake intake;
    std::set<std::filesystem::path> known;
    for (const AudioSource& source : collectAudioSources(paths)) {
        throwIfStopped(stop);
        std::error_code ignored;
        const bool isFile = std::filesystem::is_regular_file(source.path, ignored);
        const bool exists = isFile || std::filesystem::exists(source.path, ignored);
        if (!known.insert(source.path).second)
            ++intake.repeated;
        else if (source.error && exists)
            intake.skipped.push_back({.path = source.path, .reason = app::causeOf(*source.error, source.path)});
        else if (isFile && !hasAudioExtension(source.path) && !isAudio(source.path, stop))
            intake.skipped.push_back({.path = source.path, .reason = "not audio"});
        else
            intake.songs.push_back(source.path);
    }
    return intake;
}

} // namespace tempo::workbench
