// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimators/librosa_estimator.h"

#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "engine/estimators/tempo_candidates.h"
#include "engine/estimators/unusable_audio.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tempo {

namespace {

/// Below this the mean autocorrelation is rounding noise, and librosa's answer its prior's centre.
constexpr double kNoRepetition = 1e-9;

/// Shares of the progress: most files need one pass, and jump over the second's share.
constexpr double kFirstPassShare = 0.5;
constexpr double kDecodingShare = 0.95;

} // namespace

LibrosaEstimator::LibrosaEstimator() : m_scorer(AnalysisGrid{}.frameRate()) {}

FileEstimate LibrosaEstimator::estimateFile(const std::filesystem::path& path, const EstimateOptions& options,
                                            const ProgressSink& progress, const std::stop_token& stop)
{
    const auto report = [&](double fraction, std::string_view stage) {
        if (progress)
            progress({.fraction = fraction, .stage = stage});
    };
    m_onset.begin();
    const auto decodePass = [&](double from, double to) {
        const DecodeOptions decoding{.rate = kAnalysisRate, .progress = [&](const Progress& part) {
                                         report(from + (to - from) * part.fraction, part.stage);
                                     }};
        return decodeAudio(
            path, decoding, [this](std::span<const float> samples) { m_onset.push(samples); }, stop);
    };

    FileEstimate result;
    result.audio = decodePass(0.0, kFirstPassShare);
    if (std::string reason = unusableAudio(result.audio); !reason.empty()) {
        result.estimate = refusedEstimate(std::move(reason));
        return result;
    }
    if (!m_onset.finishPass()) {
        decodePass(kFirstPassShare, kDecodingShare);
        m_onset.finishPass();
    }
    report(kDecodingShare, "tempo");
    result.estimate = estimateEnvelope(m_onset.take(), options, stop);
    report(1.0, "tempo");
    return result;
}

TempoEstimate LibrosaEstimator::estimateSamples(std::span<const float> samples, const EstimateOptions& options,
                                                const std::stop_token& stop)
{
    if (!std::ranges::all_of(samples, [](float sample) { return std::isfinite(sample); }))
        return refusedEstimate("has samples that are not finite");
    m_onset.begin();
    m_onset.push(samples);
    if (!m_onset.finishPass()) {
        m_onset.push(samples);
        m_onset.finishPass();
    }
    return estimateEnvelope(m_onset.take(), options, stop);
}

TempoEstimate LibrosaEstimator::estimateEnvelope(const OnsetEnvelope& onset, const EstimateOptions& options,
                                                 const std::stop_token& stop)
{
    const TempoScores scores = m_scorer.global(onset.values, stop);
    if (scores.autocorrelation[scores.bestLag] < kNoRepetition)
        return refusedEstimate("no repeating onsets to take a tempo from");
    if (scores.bestLag >= onset.values.size())
        return refusedEstimate(fmt::format("{:.2f} s is shorter than one beat", onset.duration().value()));

    TempoEstimate estimate;
    estimate.bpm = scores.tempo();
    estimate.candidates = rankCandidates(scores);
    estimate.confidence = pulseClarity(scores);
    if (options.withCurve) {
        TempoCurve curve;
        curve.tempi = m_scorer.overTime(onset.values, stop);
        curve.times.reserve(curve.tempi.size());
        for (std::size_t frame = 0; frame < curve.tempi.size(); ++frame)
            curve.times.emplace_back(static_cast<double>(frame) / onset.rate.value());
        estimate.curve = std::move(curve);
    }
    return estimate;
}

} // namespace tempo
