// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"
#include "training/torch/detail/tempo_network.h"

#include <functional>
#include <memory>

namespace tempo::neural {

/// makeNetwork(), or something smaller in a test.
using NetworkFactory = std::function<std::shared_ptr<TempoNetwork>(const ModelConfig&, const NetworkOutput&)>;

/// Trains a network from its beginning or its last checkpoint to the end of the job; blocks.
///
/// Each epoch ends with a validation, a row in metrics.csv and a checkpoint. What an epoch does hangs on the seed, its
/// number and the checkpoint before it alone: on the CPU, a run that was killed and resumed gives the same numbers as
/// one that was not (with the same LibTorch, processor and number of threads). The model file is that of the best
/// epoch.
///
/// A stop before the first epoch's end keeps what has been learnt so far; before the first step there is nothing to
/// keep, and the run counts as cancelled. A cancelled run leaves its folder as a kill would, to be resumed. What
/// LibTorch throws passes through, but for a lack of memory.
/// @throws Error with the last good checkpoint kept: a loss or gradient that is no number, a disk that is full, a
///         checkpoint that cannot be gone on from, too little memory for the batch size
TrainingOutcome trainNetwork(const TrainingJob& job, TrainingObserver& observer, TrainingControl& control,
                             const NetworkFactory& factory = makeNetwork);

} // namespace tempo::neural
