// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tempo {

/// One optimisation step.
struct StepRecord {
    std::int64_t step = 0; ///< from 1, over the whole run
    int epoch = 0;         ///< from 0
    double loss = 0.0;
    double learningRate = 0.0;
    double seconds = 0.0; ///< since the run began, pauses and earlier processes included
};

/// What the model said about a validation track.
struct ValidationPrediction {
    std::string id;
    Bpm reference;
    Bpm estimate;
};

/// One epoch with its validation. Accuracies are shares in [0, 1] over the validation tracks.
struct EpochRecord {
    int epoch = 0;
    std::int64_t step = 0; ///< number of the epoch's last step
    double trainLoss = 0.0;
    double validationLoss = 0.0;
    double accuracy8 = 0.0; ///< within 8 %
    double accuracy1 = 0.0; ///< within 4 %
    double accuracy2 = 0.0; ///< within 4 % of 1, 2, 3, 1/2 or 1/3 of the reference
    double learningRate = 0.0;
    double seconds = 0.0;
    bool isBest = false;                             ///< not in metrics.csv
    std::vector<ValidationPrediction> predictions{}; ///< not in metrics.csv
};

/// What is in use of a GPU's memory, by all programs together, in bytes.
struct DeviceMemory {
    std::uint64_t used = 0;
    std::uint64_t total = 0;
};

} // namespace tempo
