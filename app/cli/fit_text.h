// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tempo::cli {

/// How far a training run is.
struct FitStatus {
    int maxEpochs = 0;
    std::int64_t stepsPerEpoch = 0;
    StepRecord step{};                       ///< the last one; its number is 0 before the first
    std::int64_t stepsBefore = 0;            ///< done before the clock started, in an earlier process
    std::optional<EpochRecord> epoch{};      ///< the last one that was validated
    std::optional<double> bestAccuracy = {}; ///< largest accuracy1 so far, in [0, 1]
};

/// E.g. "epoch 3/60  step 45/120  loss 0.1234  val 71.2 % (best 74.0 %)  12:13 left".
/// @param elapsed  since the first step of this process; the time left is extrapolated from it
std::string fitProgressText(const FitStatus& status, Seconds elapsed);

/// One line of an epoch, for a log; epochs are counted from 1.
std::string fitEpochText(const EpochRecord& record, int maxEpochs);

/// What came out, line by line with line ends: model, run, and the best epoch's numbers with what they refer to.
std::string fitResultText(const TrainingOutcome& outcome, const TrainingJob& job, const std::string& reference);

} // namespace tempo::cli
