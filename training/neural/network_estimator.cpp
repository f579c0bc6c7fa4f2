// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/network_estimator.h"

#include "engine/audio/decoder.h"
#include "engine/estimators/unusable_audio.h"
#include "training/files/half.h"
#include "training/neural/tempo_distribution.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tempo {

namespace {

/// The project's strict tolerance, at which confidence is meant.
constexpr double kTolerance = 0.04;

std::vector<float> meanOf(const std::vector<std::vector<float>>& rows)
{
    std::vector<double> sums(rows.front().size(), 0.0);
    for (const std::vector<float>& row : rows)
        std::ranges::transform(sums, row, sums.begin(),
                               [](double sum, float value) { return sum + static_cast<double>(value); });
    std::vector<float> mean(sums.size());
    std::ranges::transform(sums, mean.begin(),
                           [&](double sum) { return static_cast<float>(sum / static_cast<double>(rows.size())); });
    return mean;
}

TempoEstimate fromDistributions(const std::vector<std::vector<float>>& rows, const TempoGrid& grid)
{
    TempoEstimate estimate;
    estimate.candidates = rankTempi(meanOf(rows), grid, kTolerance);
    estimate.bpm = estimate.candidates.front().bpm;
    estimate.confidence = std::min(estimate.candidates.front().weight, 1.0);
    return estimate;
}

TempoEstimate fromTempi(const std::vector<std::vector<float>>& rows)
{
    std::vector<double> tempi;
    for (const std::vector<float>& row : rows)
        tempi.push_back(static_cast<double>(row.front()));
    std::ranges::sort(tempi);
    const double median = 0.5 * (tempi[(tempi.size() - 1) / 2] + tempi[tempi.size() / 2]);
    const auto near = std::ranges::count_if(
        tempi, [median](double tempo) { return std::abs(tempo - median) <= kTolerance * median; });
    TempoEstimate estimate;
    estimate.bpm = Bpm{median};
    estimate.candidates = {{.bpm = Bpm{median}, .weight = 1.0}};
    estimate.confidence = static_cast<double>(near) / static_cast<double>(tempi.size());
    return estimate;
}

} // namespace

NetworkEstimator::NetworkEstimator(std::unique_ptr<TempoModel> model)
    : m_model(std::move(model)),
      m_blocks(m_model->facts().blockFrames, AnalysisGrid{}.bandCount, kSilentDecibel,
               [this](std::span<const float> blocks, std::size_t nBlocks) { predict(blocks, nBlocks); }),
      m_mel([this](std::size_t, std::span<const float> decibel) { m_blocks.push(decibel); })
{
}

FileEstimate NetworkEstimator::estimateFile(const std::filesystem::path& path, const EstimateOptions& options,
                                            const ProgressSink& progress, const std::stop_token& stop)
{
    begin();
    bool isFinite = true;
    const DecodeOptions decoding{.rate = kAnalysisRate, .progress = progress};
    FileEstimate result;
    result.audio = decodeAudio(
        path, decoding,
        [&](std::span<const float> samples) {
            isFinite = isFinite && std::ranges::all_of(samples, [](float sample) { return std::isfinite(sample); });
            if (isFinite)
                m_mel.push(samples);
        },
        stop);
    if (std::string reason = unusableAudio(result.audio); !reason.empty()) {
        result.estimate = refusedEstimate(std::move(reason));
    } else {
        m_mel.finish();
        result.estimate = finish(Seconds{static_cast<double>(result.audio.nSamples) / kAnalysisRate.value()}, options);
    }
    if (progress)
        progress({.fraction = 1.0, .stage = "tempo"});
    return result;
}

TempoEstimate NetworkEstimator::estimateSamples(std::span<const float> samples, const EstimateOptions& options)
{
    if (!std::ranges::all_of(samples, [](float sample) { return std::isfinite(sample); }))
        return refusedEstimate("has samples that are not finite");
    begin();
    m_mel.push(samples);
    m_mel.finish();
    return finish(Seconds{static_cast<double>(samples.size()) / kAnalysisRate.value()}, options);
}

TempoEstimate NetworkEstimator::estimateFrames(std::span<const std::uint16_t> frames, Seconds duration,
                                               const EstimateOptions& options)
{
    begin();
    const std::size_t bandCount = AnalysisGrid{}.bandCount;
    std::vector<float> decibel(bandCount);
    for (std::size_t first = 0; first + bandCount <= frames.size(); first += bandCount) {
        std::ranges::transform(frames.subspan(first, bandCount), decibel.begin(), fromHalf);
        m_blocks.push(decibel);
    }
    return finish(duration, options);
}

void NetworkEstimator::begin()
{
    m_mel.reset();
    m_blocks.begin();
    m_outputs.clear();
}

TempoEstimate NetworkEstimator::finish(Seconds duration, const EstimateOptions& options)
{
    if (duration < kShortest)
        return refusedEstimate(fmt::format("{:.2f} s is too short to hear a tempo in", duration.value()));
    m_blocks.finish();
    const ModelFacts& facts = m_model->facts();
    const bool hasDistribution = facts.loss == LossKind::CrossEntropy;
    TempoEstimate estimate = hasDistribution ? fromDistributions(m_outputs, facts.grid) : fromTempi(m_outputs);
    if (options.withCurve) {
        TempoCurve curve;
        const double rate = AnalysisGrid{}.frameRate().value();
        for (std::size_t block = 0; block < m_outputs.size(); ++block) {
            const std::vector<float>& output = m_outputs[block];
            const double middle = static_cast<double>(m_blocks.starts()[block] + facts.blockFrames / 2) / rate;
            // The block of a short recording reaches beyond its end.
            curve.times.emplace_back(
                std::min(middle, 0.5 * duration.value() + 0.5 * static_cast<double>(m_blocks.starts()[block]) / rate));
            curve.tempi.push_back(hasDistribution ? peakTempo(output, facts.grid)
                                                  : Bpm{static_cast<double>(output.front())});
        }
        estimate.curve = std::move(curve);
    }
    return estimate;
}

void NetworkEstimator::predict(std::span<const float> blocks, std::size_t nBlocks)
{
    const Matrix<float> outputs = m_model->predict(blocks, nBlocks);
    for (std::size_t block = 0; block < nBlocks; ++block)
        m_outputs.emplace_back(outputs.row(block).begin(), outputs.row(block).end());
}

} // namespace tempo
