// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/training_records.h"

#include <QVector>

#include <span>
#include <vector>

namespace tempo::workbench {

/// What a run's curves run over.
enum class RunAxis { Step, Epoch, Minutes };

/// The rows of a run, without predictions.
struct RunRows {
    std::vector<StepRecord> steps;
    std::vector<EpochRecord> epochs;
};

/// Where a row lies on the axis. A step lies within its epoch as far as it is known how long one is.
double placeOf(const RunRows& run, RunAxis axis, const StepRecord& step);
double placeOf(RunAxis axis, const EpochRecord& epoch);

struct StepPoints {
    QVector<double> x;
    QVector<double> loss;
};
struct EpochPoints {
    QVector<double> x;
    QVector<double> loss;      ///< of the validation
    QVector<double> accuracy1; ///< in percent
    QVector<double> accuracy2;
    QVector<double> learningRate;
};
/// Of some of the run's rows.
StepPoints pointsOf(const RunRows& run, RunAxis axis, std::span<const StepRecord> steps);
EpochPoints pointsOf(RunAxis axis, std::span<const EpochRecord> epochs);

} // namespace tempo::workbench
