// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tempo {

/// What a system was sure of, and whether it was right.
struct ConfidentAnswer {
    double confidence = 0.0; ///< in [0, 1]
    bool isCorrect = false;
};

/// Answers of about the same confidence.
struct CalibrationBin {
    double meanConfidence = 0.0;
    double accuracy = 0.0;
    std::size_t count = 0;
};

/// Bins of equal width over the confidence; empty ones are left out.
/// @param nBins > 0 @throws Error(InvalidArgument) for a confidence outside [0, 1]
std::vector<CalibrationBin> calibrationBins(std::span<const ConfidentAnswer> answers, std::size_t nBins = 10);

/// Expected calibration error: the mean distance of confidence and accuracy over the bins, weighted by their counts.
/// @throws Error(InvalidArgument) as calibrationBins(), or without any answer. Source: Guo et al., ICML 2017.
double calibrationError(std::span<const ConfidentAnswer> answers, std::size_t nBins = 10);

/// Accuracy of the answers that a system is surest of.
struct CoveragePoint {
    double coverage = 0.0;   ///< share of the answers that are kept, in (0, 1]
    double confidence = 0.0; ///< the lowest that is kept
    double accuracy = 0.0;   ///< of those kept
};
/// One point for each confidence that occurs, the surest first: answers of one confidence are kept or left together.
std::vector<CoveragePoint> coverageCurve(std::span<const ConfidentAnswer> answers);

} // namespace tempo
