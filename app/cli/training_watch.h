// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/training_session.h"

namespace tempo::cli {

/// How a training run ended, and the signal that asked for it, or 0.
struct WatchedOutcome {
    TrainingOutcome outcome;
    int signal = 0;
};

/// Trains on a thread of its own, with a progress line on a terminal and a line an epoch. The first interrupt stops the
/// run and keeps the best model, the second cancels it within a batch, the third ends the process.
/// @throws what the session throws, but Cancelled, which is an outcome
WatchedOutcome watchTraining(TrainingSession& session, NeuralModule& module);

} // namespace tempo::cli
