// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/run_keeper.h"

#include "training/torch/detail/device.h"
#include "training/torch/model_facts.h"

#include <cmath>
#include <fmt/format.h>

namespace tempo::neural {

namespace {

constexpr double kSecondsBetweenMemory = 1.0;

} // namespace

RunKeeper::RunKeeper(const TrainingJob& job, TrainingObserver& observer)
    : m_job(job), m_observer(observer), m_folder(RunFolder::open(job.runFolder)),
      m_facts(factsBeforeTraining(job, m_folder.readConfig(), torchVersion()))
{
    removeLeftovers(m_folder.lastCheckpoint().parent_path());
}

bool RunKeeper::hasCheckpoint() const
{
    return m_job.isResumed && std::filesystem::exists(m_folder.lastCheckpoint());
}

void RunKeeper::say(const std::string& line)
{
    m_folder.log(line);
    m_observer.message(line);
}

void RunKeeper::keep(StepRecord record, std::int64_t stepsPerEpoch)
{
    record.seconds = seconds();
    m_folder.append(record);
    m_observer.stepDone(record, stepsPerEpoch);
}

void RunKeeper::tellMemory(const torch::Device& device)
{
    if (m_clock.seconds() < m_secondsAtMemory + kSecondsBetweenMemory)
        return;
    m_secondsAtMemory = m_clock.seconds();
    if (const std::optional<DeviceMemory> memory = memoryOf(device))
        m_observer.deviceMemory(*memory);
}

void RunKeeper::restore(Learner& learner)
{
    const std::filesystem::path last = m_folder.lastCheckpoint();
    if (!hasCheckpoint()) {
        m_folder.truncateAfter(-1, 0);
        return say("the run ended before its first checkpoint; it begins anew");
    }
    const Checkpoint checkpoint = readCheckpoint(last, identity());
    restoreTensors(checkpoint.tensors, learner.state(), last);
    m_progress = checkpoint.progress;
    m_clockAtProgress = m_clock.seconds();
    // A kill may have come before the best checkpoint got its name.
    if (m_progress.best.epoch + 1 == m_progress.epochs)
        keepCheckpointAs(last, m_folder.bestCheckpoint());
    m_folder.truncateAfter(m_progress.epochs - 1, m_progress.steps);
    say(fmt::format("goes on after {} epochs", m_progress.epochs));
}

void RunKeeper::judge(EpochRecord& record, const ValidationOutput& output) const
{
    scoreValidation(output, m_job.validation, m_facts, record);
    if (!std::isfinite(record.validationLoss))
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("epoch {}: the validation loss is not a finite number; try a lower trainer.lr; the "
                                "checkpoints of the epochs before are kept",
                                record.epoch));
    record.seconds = seconds();
    record.isBest = m_progress.epochs == 0 || isBetter(record, m_progress.best);
}

double RunKeeper::temperatureFor(const ValidationOutput& output) const
{
    return m_facts.loss == LossKind::CrossEntropy ? fitTemperature(output, m_job.validation, m_facts.grid) : 1.0;
}

void RunKeeper::finishEpoch(const EpochRecord& record, const ValidationOutput& output, const Learner& learner,
                            double secondsInNetwork)
{
    RunProgress progress = m_progress;
    progress.epochs = record.epoch + 1;
    progress.steps = record.step;
    progress.epochsWithoutBetter = record.isBest ? 0 : progress.epochsWithoutBetter + 1;
    if (record.isBest) {
        progress.best = record;
        progress.temperature = temperatureFor(output);
    }
    const double clock = m_clock.seconds();
    progress.seconds += clock - m_clockAtProgress;
    progress.secondsInNetwork = secondsInNetwork;
    // In this order: whatever a kill cuts short, the checkpoint before knows which rows are its own.
    m_folder.append(record);
    writeCheckpoint(m_folder.lastCheckpoint(), progress, learner.state(), identity());
    if (record.isBest)
        keepCheckpointAs(m_folder.lastCheckpoint(), m_folder.bestCheckpoint());
    m_progress = std::move(progress);
    m_clockAtProgress = clock;
    m_observer.epochDone(record);
}

void RunKeeper::writeBestModel(Learner& learner)
{
    const std::filesystem::path file = m_folder.bestCheckpoint();
    const Checkpoint best = readCheckpoint(file, identity());
    addResults(m_facts, m_progress.best, m_progress.temperature);
    writeModel(learner, learner.validatedWeights(best.tensors), file.native());
}

void RunKeeper::writeUnfinishedModel(const EpochRecord& record, const ValidationOutput& output, Learner& learner)
{
    m_progress.best = record;
    addResults(m_facts, record, temperatureFor(output));
    writeModel(learner, learner.validatedWeights(learner.state()), "the unfinished epoch");
}

void RunKeeper::writeModel(Learner& learner, const TensorMap& weights, const std::string& source)
{
    fillNetwork(learner.network(), weights, source);
    saveModel(m_folder.model(), learner.network(), m_facts);
}

TrainingOutcome RunKeeper::outcome(TrainingOutcome::End end, double secondsInNetwork) const
{
    const bool hasModel = end != TrainingOutcome::End::Cancelled;
    return {.end = end,
            .epochs = m_progress.epochs,
            .bestEpoch = m_progress.best.epoch,
            .best = m_progress.best,
            .model = hasModel ? m_folder.model() : std::filesystem::path(),
            .secondsInNetwork = secondsInNetwork,
            .seconds = seconds()};
}

} // namespace tempo::neural
