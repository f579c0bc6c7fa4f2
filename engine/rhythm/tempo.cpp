// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rhythm/tempo.h"

#include <algorithm>
#include <cmath>

namespace tempo {

namespace {

double scoreOf(double autocorrelation, double logPrior)
{
    return std::log1p(1e6 * autocorrelation) + logPrior;
}

} // namespace

TempoScorer::TempoScorer(FrameRate rate, const TempoPrior& prior, std::size_t windowFrames)
    : m_autocorrelation(windowFrames), m_bpm(tempoOfLags(windowFrames, rate)), m_logPrior(logTempoPrior(m_bpm, prior))
{
}

TempoScores TempoScorer::global(std::span<const float> onset, const std::stop_token& stop)
{
    TempoScores scores{.autocorrelation = m_autocorrelation.mean(onset, stop), .bpm = m_bpm, .score = {}};
    scores.score.resize(m_bpm.size());
    std::ranges::transform(scores.autocorrelation, m_logPrior, scores.score.begin(), scoreOf);
    scores.bestLag = static_cast<std::size_t>(std::ranges::max_element(scores.score) - scores.score.begin());
    return scores;
}

std::vector<Bpm> TempoScorer::overTime(std::span<const float> onset, const std::stop_token& stop)
{
    std::vector<Bpm> tempi;
    tempi.reserve(onset.size());
    std::vector<double> score(m_bpm.size());
    m_autocorrelation.forEachRow(
        onset,
        [&](std::size_t, std::span<const double> row) {
            std::ranges::transform(row, m_logPrior, score.begin(), scoreOf);
            tempi.emplace_back(m_bpm[static_cast<std::size_t>(std::ranges::max_element(score) - score.begin())]);
        },
        stop);
    return tempi;
}

} // namespace tempo
