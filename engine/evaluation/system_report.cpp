// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/report_parts.h"

#include <algorithm>
#include <cmath>

namespace tempo {

namespace {

std::vector<double> curveTolerances()
{
    std::vector<double> tolerances;
    for (int quarter = 2; quarter <= 40; ++quarter)
        tolerances.push_back(quarter * 0.0025);
    return tolerances;
}

OctaveErrors octaveErrorsOf(std::span<const TempoPair> pairs)
{
    OctaveErrors errors;
    for (const TempoPair& pair : pairs) {
        const std::optional<double> plain = octaveError1(pair);
        if (!plain)
            continue;
        const double folded = *octaveError2(pair);
        ++errors.n;
        errors.mean1 += *plain;
        errors.mean2 += folded;
        errors.meanAbsolute1 += std::abs(*plain);
        errors.meanAbsolute2 += std::abs(folded);
    }
    for (double* mean : {&errors.mean1, &errors.mean2, &errors.meanAbsolute1, &errors.meanAbsolute2})
        *mean /= static_cast<double>(std::max<std::size_t>(errors.n, 1));
    return errors;
}

/// MIREX asks for two tempi: the best two candidates, or the one answer where there is no second.
std::vector<Bpm> twoBest(const TrackPrediction& prediction)
{
    std::vector<Bpm> tempi;
    if (prediction.bpm)
        tempi.push_back(*prediction.bpm);
    if (prediction.candidates.size() > 1)
        tempi.push_back(prediction.candidates[1].bpm);
    return tempi;
}

std::optional<PScoreSummary> pScoresOf(const ReportScope& scope, const EvaluatedSystem& system)
{
    PScoreSummary summary;
    std::size_t one = 0;
    std::size_t both = 0;
    for (const std::size_t item : scope.items) {
        const std::optional<TwoTempi>& reference = scope.evaluation.items[item].references[scope.reference].twoTempi;
        if (!reference)
            continue;
        const PScore score = pScore(*reference, twoBest(system.predictions[item]));
        ++summary.n;
        summary.pScore += score.pScore;
        one += score.oneCorrect ? 1U : 0U;
        both += score.bothCorrect ? 1U : 0U;
    }
    if (summary.n == 0)
        return std::nullopt;
    summary.pScore /= static_cast<double>(summary.n);
    summary.oneCorrect = shareOf(one, summary.n);
    summary.bothCorrect = shareOf(both, summary.n);
    return summary;
}

std::optional<CalibrationSummary> calibrationOf(const ReportScope& scope, const EvaluatedSystem& system)
{
    std::vector<ConfidentAnswer> answers;
    for (const std::size_t item : scope.items) {
        const TrackPrediction& prediction = system.predictions[item];
        if (prediction.bpm && prediction.confidence)
            answers.push_back({*prediction.confidence, isCorrect(scope.pair(system, item), scope.tolerance)});
    }
    if (answers.empty())
        return std::nullopt;
    return CalibrationSummary{.n = answers.size(),
                              .error = calibrationError(answers),
                              .bins = calibrationBins(answers),
                              .coverage = coverageCurve(answers)};
}

std::optional<BlockSummary> blocksOf(const ReportScope& scope, const EvaluatedSystem& system)
{
    BlockSummary summary;
    std::size_t nBlocks = 0;
    std::size_t goodBlocks = 0;
    std::size_t goodTracks = 0;
    for (const std::size_t item : scope.items) {
        const TrackPrediction& prediction = system.predictions[item];
        if (prediction.blocks.empty() || !prediction.bpm)
            continue;
        const TempoPair whole = scope.pair(system, item);
        ++summary.nTracks;
        goodTracks += isCorrect(whole, scope.tolerance) ? 1U : 0U;
        nBlocks += prediction.blocks.size();
        bool isSteady = true;
        for (const Bpm block : prediction.blocks) {
            goodBlocks += isCorrect({whole.reference, block}, scope.tolerance) ? 1U : 0U;
            isSteady = isSteady && isCorrect({*prediction.bpm, block}, scope.tolerance);
        }
        summary.unsteadyTracks += isSteady ? 0U : 1U;
    }
    if (summary.nTracks == 0)
        return std::nullopt;
    summary.blocks = shareOf(goodBlocks, nBlocks);
    summary.tracks = shareOf(goodTracks, summary.nTracks);
    return summary;
}

} // namespace

Share shareOf(std::size_t hits, std::size_t n)
{
    return {.hits = hits, .n = n, .interval = n == 0 ? Interval{0.0, 1.0} : wilsonInterval(hits, n)};
}

Accuracies accuraciesOf(const ReportScope& scope, const EvaluatedSystem& system, std::span<const std::size_t> items)
{
    std::size_t hits1 = 0;
    std::size_t hits2 = 0;
    for (const std::size_t item : items) {
        const TempoPair pair = scope.pair(system, item);
        hits1 += isCorrect(pair, scope.tolerance) ? 1U : 0U;
        hits2 += isCorrectUpToOctaves(pair, scope.tolerance) ? 1U : 0U;
    }
    return {.one = shareOf(hits1, items.size()), .two = shareOf(hits2, items.size())};
}

SystemReport reportOf(const ReportScope& scope, const EvaluatedSystem& system)
{
    SystemReport report;
    report.name = system.name;
    report.kind = system.kind;
    std::vector<TempoPair> pairs;
    std::size_t hitsWide = 0;
    for (const std::size_t item : scope.items) {
        const TempoPair& pair = pairs.emplace_back(scope.pair(system, item));
        hitsWide += isCorrect(pair, kWideTolerance) ? 1U : 0U;
        ++report.relations[static_cast<std::size_t>(relationOf(pair, scope.tolerance))];
        if (!pair.estimate)
            report.unanswered.push_back(item);
        const Exposure exposure = system.exposures.empty() ? Exposure::None : system.exposures[item];
        report.trainedOn += exposure == Exposure::TrainedOn ? 1U : 0U;
        report.chosenBy += exposure == Exposure::ChosenBy ? 1U : 0U;
    }
    const auto [accuracy1, accuracy2] = accuraciesOf(scope, system, scope.items);
    report.accuracy1 = accuracy1;
    report.accuracy2 = accuracy2;
    report.accuracyWide = shareOf(hitsWide, pairs.size());
    report.curve = toleranceCurve(pairs, curveTolerances());
    report.octaves = octaveErrorsOf(pairs);
    report.pScore = pScoresOf(scope, system);
    report.calibration = calibrationOf(scope, system);
    report.blocks = blocksOf(scope, system);
    return report;
}

} // namespace tempo
