// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/run_folder.h"
#include "training/neural/neural_module.h"
#include "training/torch/detail/checkpoint.h"
#include "training/torch/detail/learner.h"
#include "training/torch/stopwatch.h"
#include "training/torch/validation_score.h"

#include <cstdint>
#include <string>

namespace tempo::neural {

/// Everything of a run that outlives the process: rows, log, checkpoints, the model file, and the time spent.
/// Thread rule: one thread.
class RunKeeper {
public:
    /// @throws Error as RunFolder::open()
    RunKeeper(const TrainingJob& job, TrainingObserver& observer);

    [[nodiscard]] const ModelFacts& facts() const { return m_facts; }
    /// As the last checkpoint has it.
    [[nodiscard]] const RunProgress& progress() const { return m_progress; }
    /// Whether restore() finds something to go on from.
    [[nodiscard]] bool hasCheckpoint() const;
    /// Since the run began, earlier processes and pauses included.
    [[nodiscard]] double seconds() const { return m_progress.seconds + m_clock.seconds() - m_clockAtProgress; }

    /// To the run's log and to the observer.
    void say(const std::string& line);
    /// A step, with its time filled in, to the run's table and to the observer.
    void keep(StepRecord record, std::int64_t stepsPerEpoch);
    /// To the observer, once a second at most; nothing of the CPU.
    void tellMemory(const torch::Device& device);
    /// Brings learner and folder to where the last checkpoint was written; without one, to the beginning.
    /// @throws Error as readCheckpoint() and restoreTensors()
    void restore(Learner& learner);
    /// Fills the record from what validation gave, and says whether it is the best so far.
    /// @throws Error if the loss is not finite
    void judge(EpochRecord& record, const ValidationOutput& output) const;
    /// Row and checkpoints of a finished epoch.
    void finishEpoch(const EpochRecord& record, const ValidationOutput& output, const Learner& learner,
                     double secondsInNetwork);
    /// The model file, from the best epoch's checkpoint; the learner then has its weights.
    void writeBestModel(Learner& learner);
    /// The model file of a run that was stopped in its first epoch, from the learner as it is.
    void writeUnfinishedModel(const EpochRecord& record, const ValidationOutput& output, Learner& learner);
    [[nodiscard]] TrainingOutcome outcome(TrainingOutcome::End end, double secondsInNetwork) const;

private:
    [[nodiscard]] RunIdentity identity() const { return {m_job.config.seed, m_job.splitFingerprint}; }
    [[nodiscard]] double temperatureFor(const ValidationOutput& output) const;
    void writeModel(Learner& learner, const TensorMap& weights, const std::string& source);

    const TrainingJob& m_job;
    TrainingObserver& m_observer;
    RunFolder m_folder;
    ModelFacts m_facts;
    RunProgress m_progress;
    Stopwatch m_clock;
    double m_secondsAtMemory = 0.0; ///< of m_clock
    double m_clockAtProgress = 0.0;
};

} // namespace tempo::neural
