// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/integrity.h"
#include "engine/datasets/split.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

enum class NetworkKind { MobileNetV2, Cnn14, TempoNet }; ///< mobilenet, panns, temponet
enum class NetworkInput { Mel, Tempogram };              ///< mel, tempogram
enum class LossKind {
    MeanSquaredError,
    CrossEntropy
};                                                    ///< mse on the scaled tempo, cross_entropy on the log-tempo grid
enum class LearningRateSchedule { Constant, Cosine }; ///< constant, cosine
enum class Precision { Float32, BFloat16 };           ///< float32, bfloat16 (on CUDA)
enum class TempoBalance {
    None,
    Bins,
    Stretch
}; ///< none, bins (equal sampling per tempo bin), stretch (towards a uniform distribution)

/// Each as a configuration writes it.
std::string_view nameOf(NetworkKind network);
std::string_view nameOf(NetworkInput input);
std::string_view nameOf(LossKind loss);
std::string_view nameOf(LearningRateSchedule schedule);
std::string_view nameOf(Precision precision);
std::string_view nameOf(TempoBalance balance);

/// All values of an enumeration above, the default first.
template <class Enumeration>
inline constexpr std::array<Enumeration, 0> kValuesOf{};
template <>
inline constexpr std::array kValuesOf<NetworkKind>{NetworkKind::TempoNet, NetworkKind::MobileNetV2, NetworkKind::Cnn14};
template <>
inline constexpr std::array kValuesOf<NetworkInput>{NetworkInput::Mel, NetworkInput::Tempogram};
template <>
inline constexpr std::array kValuesOf<LossKind>{LossKind::CrossEntropy, LossKind::MeanSquaredError};
template <>
inline constexpr std::array kValuesOf<LearningRateSchedule>{LearningRateSchedule::Cosine,
                                                            LearningRateSchedule::Constant};
template <>
inline constexpr std::array kValuesOf<Precision>{Precision::Float32, Precision::BFloat16};
template <>
inline constexpr std::array kValuesOf<TempoBalance>{TempoBalance::None, TempoBalance::Bins, TempoBalance::Stretch};

/// The value of that name; empty if none has it.
template <class Enumeration>
std::optional<Enumeration> valueOfName(std::string_view name)
{
    for (const Enumeration value : kValuesOf<Enumeration>)
        if (nameOf(value) == name)
            return value;
    return std::nullopt;
}

/// `model.*`: which network. Defaults are TempoNet's.
struct ModelConfig {
    NetworkKind network = NetworkKind::TempoNet; ///< model.network
    NetworkInput input = NetworkInput::Mel;      ///< model.input
    bool isCausal = false;                       ///< model.causal: no look-ahead
    double dropout = 0.1;                        ///< model.dropout, in [0, 1)
    std::filesystem::path weights{};             ///< model.weights: safetensors to begin with; empty for none
};

/// `data.*`: what is learnt from.
struct DataConfig {
    std::vector<std::filesystem::path> roots{}; ///< data.root: one dataset or a list
    std::filesystem::path annotations{};        ///< data.annotations; empty: found by itself
    std::string reference{};                    ///< data.reference: version of the reference; empty: the default
    TempoRange range{};                         ///< data.range: [low, high] BPM, 40 and 250
    std::filesystem::path splitFile{};          ///< data.split: a split.csv; empty: dealt by the options below
    SplitOptions split{}; ///< data.split_method, .validation_fraction, .test_fraction, .split_seed, .folds, .fold
    std::filesystem::path cache{}; ///< data.cache: folder of the features; empty: the user's cache folder
    int jobs = 0;                  ///< data.jobs: files read at a time; 0: all processors
};

/// `augmentation.*`. All of it happens on the features, on the device.
struct AugmentationConfig {
    double gainDecibel = 6.0;  ///< augmentation.gain_db: uniform in [-g, g]
    double stretchLow = 0.8;   ///< augmentation.stretch_low: tempo factor, log-uniform in [low, high]
    double stretchHigh = 1.25; ///< augmentation.stretch_high; both 1: no stretching
    int timeMasks = 2;         ///< augmentation.time_masks (SpecAugment)
    int timeMaskFrames = 20;   ///< augmentation.time_mask_frames: longest
    int bandMasks = 2;         ///< augmentation.band_masks
    int bandMaskBands = 16;    ///< augmentation.band_mask_bands: widest, of 128 mel bands
    double equaliserDecibel =
        6.0; ///< augmentation.equaliser_db: a smooth random curve over the bands, standard deviation
    double noiseFloorShare =
        0.3; ///< augmentation.noise_share: share of blocks whose quiet parts drown in a noise floor
    TempoBalance balance = TempoBalance::None; ///< augmentation.balance
};

/// `trainer.*`.
struct TrainerConfig {
    int maxEpochs = 60;             ///< trainer.max_epochs
    std::string device = "auto";    ///< trainer.device: auto, cpu, cuda:N
    std::filesystem::path runDir{}; ///< trainer.run_dir: folder of all runs; empty: the user's data folder
    std::string name{};             ///< trainer.name: of the run; empty: made of network and time
    int batchSize = 32;             ///< trainer.batch_size
    int blocksPerTrack = 1;         ///< trainer.blocks_per_track: random blocks of each track an epoch
    double learningRate = 1e-3;     ///< trainer.lr
    double weightDecay = 1e-2;      ///< trainer.weight_decay
    LearningRateSchedule schedule = LearningRateSchedule::Cosine; ///< trainer.schedule
    int warmupSteps = 100;                                        ///< trainer.warmup_steps
    double gradientClip = 1.0;                                    ///< trainer.gradient_clip: largest norm; 0: none
    Precision precision = Precision::Float32;                     ///< trainer.precision
    LossKind loss = LossKind::CrossEntropy;                       ///< trainer.loss
    double emaDecay = 0.0; ///< trainer.ema_decay: of the averaged weights; 0: none
    int patience = 0;      ///< trainer.patience: epochs without a better validation accuracy; 0: never stop early
    int threads = 0;       ///< trainer.threads: of LibTorch on the CPU; 0: all processors
    bool writesTensorBoard = false; ///< trainer.tensorboard
};

/// Everything that decides what a training run does.
struct RunConfig {
    std::uint64_t seed = 1; ///< seed_everything
    DataConfig data{};
    ModelConfig model{};
    AugmentationConfig augmentation{};
    TrainerConfig trainer{};
};

} // namespace tempo
