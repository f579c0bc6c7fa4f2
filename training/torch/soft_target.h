// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/model_file.h"

#include <span>
#include <vector>

namespace tempo::neural {

/// The distribution that a network is to give for a tempo: a Gaussian over the grid's bins with a standard deviation of
/// one bin, cut off at the grid's ends and normalised. A tempo beyond an end has all its weight near that end.
/// @return [grid.nBins], sums to 1
std::vector<float> softTarget(Bpm tempo, const TempoGrid& grid);

/// Natural logarithms of the probabilities that logits stand for, each divided by the temperature before.
/// @param logits [n_bins], finite
/// @return       [n_bins]
std::vector<double> logProbabilities(std::span<const float> logits, double temperature = 1.0);

} // namespace tempo::neural
