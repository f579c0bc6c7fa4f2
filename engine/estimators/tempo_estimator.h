// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_report.h"
#include "engine/core/progress.h"
#include "engine/estimators/tempo_estimate.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string_view>

namespace tempo {

struct EstimateOptions {
    bool withCurve = false; ///< also compute the tempo over time
};

/// An estimate with what was found out about the file on the way.
struct FileEstimate {
    TempoEstimate estimate;
    AudioReport audio;
};

/// One method of tempo estimation. An object belongs to one thread at a time: it owns buffers and transform plans, so
/// that a batch pays for them once; make one per worker.
class TempoEstimator {
public:
    virtual ~TempoEstimator() = default;

    /// The name that users type and results carry, e.g. "librosa".
    [[nodiscard]] virtual std::string_view name() const = 0;

    /// Estimates the tempo of a file of any length, in memory that does not grow with it beyond a stated bound.
    /// A file with no tempo to state (silent, too short, not finite, undecodable, empty) yields an estimate without bpm
    /// and with a refusal; a truncated file is estimated from what it holds, its fault is in the audio report.
    /// @throws Error(FileAccess) as decodeAudio() does; Cancelled
    virtual FileEstimate estimateFile(const std::filesystem::path& path, const EstimateOptions& options,
                                      const ProgressSink& progress, const std::stop_token& stop) = 0;
};

} // namespace tempo
