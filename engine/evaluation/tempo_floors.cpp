// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/tempo_floors.h"

#include "engine/core/error.h"
#include "engine/evaluation/tempo_metrics.h"
#include "engine/rhythm/tempo.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace tempo {

namespace {

/// An end of the range of tempi that is right for one track.
struct End {
    double bpm;
    int change; ///< +1 where the range begins, -1 where it ends
};

void requireUsable(std::span<const Bpm> references, double tolerance)
{
    if (references.empty() || !(tolerance > 0.0 && tolerance < 0.2))
        throw Error(ErrorCode::InvalidArgument, "the best constant tempo needs references and a tolerance below 20 %");
}

/// Sweeps over the ends of all ranges; the most that overlap are right together.
ConstantTempo bestOf(std::vector<End> ends, std::size_t nTracks)
{
    // Ranges are closed: where one ends as another begins, both hold.
    std::ranges::sort(
        ends, [](const End& a, const End& b) { return a.bpm < b.bpm || (a.bpm == b.bpm && a.change > b.change); });
    int open = 0;
    int most = 0;
    ConstantTempo best;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        open += ends[i].change;
        if (open > most) {
            most = open;
            best.bpm = Bpm{std::midpoint(ends[i].bpm, ends[i + 1].bpm)};
        }
    }
    best.accuracy = static_cast<double>(most) / static_cast<double>(nTracks);
    return best;
}

} // namespace

ConstantTempo bestConstantTempo(std::span<const Bpm> references, double tolerance)
{
    requireUsable(references, tolerance);
    std::vector<End> ends;
    for (const Bpm reference : references) {
        ends.push_back({reference.value() * (1.0 - tolerance), 1});
        ends.push_back({reference.value() * (1.0 + tolerance), -1});
    }
    return bestOf(std::move(ends), references.size());
}

ConstantTempo bestConstantTempoUpToOctaves(std::span<const Bpm> references, double tolerance)
{
    requireUsable(references, tolerance);
    std::vector<End> ends;
    for (const Bpm reference : references) {
        for (const double factor : kOctaveFactors) {
            ends.push_back({factor * reference.value() * (1.0 - tolerance), 1});
            ends.push_back({factor * reference.value() * (1.0 + tolerance), -1});
        }
    }
    return bestOf(std::move(ends), references.size());
}

double gridCeiling(std::span<const Bpm> references, std::span<const Bpm> grid, double tolerance)
{
    requireUsable(references, tolerance);
    const auto reachable = std::ranges::count_if(references, [&](Bpm reference) {
        return std::ranges::any_of(grid, [&](Bpm bpm) { return isCorrect({reference, bpm}, tolerance); });
    });
    return static_cast<double>(reachable) / static_cast<double>(references.size());
}

std::vector<Bpm> baselineTempi()
{
    const Bpm maximum = TempoPrior{}.maximum;
    std::vector<Bpm> tempi;
    for (const double bpm : tempoOfLags(kTempoWindow, AnalysisGrid{}.frameRate()))
        if (std::isfinite(bpm) && bpm < maximum.value())
            tempi.emplace_back(bpm);
    std::ranges::sort(tempi);
    return tempi;
}

} // namespace tempo
