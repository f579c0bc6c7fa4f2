// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "training/neural/neural_module.h"
#include "training/torch/sampler.h"

#include <span>
#include <vector>

namespace tempo::neural {

/// What a network said about the blocks of validationBlocks().
struct ValidationOutput {
    std::vector<TrackBlock> blocks; ///< [n_blocks], in the order of the tracks
    Matrix<float> values;           ///< [n_blocks, n_outputs]: logits over the grid, or one scaled tempo
};

/// Fills the record's validation loss, accuracies and predictions. The loss of a track is the mean of its blocks', that
/// of the record the mean of the tracks'. A track's tempo is the peak of the mean of its blocks' distributions, or the
/// median of its blocks' tempi, which one block an octave off does not move. Accuracies as tempo_eval defines them:
/// Accuracy1 within 4 % of the reference, Accuracy2 within 4 % of 1, 2, 3, 1/2 or 1/3 of it; both ends count.
void scoreValidation(const ValidationOutput& output, std::span<const TrainingTrack> tracks, const ModelFacts& facts,
                     EpochRecord& record);

/// Whether an epoch is better than the best so far: by Accuracy1, then by the validation loss.
bool isBetter(const EpochRecord& record, const EpochRecord& best);

/// The temperature, in [0.1, 10], at which the tracks' mean distributions make their soft targets most likely; found by
/// golden-section search over its logarithm. Source: Guo et al. 2017, "On calibration of modern neural networks".
double fitTemperature(const ValidationOutput& output, std::span<const TrainingTrack> tracks, const TempoGrid& grid);

/// What a network gives for a tempo when its output is one number: 0 to 1 over the range.
double scaledTempo(Bpm tempo, const TempoRange& range);

} // namespace tempo::neural
