// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tempo {

/// What a system said about one track, beside the truth.
struct TempoPair {
    Bpm reference;               ///< > 0
    std::optional<Bpm> estimate; ///< empty if the system gave none: that is wrong, and never left out
};

/// The tolerances that are reported: the field's, and the original project's.
inline constexpr double kStrictTolerance = 0.04;
inline constexpr double kWideTolerance = 0.08;

/// The multiples of the reference that Accuracy2 accepts. Source: Gouyon et al. 2006.
inline constexpr std::array<double, 5> kOctaveFactors{1.0, 2.0, 3.0, 1.0 / 2.0, 1.0 / 3.0};

/// Accuracy1's question: |estimate - reference| <= tolerance * reference. Source: Gouyon et al., IEEE TASLP 2006.
/// @param tolerance relative, > 0
bool isCorrect(const TempoPair& pair, double tolerance);

/// Accuracy2's question: the same for any of kOctaveFactors, the tolerance relative to factor * reference.
bool isCorrectUpToOctaves(const TempoPair& pair, double tolerance);

/// The share of pairs that isCorrect() accepts, in [0, 1]. @throws Error(InvalidArgument) without any pair
double accuracy1(std::span<const TempoPair> pairs, double tolerance = kStrictTolerance);
double accuracy2(std::span<const TempoPair> pairs, double tolerance = kStrictTolerance);

/// Accuracy1 over tolerances, e.g. from 0.5 to 10 %.
struct TolerancePoint {
    double tolerance = 0.0;
    double accuracy1 = 0.0;
    double accuracy2 = 0.0;
};
/// @param tolerances any, each > 0 @return [tolerances.size()]
std::vector<TolerancePoint> toleranceCurve(std::span<const TempoPair> pairs, std::span<const double> tolerances);

/// OE1 = log2(estimate / reference): 1 for the double tempo. Empty without an estimate.
std::optional<double> octaveError1(const TempoPair& pair);
/// OE2: of the octave errors of the estimate times 1, 2, 3, 1/2 and 1/3 the one nearest 0. Source: tempo_eval
/// (Schreiber).
std::optional<double> octaveError2(const TempoPair& pair);

/// How an estimate lies to the reference, at a tolerance; the first that fits, in this order.
enum class TempoRelation { Right, Half, Double, Third, Triple, Other, None };
std::string_view nameOf(TempoRelation relation);
/// None: there is no estimate.
TempoRelation relationOf(const TempoPair& pair, double tolerance = kStrictTolerance);

/// A reference with two tempi, as listeners disagree about the level.
struct TwoTempi {
    Bpm slow;                  ///< 0 if there is none
    Bpm fast;                  ///< 0 if there is none
    double slowSalience = 1.0; ///< in [0, 1], the share of listeners who tap the slower one
};

struct PScore {
    double pScore = 0.0; ///< salience-weighted hits
    bool oneCorrect = false;
    bool bothCorrect = false;
};
/// @param estimates one or two tempi @throws Error(InvalidArgument) for a reference without a tempo or a salience
/// outside [0, 1] Source: McKinney et al. 2007, MIREX; mir_eval.tempo.detection(tol=0.08).
PScore pScore(const TwoTempi& reference, std::span<const Bpm> estimates, double tolerance = kWideTolerance);

} // namespace tempo
