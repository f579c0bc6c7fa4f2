// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/calibration.h"

#include "engine/core/error.h"

#include <algorithm>
#include <cmath>

namespace tempo {

std::vector<CalibrationBin> calibrationBins(std::span<const ConfidentAnswer> answers, std::size_t nBins)
{
    std::vector<CalibrationBin> bins(nBins);
    for (const ConfidentAnswer& answer : answers) {
        if (!(answer.confidence >= 0.0 && answer.confidence <= 1.0))
            throw Error(ErrorCode::InvalidArgument, "a confidence must be from 0 to 1");
        const auto place = static_cast<std::size_t>(answer.confidence * static_cast<double>(nBins));
        CalibrationBin& bin = bins[std::min(place, nBins - 1)];
        bin.meanConfidence += answer.confidence;
        bin.accuracy += answer.isCorrect ? 1.0 : 0.0;
        ++bin.count;
    }
    std::erase_if(bins, [](const CalibrationBin& bin) { return bin.count == 0; });
    for (CalibrationBin& bin : bins) {
        bin.meanConfidence /= static_cast<double>(bin.count);
        bin.accuracy /= static_cast<double>(bin.count);
    }
    return bins;
}

double calibrationError(std::span<const ConfidentAnswer> answers, std::size_t nBins)
{
    if (answers.empty())
        throw Error(ErrorCode::InvalidArgument, "no calibration error without an answer");
    const std::vector<CalibrationBin> bins = calibrationBins(answers, nBins);
    double error = 0.0;
    for (const CalibrationBin& bin : bins)
        error += static_cast<double>(bin.count) * std::abs(bin.meanConfidence - bin.accuracy);
    return error / static_cast<double>(answers.size());
}

std::vector<CoveragePoint> coverageCurve(std::span<const ConfidentAnswer> answers)
{
    std::vector<ConfidentAnswer> sorted(answers.begin(), answers.end());
    std::ranges::stable_sort(
        sorted, [](const ConfidentAnswer& a, const ConfidentAnswer& b) { return a.confidence > b.confidence; });
    std::vector<CoveragePoint> curve;
    double correct = 0.0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        correct += sorted[i].isCorrect ? 1.0 : 0.0;
        const double kept = static_cast<double>(i + 1);
        if (i + 1 == sorted.size() || sorted[i + 1].confidence < sorted[i].confidence)
            curve.push_back({.coverage = kept / static_cast<double>(sorted.size()),
                             .confidence = sorted[i].confidence,
                             .accuracy = correct / kept});
    }
    return curve;
}

} // namespace tempo
