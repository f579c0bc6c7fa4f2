// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimators/tempo_candidates.h"

#include "engine/dsp/window.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace tempo {

namespace {

bool isPeak(const TempoScores& scores, std::size_t lag)
{
    if (lag == scores.bestLag)
        return true;
    const bool inside = lag > 0 && lag + 1 < scores.score.size();
    return inside && scores.score[lag] > scores.score[lag - 1] && scores.score[lag] >= scores.score[lag + 1] &&
           scores.autocorrelation[lag] > 0.0;
}

/// What the autocorrelation of a constant would be under the window: the taper that long lags suffer from.
double windowTaper(std::span<const double> window, std::size_t lag)
{
    double energy = 0.0;
    double overlap = 0.0;
    for (std::size_t k = 0; k < window.size(); ++k) {
        energy += window[k] * window[k];
        if (k + lag < window.size())
            overlap += window[k] * window[k + lag];
    }
    return overlap / energy;
}

} // namespace

std::vector<TempoCandidate> rankCandidates(const TempoScores& scores, std::size_t limit)
{
    const double best = scores.score[scores.bestLag];
    std::vector<TempoCandidate> candidates;
    double total = 0.0;
    for (std::size_t lag = 0; lag < scores.score.size(); ++lag) {
        if (!isPeak(scores, lag))
            continue;
        const double belief = std::exp(scores.score[lag] - best);
        total += belief;
        candidates.push_back({.bpm = Bpm{scores.bpm[lag]}, .weight = belief});
    }
    // Stable, and the answer is the first of several equals, as in librosa: it has the smallest lag.
    std::ranges::stable_sort(candidates, std::ranges::greater{}, &TempoCandidate::weight);
    candidates.resize(std::min(limit, candidates.size()));
    for (TempoCandidate& candidate : candidates)
        candidate.weight /= total;
    return candidates;
}

double pulseClarity(const TempoScores& scores)
{
    const std::vector<double> window = periodicHann(scores.autocorrelation.size());
    const auto untapered = [&](std::size_t lag) { return scores.autocorrelation[lag] / windowTaper(window, lag); };
    const std::size_t beat = scores.bestLag;
    // Beyond three quarters of the window so few values overlap that the taper cannot be undone.
    const std::size_t longest = scores.autocorrelation.size() * 3 / 4;
    if (beat > longest)
        return 0.0;

    double before = untapered(beat);
    for (std::size_t lag = (beat + 1) / 2; lag < beat; ++lag)
        before = std::min(before, untapered(lag));
    double after = untapered(beat);
    for (std::size_t lag = beat + 1; lag <= std::min(beat + beat / 2, longest); ++lag)
        after = std::min(after, untapered(lag));
    const double valley = std::max(before, after);
    return valley < 1.0 ? std::clamp((untapered(beat) - valley) / (1.0 - valley), 0.0, 1.0) : 0.0;
}

} // namespace tempo
