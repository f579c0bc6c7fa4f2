// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/playback/music_loader.h"

#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <cmath>
#include <span>

namespace tempo::workbench {

namespace {

/// Thrown through the decoder when there is enough.
struct IsLongEnough {};

} // namespace

LoadedMusic loadMusic(const std::filesystem::path& path, SampleRate rate, Seconds longest, const std::stop_token& stop)
{
    auto audio = std::make_shared<AudioBuffer>(AudioBuffer{.rate = rate, .samples = {}});
    const auto most = static_cast<std::size_t>(longest.value() * rate.value());
    LoadedMusic music;
    try {
        const AudioReport report = decodeAudio(
            path, {.rate = rate},
            [&](std::span<const float> samples) {
                const std::size_t room = most - audio->samples.size();
                const auto kept = samples.first(std::min(room, samples.size()));
                audio->samples.insert(audio->samples.end(), kept.begin(), kept.end());
                if (kept.size() < samples.size())
                    throw IsLongEnough();
            },
            stop);
        if (audio->samples.empty())
            throw Error(ErrorCode::Decode,
                        printable(path) + ": " +
                            (report.problems.empty() ? std::string("holds no sound") : report.problems.front().detail));
    } catch (const IsLongEnough&) {
        music.isCut = true;
    }
    for (float& sample : audio->samples)
        if (!std::isfinite(sample))
            sample = 0.0F;
    music.audio = std::move(audio);
    return music;
}

} // namespace tempo::workbench
