// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/significance.h"

#include "engine/core/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tempo {

namespace {

/// SplitMix64: the same numbers with every standard library. Source: Steele, Lea & Flood 2014.
class Draws {
public:
    explicit Draws(std::uint64_t seed) : m_state(seed) {}
    /// In [0, count), count < 2^32.
    std::size_t index(std::size_t count)
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        z ^= z >> 31U;
        return static_cast<std::size_t>(((z >> 32U) * static_cast<std::uint64_t>(count)) >> 32U);
    }

private:
    std::uint64_t m_state;
};

void requireSameLength(std::size_t first, std::size_t second)
{
    if (first != second)
        throw Error(ErrorCode::InvalidArgument, "two systems can only be compared on the same tracks");
}

/// Linear between the order statistics, as numpy.percentile().
double percentile(const std::vector<double>& sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

/// The binomial numbers that occur; the rest, beyond nine standard deviations, is less than rounding.
struct LikelyCounts {
    std::size_t first = 0;
    std::vector<double> probability;
};

LikelyCounts binomialCounts(std::size_t n, double p)
{
    const double count = static_cast<double>(n);
    const double spread = 9.0 * std::sqrt(count * p * (1.0 - p)) + 9.0;
    const double low = std::max(0.0, std::floor(count * p - spread));
    const double high = std::min(count, std::ceil(count * p + spread));
    LikelyCounts counts{.first = static_cast<std::size_t>(low), .probability = {}};
    for (double k = low; k <= high; ++k) {
        const bool isCertain = p <= 0.0 || p >= 1.0;
        const double logP = isCertain ? 0.0
                                      : std::lgamma(count + 1.0) - std::lgamma(k + 1.0) - std::lgamma(count - k + 1.0) +
                                            k * std::log(p) + (count - k) * std::log1p(-p);
        counts.probability.push_back(isCertain && k != count * p ? 0.0 : std::exp(logP));
    }
    return counts;
}

} // namespace

Interval wilsonInterval(std::size_t hits, std::size_t n, double z)
{
    if (n == 0 || hits > n)
        throw Error(ErrorCode::InvalidArgument, "an interval of a share needs 0 <= hits <= n and n > 0");
    const double count = static_cast<double>(n);
    const double share = static_cast<double>(hits) / count;
    const double z2 = z * z;
    const double centre = (share + z2 / (2.0 * count)) / (1.0 + z2 / count);
    const double half = z / (1.0 + z2 / count) * std::sqrt(share * (1.0 - share) / count + z2 / (4.0 * count * count));
    return {.low = std::max(0.0, centre - half), .high = std::min(1.0, centre + half)};
}

McNemar mcNemar(std::span<const char> first, std::span<const char> second)
{
    requireSameLength(first.size(), second.size());
    McNemar result;
    for (std::size_t track = 0; track < first.size(); ++track) {
        result.onlyFirst += first[track] != 0 && second[track] == 0 ? 1U : 0U;
        result.onlySecond += first[track] == 0 && second[track] != 0 ? 1U : 0U;
    }
    const std::size_t n = result.onlyFirst + result.onlySecond;
    const std::size_t fewer = std::min(result.onlyFirst, result.onlySecond);
    // In logarithms, since 2^-n leaves a double's range for many tracks.
    const double logHalf = -static_cast<double>(n) * std::log(2.0);
    double tail = 0.0;
    for (std::size_t k = 0; k <= fewer; ++k)
        tail += std::exp(std::lgamma(static_cast<double>(n) + 1.0) - std::lgamma(static_cast<double>(k) + 1.0) -
                         std::lgamma(static_cast<double>(n - k) + 1.0) + logHalf);
    result.p = std::min(1.0, 2.0 * tail);
    return result;
}

std::vector<double> holm(std::span<const double> p)
{
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size());
    double largest = 0.0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        largest = std::max(largest, std::min(1.0, p[order[rank]] * static_cast<double>(p.size() - rank)));
        adjusted[order[rank]] = largest;
    }
    return adjusted;
}

Interval pairedBootstrap(std::span<const double> first, std::span<const double> second, std::size_t nDraws,
                         std::uint64_t seed)
{
    requireSameLength(first.size(), second.size());
    if (first.empty() || nDraws == 0)
        throw Error(ErrorCode::InvalidArgument, "a bootstrap needs at least one track and one draw");
    Draws draws(seed);
    std::vector<double> means(nDraws);
    for (double& mean : means) {
        double sum = 0.0;
        for (std::size_t i = 0; i < first.size(); ++i) {
            const std::size_t track = draws.index(first.size());
            sum += second[track] - first[track];
        }
        mean = sum / static_cast<double>(first.size());
    }
    std::ranges::sort(means);
    return {.low = percentile(means, 0.025), .high = percentile(means, 0.975)};
}

Interval pairedHitInterval(const McNemar& counts, std::size_t nTracks)
{
    const std::size_t nDiffering = counts.onlyFirst + counts.onlySecond;
    if (nTracks == 0 || nDiffering > nTracks)
        throw Error(ErrorCode::InvalidArgument, "a bootstrap needs at least one track, and no more hits than tracks");
    if (nDiffering == 0)
        return {};
    const double n = static_cast<double>(nTracks);
    const double shareOfSecond = static_cast<double>(counts.onlySecond) / static_cast<double>(nDiffering);
    // How many of the drawn tracks differ, and of these how many the second got right.
    const LikelyCounts differing = binomialCounts(nTracks, static_cast<double>(nDiffering) / n);
    std::vector<double> probability(2 * nTracks + 1); // of a difference of d tracks, at d + n_tracks
    for (std::size_t i = 0; i < differing.probability.size(); ++i) {
        const std::size_t drawn = differing.first + i;
        const LikelyCounts second = binomialCounts(drawn, shareOfSecond);
        for (std::size_t k = 0; k < second.probability.size(); ++k)
            probability[nTracks + 2 * (second.first + k) - drawn] += differing.probability[i] * second.probability[k];
    }
    const auto quantile = [&](double share) {
        double sum = 0.0;
        std::size_t place = 0;
        while (place + 1 < probability.size() && (sum += probability[place]) < share)
            ++place;
        return (static_cast<double>(place) - n) / n;
    };
    return {.low = quantile(0.025), .high = quantile(0.975)};
}

} // namespace tempo
