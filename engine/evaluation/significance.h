// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tempo {

/// An interval of a share or of a difference.
struct Interval {
    double low = 0.0;
    double high = 0.0;
};

/// Wilson's score interval of a share. @param hits of n, 0 <= hits <= n, n > 0; @param z 1.96 for 95 %
/// Source: Wilson 1927. @throws Error(InvalidArgument)
Interval wilsonInterval(std::size_t hits, std::size_t n, double z = 1.959963984540054);

/// Two systems on the same tracks.
struct McNemar {
    std::size_t onlyFirst = 0;  ///< tracks that only the first got right
    std::size_t onlySecond = 0; ///< tracks that only the second got right
    double p = 1.0;             ///< two-sided, exact: binomial with 1/2 over the tracks where they differ
};
/// @param first, second [n_tracks] whether right (not 0) @throws Error(InvalidArgument) if the lengths differ
/// Source: McNemar 1947, exact form; statsmodels.stats.contingency_tables.mcnemar(exact=True).
McNemar mcNemar(std::span<const char> first, std::span<const char> second);

/// Holm's step-down correction: adjusted p values in the order given. Source: Holm 1979.
std::vector<double> holm(std::span<const double> p);

/// The 95 % percentile interval of the mean difference second - first, tracks drawn together. Deterministic for a seed.
/// @param first, second [n_tracks] any per-track score; n_tracks > 0
/// @throws Error(InvalidArgument) if the lengths differ or there is no track
/// Source: Efron & Tibshirani 1993.
Interval pairedBootstrap(std::span<const double> first, std::span<const double> second, std::size_t nDraws = 10000,
                         std::uint64_t seed = 1);

/// pairedBootstrap() of whether tracks were right, as it would be with infinitely many draws: the 2.5 and 97.5 % points
/// of the number of tracks that only the second got right, less those that only the first did, over n, when n tracks
/// are drawn with replacement. No chance, and fast enough for all pairs of twenty systems.
/// @param counts  of mcNemar() @param nTracks  all, also those where both are right or wrong; > 0 and >= the counts'
/// sum
/// @throws Error(InvalidArgument)
Interval pairedHitInterval(const McNemar& counts, std::size_t nTracks);

} // namespace tempo
