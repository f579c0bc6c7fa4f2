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

} // namespace tempo
