// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/run_config.h"

#include <cmath>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// The tempi that a distribution is over: bin k is low * 2^(k / binsPerOctave) BPM.
struct TempoGrid {
    Bpm low{30.0};
    int binsPerOctave = 48; ///< 4 % are 2.7 bins
    int nBins = 165;        ///< up to 320 BPM

    [[nodiscard]] Bpm tempoOf(double bin) const { return Bpm{low.value() * std::exp2(bin / binsPerOctave)}; }
    [[nodiscard]] double binOf(Bpm bpm) const { return binsPerOctave * std::log2(bpm.value() / low.value()); }
};

/// A recording that a model has learnt from or was chosen by: later, it is recognised even under another path.
struct TrainedTrack {
    std::string id;
    std::string audioHash; ///< XXH3 of its samples as the scan reports it; empty if unknown
    SplitPart part = SplitPart::Train;
};

/// What a model file says about itself, in the `__metadata__` of its safetensors.
struct ModelFacts {
    static constexpr int kFormatVersion = 1;

    std::string name;                       ///< e.g. "TempoNet (demo corpus, 4000 clips)"
    ModelConfig model;                      ///< architecture and its options; `weights` stays empty
    LossKind loss = LossKind::CrossEntropy; ///< tells what the output is: a distribution, or the scaled tempo
    TempoRange range{};                     ///< BPM that the scaled tempo 0 to 1 means
    TempoGrid grid{};                       ///< of a distribution
    double temperature = 1.0;               ///< divides the logits; fitted on validation data
    std::size_t blockFrames = 512;          ///< 11.9 s at 43.07 frames a second
    std::string splitFingerprint;           ///< SHA-256 of the run's split.csv
    std::vector<TrainedTrack> tracks;
    std::map<std::string, double> metrics; ///< e.g. {"val_accuracy_1", 0.83}
    std::map<std::string, std::string>
        history; ///< free texts: "trained_on", "date", "tempnetic", "torch", "config" (YAML)
};

/// Facts as the entries of `__metadata__`: "tempnetic_format", "architecture" and the rest as JSON.
std::map<std::string, std::string> toMetadata(const ModelFacts& facts);

/// @param name of the file, for messages
/// @throws Error(Format) naming the entry: not a tempnetic model, a newer format, an entry missing or outside its range
ModelFacts factsFromMetadata(const std::map<std::string, std::string>& metadata, std::string_view name);

} // namespace tempo
