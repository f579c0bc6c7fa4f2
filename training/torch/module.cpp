// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/printable.h"
#include "training/neural/neural_module.h"
#include "training/torch/detail/device.h"
#include "training/torch/detail/import_weights.h"
#include "training/torch/detail/onnx_export.h"
#include "training/torch/detail/tempo_model.h"
#include "training/torch/detail/trainer.h"
#include "training/torch/detail/translate.h"

namespace tempo::neural {

namespace {

/// The border: LibTorch's exceptions end here.
class TorchModule final : public NeuralModule {
public:
    [[nodiscard]] std::string version() const override { return translated("LibTorch", torchVersion); }

    [[nodiscard]] std::vector<ComputeDevice> devices() const override { return translated("LibTorch", listDevices); }

    std::unique_ptr<TempoModel> loadModel(const std::filesystem::path& file, const std::string& device,
                                          int threads) override
    {
        return translated(printable(file), [&] {
            setThreads(threads);
            return makeTempoModel(loadNetwork(file), resolveDevice(device), printable(file));
        });
    }

    TrainingOutcome train(const TrainingJob& job, TrainingObserver& observer, TrainingControl& control) override
    {
        return translated("training", [&] { return trainNetwork(job, observer, control); });
    }

    std::vector<std::string> importWeights(const std::filesystem::path& from, const ModelConfig& model,
                                           const std::filesystem::path& to) override
    {
        return translated(printable(from), [&] { return neural::importWeights(from, model, to); });
    }

    void exportOnnx(const std::filesystem::path& model, const std::filesystem::path& to) override
    {
        translated(printable(model), [&] { writeOnnx(loadNetwork(model), to); });
    }
};

} // namespace

} // namespace tempo::neural

extern "C" tempo::NeuralModule* tempnetic_neural_module(int version)
{
    // A local static without tensors: nothing of LibTorch is destroyed after LibTorch itself.
    static tempo::neural::TorchModule module;
    return version == tempo::kNeuralModuleVersion ? &module : nullptr;
}
