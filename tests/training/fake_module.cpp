// SPDX-License-Identifier: GPL-3.0-or-later
// A neural module without LibTorch: its "training" writes the rows, checkpoints and model that a trainer must write,
// and does as it is told by the control. Environment variables make it slow, fail or die.
#include "engine/core/error.h"
#include "engine/datasets/atomic_file.h"
#include "training/files/run_folder.h"
#include "training/files/safetensors.h"
#include "training/neural/neural_module.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

using namespace tempo;

namespace {

long numberFrom(const char* variable)
{
    const char* const text = std::getenv(variable);
    return text ? std::strtol(text, nullptr, 10) : 0;
}

/// One run; a checkpoint is "EPOCH STEP" of the last epoch that is done.
class FakeTraining {
public:
    FakeTraining(const TrainingJob& job, TrainingObserver& observer, TrainingControl& control)
        : m_job(job), m_observer(observer), m_control(control), m_folder(RunFolder::open(job.runFolder)),
          m_stepsPerEpoch(static_cast<std::int64_t>(job.train.size()) / job.config.trainer.batchSize),
          m_rate(numberFrom("TEMPNETIC_FAKE_RATE"))
    {
        if (const long steps = numberFrom("TEMPNETIC_FAKE_STEPS_PER_EPOCH"); steps > 0)
            m_stepsPerEpoch = steps;
    }

    TrainingOutcome run()
    {
        const int begin = m_job.isResumed ? restore() : 0;
        m_observer.message("device cpu, since there is no other");
        for (int epoch = begin; epoch < m_job.config.trainer.maxEpochs; ++epoch) {
            if (!steps(epoch)) {
                m_outcome.end = m_control.wish == TrainingControl::Wish::Cancel ? TrainingOutcome::End::Cancelled
                                                                                : TrainingOutcome::End::Stopped;
                break;
            }
            endEpoch(epoch);
        }
        if (m_outcome.end != TrainingOutcome::End::Cancelled)
            writeModel();
        return m_outcome;
    }

private:
    int restore()
    {
        int epoch = -1;
        std::ifstream(m_folder.lastCheckpoint()) >> epoch >> m_step;
        m_folder.truncateAfter(epoch, m_step);
        if (epoch >= 0) {
            m_outcome.epochs = epoch + 1;
            m_outcome.best.accuracy1 = accuracyOf(epoch);
            m_outcome.bestEpoch = epoch;
        }
        return epoch + 1;
    }

    static double accuracyOf(int epoch) { return 1.0 - 0.5 / (epoch + 1); }

    bool steps(int epoch)
    {
        for (std::int64_t i = 0; i < m_stepsPerEpoch; ++i) {
            waitForStep();
            while (m_control.wish == TrainingControl::Wish::Pause)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            if (m_control.wish != TrainingControl::Wish::Run)
                return false;
            ++m_step;
            if (m_step == numberFrom("TEMPNETIC_FAKE_FAIL_AT"))
                fail();
            if (m_step == numberFrom("TEMPNETIC_FAKE_DIE_AT"))
                std::raise(SIGKILL);
            const StepRecord record{m_step, epoch, 1.0 / static_cast<double>(m_step), 1e-3, 0.01};
            if (m_rate == 0)
                m_folder.append(record);
            if (const long used = numberFrom("TEMPNETIC_FAKE_MEMORY_MIB"); used > 0)
                m_observer.deviceMemory(
                    {.used = static_cast<std::uint64_t>(used) << 20U, .total = std::uint64_t{8} << 30U});
            m_observer.stepDone(record, m_stepsPerEpoch);
        }
        return true;
    }

    /// At a rate, so many steps a second are told in bursts, as fast as a clock of milliseconds allows, and no rows
    /// are written, which alone would take longer.
    void waitForStep()
    {
        if (m_rate == 0)
            return std::this_thread::sleep_for(std::chrono::milliseconds(numberFrom("TEMPNETIC_FAKE_STEP_MS")));
        const std::chrono::duration<double> due(static_cast<double>(m_step) / static_cast<double>(m_rate));
        if (m_step % std::max(1L, m_rate / 1000) == 0)
            std::this_thread::sleep_until(m_begin +
                                          std::chrono::duration_cast<std::chrono::steady_clock::duration>(due));
    }

    [[noreturn]] static void fail()
    {
        const char* const text = std::getenv("TEMPNETIC_FAKE_FAIL_TEXT");
        const std::string reason = text ? text : "cuda:0: out of memory; set trainer.batch_size=16";
        // What a module must not do, and one may do all the same.
        if (numberFrom("TEMPNETIC_FAKE_FAIL_FOREIGN") != 0)
            throw std::runtime_error(reason);
        throw Error(ErrorCode::Internal, reason);
    }

    void endEpoch(int epoch)
    {
        EpochRecord record;
        record.epoch = epoch;
        record.step = m_step;
        record.trainLoss = 1.0 / static_cast<double>(m_step);
        record.accuracy1 = accuracyOf(epoch);
        record.isBest = true;
        m_folder.append(record);
        const std::string checkpoint = std::to_string(epoch) + " " + std::to_string(m_step) + "\n";
        writeFileAtomically(m_folder.lastCheckpoint(), {{checkpoint}});
        m_outcome.epochs = epoch + 1;
        m_outcome.bestEpoch = epoch;
        m_outcome.best = record;
        m_observer.epochDone(record);
    }

    void writeModel()
    {
        ModelFacts facts;
        facts.name = "fake";
        facts.model = m_job.config.model;
        facts.splitFingerprint = m_job.splitFingerprint;
        for (const TrainingTrack& track : m_job.train)
            facts.tracks.push_back({track.id, track.audioHash, SplitPart::Train});
        for (const TrainingTrack& track : m_job.validation)
            facts.tracks.push_back({track.id, track.audioHash, SplitPart::Validation});
        Safetensors content;
        content.metadata = toMetadata(facts);
        writeSafetensors(m_folder.model(), content);
        m_outcome.model = m_folder.model();
    }

    const TrainingJob& m_job;
    TrainingObserver& m_observer;
    TrainingControl& m_control;
    RunFolder m_folder;
    std::int64_t m_stepsPerEpoch;
    long m_rate; ///< steps a second; 0: as fast as it goes, with rows
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    std::int64_t m_step = 0;
    TrainingOutcome m_outcome;
};

/// Hears 120 BPM, or TEMPNETIC_FAKE_BPM, in whatever it is given, and is sure of it.
class FakeModel : public TempoModel {
public:
    explicit FakeModel(ModelFacts facts) : m_facts(std::move(facts)) {}

    [[nodiscard]] const ModelFacts& facts() const override { return m_facts; }

    Matrix<float> predict(std::span<const float>, std::size_t nBlocks) override
    {
        std::this_thread::sleep_for(std::chrono::milliseconds(numberFrom("TEMPNETIC_FAKE_STEP_MS")));
        const long bpm = numberFrom("TEMPNETIC_FAKE_BPM");
        const auto bin =
            static_cast<std::size_t>(m_facts.grid.binOf(Bpm{bpm > 0 ? static_cast<double>(bpm) : 120.0}) + 0.5);
        Matrix<float> output(nBlocks, static_cast<std::size_t>(m_facts.grid.nBins));
        for (std::size_t block = 0; block < nBlocks; ++block)
            output(block, bin) = 1.0F;
        return output;
    }

private:
    ModelFacts m_facts;
};

class FakeModule : public NeuralModule {
public:
    [[nodiscard]] std::string version() const override { return "0.0.0 (fake)"; }

    [[nodiscard]] std::vector<ComputeDevice> devices() const override
    {
        return {{.name = "cpu", .description = "1 thread", .isUsable = true, .reason = "no GPU is usable"},
                {.name = "cuda:0", .description = "", .isUsable = false, .reason = "there is no NVIDIA driver"}};
    }

    std::unique_ptr<TempoModel> loadModel(const std::filesystem::path& file, const std::string&, int) override
    {
        return std::make_unique<FakeModel>(factsFromMetadata(readSafetensors(file).metadata, file.native()));
    }

    TrainingOutcome train(const TrainingJob& job, TrainingObserver& observer, TrainingControl& control) override
    {
        return FakeTraining(job, observer, control).run();
    }

    std::vector<std::string> importWeights(const std::filesystem::path& from, const ModelConfig& model,
                                           const std::filesystem::path& to) override
    {
        const std::string text = from.native() + (model.isCausal ? " causal" : " not causal");
        writeFileAtomically(to, {{text}});
        return {"classifier.1.weight: left out"};
    }

    void exportOnnx(const std::filesystem::path& model, const std::filesystem::path& to) override
    {
        readSafetensors(model);
        writeFileAtomically(to, {{std::string_view("onnx")}});
    }
};

} // namespace

extern "C" NeuralModule* tempnetic_neural_module(int version)
{
    static FakeModule module;
    return version == kNeuralModuleVersion ? &module : nullptr;
}
