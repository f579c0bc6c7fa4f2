// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "training/config/run_config.h"
#include "training/files/feature_store.h"
#include "training/files/model_file.h"
#include "training/files/training_records.h"

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tempo {

/// The border of the neural module: everything behind it is LibTorch, nothing on this side is.

struct ComputeDevice {
    std::string name;        ///< "cpu", "cuda:0"
    std::string description; ///< e.g. the GPU's name and memory, or the number of threads
    bool isUsable = true;
    std::string reason; ///< why it is not usable, or why it is the choice of "auto"
};

/// A loaded model. One thread at a time.
class TempoModel {
public:
    virtual ~TempoModel() = default;
    [[nodiscard]] virtual const ModelFacts& facts() const = 0;

    /// @param melDecibel [n_blocks, facts().blockFrames, 128] in dB as MelSpectrogramStream gives it; padded frames
    /// hold
    ///                   kSilentDecibel
    /// @return [n_blocks, n_outputs]: rows are distributions over facts().grid that sum to 1 (temperature applied), or
    ///         one tempo in BPM, as facts().loss says
    virtual Matrix<float> predict(std::span<const float> melDecibel, std::size_t nBlocks) = 0;
};

/// 10 log10 of the smallest power that the mel spectrogram tells from zero.
inline constexpr float kSilentDecibel = -100.0F;

/// One track of a training job.
struct TrainingTrack {
    std::string id;
    std::string genre;
    std::filesystem::path audio; ///< prepared in the job's feature store
    std::string audioHash;       ///< as TrainedTrack has it
    std::size_t nFrames = 0;
    Bpm tempo; ///< inside config.data.range
};

struct TrainingJob {
    RunConfig config;
    FeatureStore* features = nullptr;
    std::vector<TrainingTrack> train;
    std::vector<TrainingTrack> validation;
    std::filesystem::path runFolder; ///< of RunFolder::create(), or one to go on with
    std::string splitFingerprint;
    bool isResumed = false; ///< begin at the last checkpoint
};

/// Set from any thread, looked at by the trainer between two batches.
struct TrainingControl {
    enum class Wish { Run, Pause, StopAndKeepBest, Cancel };
    std::atomic<Wish> wish{Wish::Run};
};

/// Told by the trainer, on its thread. Must return quickly.
class TrainingObserver {
public:
    virtual ~TrainingObserver() = default;
    virtual void stepDone(const StepRecord& record, std::int64_t stepsPerEpoch) = 0;
    virtual void epochDone(const EpochRecord& record) = 0;
    /// One line for log and user, e.g. which device is used and why.
    virtual void message(const std::string& line) = 0;
    /// Now and then, of a GPU; never of the CPU.
    virtual void deviceMemory(const DeviceMemory& /*memory*/) {}
};

struct TrainingOutcome {
    enum class End { Finished, StoppedEarly, Stopped, Cancelled };
    End end = End::Finished;
    int epochs = 0;    ///< done in all
    int bestEpoch = 0; ///< by validation accuracy (4 %), then by loss
    EpochRecord best;
    std::filesystem::path model;   ///< empty if cancelled
    double secondsInNetwork = 0.0; ///< forward, backward and step; the rest of the time is data and bookkeeping
    double seconds = 0.0;
};

/// What the shared module `tempnetic_torch` offers. All calls throw only tempo::Error and Cancelled.
class NeuralModule {
public:
    virtual ~NeuralModule() = default;

    /// LibTorch's version and build, e.g. "2.13.0 (CPU)".
    [[nodiscard]] virtual std::string version() const = 0;
    /// Every device, the one of "auto" first. CUDA is always mentioned, if only to say why it is not usable.
    [[nodiscard]] virtual std::vector<ComputeDevice> devices() const = 0;

    /// @param device "auto", "cpu", "cuda:N". @param threads of LibTorch on the CPU for the whole process; 0: leave
    /// @throws Error(FileAccess, Format) for the file; Error(InvalidArgument) for the device
    virtual std::unique_ptr<TempoModel> loadModel(const std::filesystem::path& file, const std::string& device,
                                                  int threads) = 0;

    /// Blocks until the run ends. @throws Error, with the last good checkpoint kept
    virtual TrainingOutcome train(const TrainingJob& job, TrainingObserver& observer, TrainingControl& control) = 0;

    /// Weights from Python as a model file's weights: `.safetensors`, or `.pth`/`.pt` of torch.save(state_dict).
    /// @return one line a tensor that was left out or not found, for the user
    virtual std::vector<std::string> importWeights(const std::filesystem::path& from, const ModelConfig& model,
                                                   const std::filesystem::path& to) = 0;

    /// ONNX, opset 17. Input `features` (named axes batch and time), output `tempo` or `logits`.
    virtual void exportOnnx(const std::filesystem::path& model, const std::filesystem::path& to) = 0;
};

/// Opens the module on first use: $TEMPNETIC_TORCH_MODULE, beside the program, or in the installed library folder.
/// Thread-safe: yes. @throws Error(FileAccess) with a sentence that says what to do if it or LibTorch is missing
NeuralModule& neuralModule();

/// Whether the module could be opened; asks neuralModule() and keeps its error for the next question.
bool hasNeuralModule();

/// The file of the module. @throws Error as neuralModule()
std::filesystem::path neuralModulePath();

/// Raised whenever anything in this header or what it includes changes.
inline constexpr int kNeuralModuleVersion = 2;
/// The module's one C symbol: `NeuralModule* tempnetic_neural_module(int version)`; null for another version. The
/// object belongs to the module and lives as long as the process.
inline constexpr const char* kNeuralModuleSymbol = "tempnetic_neural_module";

} // namespace tempo
