// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"

#include <string>

namespace tempo::neural {

/// What is known of a job's model before the first step: architecture, output, range, tracks, where it comes from.
/// @param configYaml  the run's config.yaml
/// @param torch       LibTorch's version
ModelFacts factsBeforeTraining(const TrainingJob& job, const std::string& configYaml, const std::string& torch);

/// Adds what training has shown, and the date.
void addResults(ModelFacts& facts, const EpochRecord& best, double temperature);

} // namespace tempo::neural
