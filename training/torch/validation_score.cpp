// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/validation_score.h"

#include "engine/evaluation/tempo_metrics.h"
#include "training/neural/tempo_distribution.h"
#include "training/torch/golden_section.h"
#include "training/torch/soft_target.h"

#include <algorithm>
#include <cmath>

namespace tempo::neural {

namespace {

/// The blocks of one track.
struct TrackRows {
    const TrainingTrack* track = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct Judgement {
    double loss = 0.0;
    Bpm estimate;
};

std::vector<TrackRows> rowsOf(const ValidationOutput& output, std::span<const TrainingTrack> tracks)
{
    std::vector<TrackRows> rows;
    for (std::size_t row = 0; row < output.blocks.size(); ++row) {
        const TrainingTrack* track = &tracks[output.blocks[row].track];
        if (rows.empty() || rows.back().track != track)
            rows.push_back({track, row, row});
        rows.back().end = row + 1;
    }
    return rows;
}

double crossEntropy(std::span<const float> target, std::span<const double> logProbability)
{
    double sum = 0.0;
    for (std::size_t bin = 0; bin < target.size(); ++bin)
        sum -= static_cast<double>(target[bin]) * logProbability[bin];
    return sum;
}

std::vector<double> meanDistribution(const Matrix<float>& logits, const TrackRows& rows, double temperature)
{
    std::vector<double> mean(logits.cols(), 0.0);
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
        const std::vector<double> logs = logProbabilities(logits.row(row), temperature);
        for (std::size_t bin = 0; bin < mean.size(); ++bin)
            mean[bin] += std::exp(logs[bin]) / static_cast<double>(rows.end - rows.begin);
    }
    return mean;
}

Judgement judgeDistribution(const Matrix<float>& logits, const TrackRows& rows, const TempoGrid& grid)
{
    const std::vector<float> target = softTarget(rows.track->tempo, grid);
    Judgement result;
    for (std::size_t row = rows.begin; row < rows.end; ++row)
        result.loss += crossEntropy(target, logProbabilities(logits.row(row)));
    result.loss /= static_cast<double>(rows.end - rows.begin);
    const std::vector<double> mean = meanDistribution(logits, rows, 1.0);
    result.estimate = peakTempo(std::vector<float>(mean.begin(), mean.end()), grid);
    return result;
}

Judgement judgeRegression(const Matrix<float>& scaled, const TrackRows& rows, const TempoRange& range)
{
    std::vector<double> values;
    double squares = 0.0;
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
        values.push_back(static_cast<double>(scaled(row, 0)));
        squares += std::pow(values.back() - scaledTempo(rows.track->tempo, range), 2);
    }
    std::sort(values.begin(), values.end());
    const double median = 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2]);
    const double bpm = range.low.value() + median * (range.high.value() - range.low.value());
    return {squares / static_cast<double>(values.size()), Bpm(bpm)};
}

} // namespace

double scaledTempo(Bpm tempo, const TempoRange& range)
{
    return (tempo.value() - range.low.value()) / (range.high.value() - range.low.value());
}

void scoreValidation(const ValidationOutput& output, std::span<const TrainingTrack> tracks, const ModelFacts& facts,
                     EpochRecord& record)
{
    std::vector<TempoPair> pairs;
    double loss = 0.0;
    record.predictions.clear();
    for (const TrackRows& rows : rowsOf(output, tracks)) {
        const Judgement judged = facts.loss == LossKind::CrossEntropy
                                     ? judgeDistribution(output.values, rows, facts.grid)
                                     : judgeRegression(output.values, rows, facts.range);
        const Bpm reference = rows.track->tempo;
        loss += judged.loss;
        pairs.push_back({.reference = reference, .estimate = judged.estimate});
        record.predictions.push_back({rows.track->id, reference, judged.estimate});
    }
    record.validationLoss = loss / static_cast<double>(pairs.size());
    record.accuracy8 = accuracy1(pairs, kWideTolerance);
    record.accuracy1 = accuracy1(pairs);
    record.accuracy2 = accuracy2(pairs);
}

bool isBetter(const EpochRecord& record, const EpochRecord& best)
{
    if (record.accuracy1 != best.accuracy1)
        return record.accuracy1 > best.accuracy1;
    return record.validationLoss < best.validationLoss;
}

double fitTemperature(const ValidationOutput& output, std::span<const TrainingTrack> tracks, const TempoGrid& grid)
{
    const std::vector<TrackRows> rows = rowsOf(output, tracks);
    const auto surprise = [&](double logTemperature) {
        double sum = 0.0;
        for (const TrackRows& track : rows) {
            std::vector<double> mean = meanDistribution(output.values, track, std::exp(logTemperature));
            std::transform(mean.begin(), mean.end(), mean.begin(),
                           [](double share) { return std::log(std::max(share, 1e-30)); });
            sum += crossEntropy(softTarget(track.track->tempo, grid), mean);
        }
        return sum;
    };
    return std::exp(goldenSection(std::log(0.1), std::log(10.0), surprise));
}

} // namespace tempo::neural
