// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/trainer.h"

#include "training/torch/control_gate.h"
#include "training/torch/detail/augmentation.h"
#include "training/torch/detail/deterministic_scope.h"
#include "training/torch/detail/device.h"
#include "training/torch/detail/device_batches.h"
#include "training/torch/detail/import_weights.h"
#include "training/torch/detail/run_keeper.h"
#include "training/torch/learning_rate.h"

#include <ATen/Context.h>
#include <algorithm>
#include <c10/util/Exception.h>
#include <cmath>
#include <fmt/format.h>
#include <new>
#include <string_view>

namespace tempo::neural {

namespace {

using Wish = TrainingControl::Wish;
using End = TrainingOutcome::End;

/// The loop over epochs and batches of one run.
class Trainer {
public:
    Trainer(const TrainingJob& job, TrainingObserver& observer, const TrainingControl& control,
            const NetworkFactory& factory);
    TrainingOutcome run();

private:
    std::shared_ptr<TempoNetwork> newNetwork(const NetworkFactory& factory);
    void begin();
    [[nodiscard]] bool mayGoOn(Wish ignored = Wish::Run);
    [[nodiscard]] bool hasEpochsLeft() const;
    bool runEpoch();
    bool learnEpoch(EpochRecord& record);
    double learnBatch(DeviceBatch& batch, EpochRecord& record);
    std::optional<ValidationOutput> validate(Wish ignored = Wish::Run);
    bool keepUnfinishedEpoch();
    TrainingOutcome end();
    [[nodiscard]] std::int64_t stepsPerEpoch() const;

    const TrainingJob& m_job;
    const TrainerConfig& m_config;
    ControlGate m_gate;
    RunKeeper m_keeper;
    Sampler m_sampler;
    at::Device m_device;
    BatchSlots m_slots;
    Learner m_learner;
    std::int64_t m_step = 0; ///< done
    double m_secondsInNetwork = 0.0;
    End m_end = End::Finished;
};

const TrainingJob& checked(const TrainingJob& job)
{
    if (job.validation.empty())
        throw Error(ErrorCode::InvalidArgument, "there is no track to validate on");
    if (job.config.trainer.batchSize < 1 || job.config.trainer.maxEpochs < 1)
        throw Error(ErrorCode::InvalidArgument, "trainer.batch_size and trainer.max_epochs must be 1 or more");
    return job;
}

at::Device deviceOf(const TrainerConfig& config)
{
    setThreads(config.threads);
    return resolveDevice(config.device);
}

Trainer::Trainer(const TrainingJob& job, TrainingObserver& observer, const TrainingControl& control,
                 const NetworkFactory& factory)
    : m_job(checked(job)), m_config(job.config.trainer), m_gate(control), m_keeper(job, observer),
      m_sampler(job.train, job.config), m_device(deviceOf(m_config)),
      m_slots(static_cast<std::size_t>(m_config.batchSize), m_sampler.longestSource(), m_device),
      m_learner(newNetwork(factory), m_device, m_config)
{
}

std::shared_ptr<TempoNetwork> Trainer::newNetwork(const NetworkFactory& factory)
{
    at::manual_seed(m_job.config.seed);
    const ModelFacts& facts = m_keeper.facts();
    std::shared_ptr<TempoNetwork> network = factory(m_job.config.model, {facts.loss, facts.grid});
    const std::filesystem::path& weights = m_job.config.model.weights;
    if (!weights.empty() && !m_keeper.hasCheckpoint())
        for (const std::string& line : adaptWeights(*network, readWeights(weights), weights.native()))
            m_keeper.say(line);
    return network;
}

std::int64_t Trainer::stepsPerEpoch() const
{
    return static_cast<std::int64_t>(batchCount(m_sampler.blocksPerEpoch(), m_slots.batchSize()));
}

void Trainer::begin()
{
    m_keeper.say(fmt::format("device {}", describeDevice(m_device)));
    m_keeper.say(fmt::format("{} tracks to learn from, {} to validate on, {} steps an epoch", m_job.train.size(),
                             m_job.validation.size(), stepsPerEpoch()));
    if (!m_job.isResumed)
        return;
    m_keeper.restore(m_learner);
    m_step = m_keeper.progress().steps;
    m_secondsInNetwork = m_keeper.progress().secondsInNetwork;
}

bool Trainer::mayGoOn(Wish ignored)
{
    const Wish wish = m_gate.ask();
    if (wish == Wish::Run || wish == ignored)
        return true;
    m_end = wish == Wish::Cancel ? End::Cancelled : End::Stopped;
    return false;
}

bool Trainer::hasEpochsLeft() const
{
    const bool isPatient = m_config.patience == 0 || m_keeper.progress().epochsWithoutBetter < m_config.patience;
    return isPatient && m_keeper.progress().epochs < m_config.maxEpochs;
}

TrainingOutcome Trainer::run()
{
    begin();
    bool isRunning = true;
    while (isRunning && hasEpochsLeft())
        isRunning = mayGoOn() && runEpoch();
    if (m_end == End::Finished && m_keeper.progress().epochs < m_config.maxEpochs)
        m_end = End::StoppedEarly;
    if (m_end == End::Cancelled)
        return end();
    if (m_keeper.progress().epochs > 0)
        m_keeper.writeBestModel(m_learner);
    else if (!keepUnfinishedEpoch())
        m_end = End::Cancelled;
    return end();
}

bool Trainer::runEpoch()
{
    EpochRecord record;
    record.epoch = m_keeper.progress().epochs;
    if (!learnEpoch(record))
        return false;
    const std::optional<ValidationOutput> output = validate();
    if (!output)
        return false;
    m_keeper.judge(record, *output);
    m_keeper.finishEpoch(record, *output, m_learner, m_secondsInNetwork);
    return true;
}

bool Trainer::learnEpoch(EpochRecord& record)
{
    const std::vector<TrackBlock> blocks = m_sampler.blocksOf(record.epoch);
    // For dropout.
    at::manual_seed(randomStream(m_job.config.seed, record.epoch, "torch").next());
    DeviceBatches batches({m_job.features, m_job.train}, blocks, m_slots);
    while (std::optional<DeviceBatch> batch = batches.next()) {
        const double share = static_cast<double>(batch->blocks.size()) / static_cast<double>(blocks.size());
        record.trainLoss += share * learnBatch(*batch, record);
        if (!mayGoOn())
            return false;
    }
    return true;
}

/// @return the loss
double Trainer::learnBatch(DeviceBatch& batch, EpochRecord& record)
{
    Random random = randomStream(m_job.config.seed, record.epoch, fmt::format("augmentation {}", batch.index));
    augmentBlocks(batch.melDecibel, drawAugmentation(batch.blocks.size(), kBlockFrames, FeatureStore::kBands,
                                                     m_job.config.augmentation, random));
    std::vector<Bpm> tempi;
    for (const TrackBlock& block : batch.blocks)
        tempi.emplace_back(m_job.train[block.track].tempo.value() * block.stretch());
    const at::Tensor target = targetsOf(tempi, m_keeper.facts()).to(m_device);

    record.step = m_step + 1;
    record.learningRate = learningRateOf(record.step, stepsPerEpoch() * m_config.maxEpochs, m_config);
    const Stopwatch watch;
    const StepResult result = m_learner.learn(batch.melDecibel, target, record.step, record.learningRate);
    m_secondsInNetwork += watch.seconds();
    if (!result.isFinite())
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("step {} (epoch {}): the {} is not a finite number; try a lower trainer.lr; the "
                                "checkpoints of the epochs before are kept",
                                record.step, record.epoch, std::isfinite(result.loss) ? "gradient" : "loss"));
    m_step = record.step;
    m_keeper.keep({record.step, record.epoch, result.loss, record.learningRate, 0.0}, stepsPerEpoch());
    m_keeper.tellMemory(m_device);
    return result.loss;
}

/// Empty if the user wished for an end before it was done.
std::optional<ValidationOutput> Trainer::validate(Wish ignored)
{
    ValidationOutput output{validationBlocks(m_job.validation), {}};
    DeviceBatches batches({m_job.features, m_job.validation}, output.blocks, m_slots);
    m_learner.beginValidation();
    bool isWhole = true;
    while (isWhole) {
        const std::optional<DeviceBatch> batch = batches.next();
        if (!batch)
            break;
        const Stopwatch watch;
        const at::Tensor values = m_learner.predict(batch->melDecibel);
        m_secondsInNetwork += watch.seconds();
        const auto width = static_cast<std::size_t>(values.size(1));
        const std::span rows(values.const_data_ptr<float>(), static_cast<std::size_t>(values.numel()));
        for (std::size_t i = 0; i < batch->blocks.size(); ++i)
            output.values.appendRow(rows.subspan(i * width, width));
        isWhole = mayGoOn(ignored);
    }
    m_learner.endValidation();
    return isWhole ? std::optional(std::move(output)) : std::nullopt;
}

/// False if there was nothing learnt yet, or the user did not want to wait.
bool Trainer::keepUnfinishedEpoch()
{
    if (m_step == 0)
        return false;
    const std::optional<ValidationOutput> output = validate(Wish::StopAndKeepBest);
    if (!output)
        return false;
    EpochRecord record;
    record.step = m_step;
    m_keeper.judge(record, *output);
    m_keeper.writeUnfinishedModel(record, *output, m_learner);
    return true;
}

TrainingOutcome Trainer::end()
{
    const TrainingOutcome outcome = m_keeper.outcome(m_end, m_secondsInNetwork);
    const double seconds = std::max(outcome.seconds, 1e-9);
    m_keeper.say(fmt::format("{} epochs; {:.2f} steps a second, validation included; {:.1f} % of the time outside the "
                             "network",
                             outcome.epochs, static_cast<double>(m_step) / seconds,
                             100.0 * (1.0 - m_secondsInNetwork / seconds)));
    return outcome;
}

[[noreturn]] void refuseForMemory(const TrainerConfig& config)
{
    const std::string advice = config.batchSize > 1 ? fmt::format("try trainer.batch_size={}", config.batchSize / 2)
                                                    : "try a smaller network or trainer.device=cpu";
    throw Error(
        ErrorCode::InvalidArgument,
        fmt::format("trainer.batch_size={} needs more memory than the device has; {}", config.batchSize, advice));
}

/// On the CPU a lack of memory has no type of its own.
bool isLackOfMemory(const c10::Error& error)
{
    return dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr ||
           std::string_view(error.what_without_backtrace()).find("DefaultCPUAllocator") != std::string_view::npos;
}

} // namespace

TrainingOutcome trainNetwork(const TrainingJob& job, TrainingObserver& observer, TrainingControl& control,
                             const NetworkFactory& factory)
{
    try {
        const DeterministicScope deterministic(resolveDevice(job.config.trainer.device));
        return Trainer(job, observer, control, factory).run();
    } catch (const std::bad_alloc&) {
        refuseForMemory(job.config.trainer);
    } catch (const c10::Error& error) {
        if (isLackOfMemory(error))
            refuseForMemory(job.config.trainer);
        throw;
    }
}

} // namespace tempo::neural
