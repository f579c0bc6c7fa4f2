// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"
#include "engine/datasets/track_scan.h"
#include "engine/evaluation/evaluation.h"
#include "training/files/feature_store.h"
#include "training/files/model_file.h"
#include "training/files/onset_store.h"
#include "training/neural/training_data.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tempo {

/// Runs this program's own systems over a dataset for an evaluation.

/// Where an evaluation keeps what it computed, so that the next one does not compute it again.
struct EvaluationStores {
    FeatureStore* features = nullptr;  ///< log-mel spectrograms, for networks; null: none are kept
    OnsetStore& onsets;                ///< onset envelopes, for the baseline
    std::filesystem::path predictions; ///< folder of PredictionCache; empty: none are kept
};

/// What is evaluated on.
struct EvaluationTracks {
    const Dataset& dataset;
    std::span<const TrackScan> scans;    ///< [n_tracks]
    std::span<const std::size_t> wanted; ///< indices of the tracks that answers are wanted for
    int jobs = 0;                        ///< threads; 0: all processors
};

/// The facts of a model file. @throws Error(FileAccess, Format)
ModelFacts readModelFacts(const std::filesystem::path& model);

/// The baseline's answers. A track that cannot be estimated has an error, and stops nothing.
/// @return [n_tracks]; tracks that are not wanted have the error "not asked for"
/// @throws Cancelled if the user stopped it: what was done is kept; Error if the predictions cannot be kept
std::vector<TrackPrediction> predictWithBaseline(const EvaluationTracks& tracks, const EvaluationStores& stores,
                                                 WorkRunner& runner);

/// A network's answers, with one for each of its blocks. @throws as above; Error as neuralModule() and loadModel()
std::vector<TrackPrediction> predictWithModel(const std::filesystem::path& model, const EvaluationTracks& tracks,
                                              const EvaluationStores& stores, WorkRunner& runner);

/// Which of the items a model knows from its training.
std::vector<Exposure> exposuresOf(std::span<const EvaluationItem> items, const ModelFacts& facts);

} // namespace tempo
