// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/tempo_metrics.h"

#include "engine/core/error.h"

#include <algorithm>
#include <cmath>

namespace tempo {

namespace {

bool isNear(const TempoPair& pair, double factor, double tolerance)
{
    if (!pair.estimate)
        return false;
    const double wanted = factor * pair.reference.value();
    return std::abs(pair.estimate->value() - wanted) <= tolerance * wanted;
}

template <class Question>
double shareOf(std::span<const TempoPair> pairs, Question question)
{
    if (pairs.empty())
        throw Error(ErrorCode::InvalidArgument, "no accuracy without a track");
    const auto hits = std::ranges::count_if(pairs, question);
    return static_cast<double>(hits) / static_cast<double>(pairs.size());
}

bool isHit(Bpm reference, std::span<const Bpm> estimates, double tolerance)
{
    return std::ranges::any_of(estimates, [&](Bpm estimate) {
        return std::abs(reference.value() - estimate.value()) <= tolerance * reference.value();
    });
}

} // namespace

bool isCorrect(const TempoPair& pair, double tolerance)
{
    return isNear(pair, 1.0, tolerance);
}

bool isCorrectUpToOctaves(const TempoPair& pair, double tolerance)
{
    return std::ranges::any_of(kOctaveFactors, [&](double factor) { return isNear(pair, factor, tolerance); });
}

double accuracy1(std::span<const TempoPair> pairs, double tolerance)
{
    return shareOf(pairs, [tolerance](const TempoPair& pair) { return isCorrect(pair, tolerance); });
}

double accuracy2(std::span<const TempoPair> pairs, double tolerance)
{
    return shareOf(pairs, [tolerance](const TempoPair& pair) { return isCorrectUpToOctaves(pair, tolerance); });
}

std::vector<TolerancePoint> toleranceCurve(std::span<const TempoPair> pairs, std::span<const double> tolerances)
{
    std::vector<TolerancePoint> curve;
    curve.reserve(tolerances.size());
    for (const double tolerance : tolerances)
        curve.push_back({.tolerance = tolerance,
                         .accuracy1 = accuracy1(pairs, tolerance),
                         .accuracy2 = accuracy2(pairs, tolerance)});
    return curve;
}

std::optional<double> octaveError1(const TempoPair& pair)
{
    if (!pair.estimate)
        return std::nullopt;
    return std::log2(pair.estimate->value() / pair.reference.value());
}

std::optional<double> octaveError2(const TempoPair& pair)
{
    const std::optional<double> plain = octaveError1(pair);
    if (!plain)
        return std::nullopt;
    double nearest = *plain;
    for (const double factor : kOctaveFactors) {
        const double error = *plain + std::log2(factor);
        if (std::abs(error) < std::abs(nearest))
            nearest = error;
    }
    return nearest;
}

std::string_view nameOf(TempoRelation relation)
{
    constexpr std::array<std::string_view, 7> kNames{"right", "half", "double", "third", "triple", "other", "none"};
    return kNames[static_cast<std::size_t>(relation)];
}

TempoRelation relationOf(const TempoPair& pair, double tolerance)
{
    struct Named {
        TempoRelation relation;
        double factor;
    };
    constexpr std::array<Named, 5> kRelations{{{TempoRelation::Right, 1.0},
                                               {TempoRelation::Half, 1.0 / 2.0},
                                               {TempoRelation::Double, 2.0},
                                               {TempoRelation::Third, 1.0 / 3.0},
                                               {TempoRelation::Triple, 3.0}}};
    if (!pair.estimate)
        return TempoRelation::None;
    for (const Named& named : kRelations)
        if (isNear(pair, named.factor, tolerance))
            return named.relation;
    return TempoRelation::Other;
}

PScore pScore(const TwoTempi& reference, std::span<const Bpm> estimates, double tolerance)
{
    if (reference.slow.value() <= 0.0 && reference.fast.value() <= 0.0)
        throw Error(ErrorCode::InvalidArgument, "a P-score needs a reference tempo above 0");
    if (!(reference.slowSalience >= 0.0 && reference.slowSalience <= 1.0))
        throw Error(ErrorCode::InvalidArgument, "the salience of a tempo must be from 0 to 1");
    const bool slowHit = reference.slow.value() > 0.0 && isHit(reference.slow, estimates, tolerance);
    const bool fastHit = reference.fast.value() > 0.0 && isHit(reference.fast, estimates, tolerance);
    return {.pScore = (slowHit ? reference.slowSalience : 0.0) + (fastHit ? 1.0 - reference.slowSalience : 0.0),
            .oneCorrect = slowHit || fastHit,
            .bothCorrect = slowHit && fastHit};
}

} // namespace tempo
