// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimators/analysis.h"

#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "engine/dsp/decibel.h"
#include "engine/rhythm/mel_spectrogram.h"
#include "engine/rhythm/onset_envelope.h"
#include "engine/rhythm/tempogram.h"

#include <fmt/format.h>

#include <span>

namespace tempo {

namespace {

/// Decoding and the tempogram take about the same time each.
constexpr double kHalf = 0.5;

/// Takes the progress of one half of the work.
ProgressSink halfFrom(double begin, const ProgressSink& whole)
{
    if (!whole)
        return {};
    return [begin, &whole](const Progress& part) {
        whole({.fraction = begin + kHalf * part.fraction, .stage = part.stage});
    };
}

} // namespace

TrackFeatures analyseTrack(const std::filesystem::path& path, const ProgressSink& progress, const std::stop_token& stop)
{
    TrackFeatures features;
    const AnalysisGrid grid;
    features.frameRate = grid.frameRate();
    MelSpectrogramStream mel(
        [&](std::size_t, std::span<const float> decibel) { features.melDecibel.appendRow(decibel); }, grid);
    features.audio = decodeAudio(
        path, {.progress = halfFrom(0.0, progress)}, [&](std::span<const float> samples) { mel.push(samples); }, stop);
    for (const AudioFault fault : {AudioFault::Undecodable, AudioFault::Empty, AudioFault::NonFinite})
        if (const AudioProblem* problem = features.audio.find(fault))
            throw Error(ErrorCode::Decode, fmt::format("{}: {}", path.string(), problem->detail));
    mel.finish();
    clipToTopDecibel(features.melDecibel);
    OnsetEnvelope onset = onsetStrength(features.melDecibel, features.frameRate);
    features.tempogram = tempogram(onset, kTempogramWindow, halfFrom(kHalf, progress), stop);
    features.onset = std::move(onset.values);
    return features;
}

} // namespace tempo
