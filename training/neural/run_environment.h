// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"
#include "training/neural/training_data.h"

#include <string>
#include <string_view>

namespace tempo {

/// The device that a name stands for.
/// @throws Error(InvalidArgument) if there is none of that name, or it is not usable, with the reason
ComputeDevice chosenDevice(const NeuralModule& module, const std::string& name);

/// environment.json: versions, machine, device, seed, datasets with their fingerprint, time of the beginning.
std::string environmentJson(const RunConfig& config, const NeuralModule& module, const TrainingData& data,
                            const Split& split);

/// Whether an environment.json tells of the same tracks, samples and tempi; true if it tells nothing of them.
bool isSameDataset(std::string_view json, const TrainingData& data, const Split& split);

} // namespace tempo
