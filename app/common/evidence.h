// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/dataset.h"
#include "engine/evaluation/evidence/evidence_bundle.h"

#include <cstddef>
#include <vector>

namespace tempo::app {

/// An evaluation of a dataset's tracks as evidence of this version of the program, made now.
/// @param dataset  its tracks in the order of the evaluation's items
/// @param options  an empty reference stands for the first
Evidence evidenceOf(const Dataset& dataset, Evaluation evaluation, TrackChoice choice, std::vector<std::size_t> chosen,
                    EvaluationOptions options);

/// The dataset as far as a bundle tells: its tracks with the audio files that are there. Looks at the disk.
Dataset datasetOf(const Evidence& evidence);

} // namespace tempo::app
