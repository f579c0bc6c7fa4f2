// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_report.h"
#include "engine/core/matrix.h"
#include "engine/core/progress.h"
#include "engine/core/units.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace tempo {

/// librosa's features of one recording, all of it in memory; for looking at, exporting and tests. Time is the slow
/// axis.
struct TrackFeatures {
    std::vector<float> onset; ///< [n_frames], the onset envelope, >= 0
    Matrix<float> melDecibel; ///< [n_frames, 128], dB, at most 80 below its maximum
    Matrix<double> tempogram; ///< [n_frames, 384], each row scaled to a maximum of 1
    AudioReport audio;        ///< what the file is, and what is wrong with it
    FrameRate frameRate;      ///< 22050 / 512 = 43.07 frames per second
};

/// The whole chain from file to features, with librosa 0.11.0's defaults.
/// @param progress  told of both halves of the work, decoding and tempogram
/// @throws Error(FileAccess) as decodeAudio(); Error(Decode) if the file is undecodable, empty or has non-finite
/// samples; Cancelled
TrackFeatures analyseTrack(const std::filesystem::path& path, const ProgressSink& progress = {},
                           const std::stop_token& stop = {});

} // namespace tempo
