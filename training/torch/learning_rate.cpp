// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/learning_rate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tempo::neural {

double learningRateOf(std::int64_t step, std::int64_t totalSteps, const TrainerConfig& trainer)
{
    const std::int64_t warmup = std::min<std::int64_t>(trainer.warmupSteps, totalSteps / 5);
    if (step <= warmup)
        return trainer.learningRate * static_cast<double>(step) / static_cast<double>(warmup);
    if (trainer.schedule == LearningRateSchedule::Constant)
        return trainer.learningRate;
    const double done = static_cast<double>(step - 1 - warmup) / static_cast<double>(totalSteps - warmup);
    return trainer.learningRate * 0.5 * (1.0 + std::cos(std::numbers::pi * std::min(done, 1.0)));
}

} // namespace tempo::neural
