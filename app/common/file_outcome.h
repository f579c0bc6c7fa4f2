// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/datasets/audio_sources.h"
#include "engine/estimators/tempo_estimator.h"

#include <filesystem>
#include <functional>
#include <string>

namespace tempo::app {

enum class TruncatedFiles { Refuse, Allow };

/// What became of one input file: an estimate or the cause why there is none.
struct FileOutcome {
    std::filesystem::path path;
    TempoEstimate estimate; ///< has a bpm exactly if error is empty
    std::string error;      ///< the cause, without the file's name
    std::string warning;    ///< what is wrong with a file that was estimated all the same
    Seconds duration;       ///< of the audio, as far as it was decoded; 0 where there is no estimate
    Seconds processingTime; ///< wall-clock time that decoding and estimating took; 0 for a file that was not tried

    [[nodiscard]] bool hasFailed() const { return !error.empty(); }
};

struct OutcomeOptions {
    EstimateOptions estimate;
    TruncatedFiles truncatedFiles = TruncatedFiles::Refuse;
};

/// The estimator of a worker, made when it is first asked for.
using EstimatorSource = std::function<TempoEstimator&()>;

/// Estimates one file and decides whether the result counts. A refusal and every fault of the audio make it fail; the
/// one fault that can be allowed is a truncated file.
/// @throws Cancelled; everything else that goes wrong becomes an outcome with an error
FileOutcome estimateSource(const EstimatorSource& estimator, const AudioSource& source, const OutcomeOptions& options,
                           const ProgressSink& progress, const std::stop_token& stop);

/// The outcome of a file that could not be worked on.
FileOutcome failedOutcome(const std::filesystem::path& path, std::string cause);

/// The message of an engine error without the file's name in front, for places that name the file themselves.
std::string causeOf(const Error& error, const std::filesystem::path& path);

} // namespace tempo::app
