// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/run_points.h"

namespace tempo::workbench {

namespace {

constexpr double kSecondsAMinute = 60.0;
constexpr double kPercent = 100.0;

} // namespace

double placeOf(const RunRows& run, RunAxis axis, const StepRecord& step)
{
    const auto number = static_cast<double>(step.step);
    switch (axis) {
    case RunAxis::Step:
        return number;
    case RunAxis::Epoch:
        if (run.epochs.empty() || run.epochs.front().step < 1)
            return number;
        return number * (run.epochs.front().epoch + 1) / static_cast<double>(run.epochs.front().step);
    case RunAxis::Minutes:
        return step.seconds / kSecondsAMinute;
    }
    return 0.0;
}

double placeOf(RunAxis axis, const EpochRecord& epoch)
{
    switch (axis) {
    case RunAxis::Step:
        return static_cast<double>(epoch.step);
    case RunAxis::Epoch:
        return epoch.epoch + 1.0;
    case RunAxis::Minutes:
        return epoch.seconds / kSecondsAMinute;
    }
    return 0.0;
}

StepPoints pointsOf(const RunRows& run, RunAxis axis, std::span<const StepRecord> steps)
{
    StepPoints points;
    for (const StepRecord& step : steps) {
        points.x.append(placeOf(run, axis, step));
        points.loss.append(step.loss);
    }
    return points;
}

EpochPoints pointsOf(RunAxis axis, std::span<const EpochRecord> epochs)
{
    EpochPoints points;
    for (const EpochRecord& epoch : epochs) {
        points.x.append(placeOf(axis, epoch));
        points.loss.append(epoch.validationLoss);
        points.accuracy1.append(kPercent * epoch.accuracy1);
        points.accuracy2.append(kPercent * epoch.accuracy2);
        points.learningRate.append(epoch.learningRate);
    }
    return points;
}

} // namespace tempo::workbench
