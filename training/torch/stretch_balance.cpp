// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/stretch_balance.h"

#include <algorithm>
#include <cmath>

namespace tempo::neural {

namespace {

constexpr double kBinsPerOctave = 24.0;
/// Enough for an even distribution wherever one is possible (largest over smallest density 1.02 for tempi spread as in
/// music). With many more, the weights of bins that can never be filled grow without end, and the others lose their
/// shape.
constexpr int kFittingRounds = 8;
/// A weight changes by at most this factor in a round: bins out of nearly everybody's reach must not run away.
constexpr double kLargestChange = 4.0;

} // namespace

std::optional<StretchSpan> stretchSpan(Bpm tempo, const StretchLimits& limits)
{
    const StretchSpan span{std::max(limits.low, limits.range.low.value() / tempo.value()),
                           std::min(limits.high, limits.range.high.value() / tempo.value())};
    return span.low <= span.high ? std::optional(span) : std::nullopt;
}

StretchBalance::StretchBalance(std::span<const Bpm> tempi, const StretchLimits& limits) : m_limits(limits)
{
    const double octaves = std::log2(limits.range.high.value() / limits.range.low.value());
    const double nBins = std::max(std::ceil(octaves * kBinsPerOctave), 1.0);
    m_weights.assign(static_cast<std::size_t>(nBins), 1.0);
    fit(tempi);
}

std::vector<StretchBalance::Share> StretchBalance::sharesOf(Bpm tempo) const
{
    const std::optional<StretchSpan> span = stretchSpan(tempo, m_limits);
    if (!span)
        return {};
    const double base = std::log2(tempo.value() / m_limits.range.low.value());
    const double low = std::max(base + std::log2(span->low), 0.0);
    const double high = base + std::log2(span->high);
    std::vector<Share> shares;
    for (auto bin = static_cast<std::size_t>(low * kBinsPerOctave); bin < m_weights.size(); ++bin) {
        const double begin = std::max(low, static_cast<double>(bin) / kBinsPerOctave);
        const double end = std::min(high, static_cast<double>(bin + 1) / kBinsPerOctave);
        if (begin >= high)
            break;
        if (end > begin)
            shares.push_back({bin, begin, end - begin});
    }
    return shares;
}

void StretchBalance::fit(std::span<const Bpm> tempi)
{
    std::vector<std::vector<Share>> shares;
    for (const Bpm tempo : tempi)
        shares.push_back(sharesOf(tempo));
    for (int round = 0; round < kFittingRounds; ++round) {
        std::vector<double> drawn(m_weights.size(), 0.0);
        for (const std::vector<Share>& reach : shares) {
            double sum = 0.0;
            for (const Share& share : reach)
                sum += m_weights[share.bin] * share.octaves;
            for (const Share& share : reach)
                drawn[share.bin] += m_weights[share.bin] * share.octaves / sum;
        }
        double total = 0.0;
        double reachable = 0.0;
        for (const double count : drawn) {
            total += count;
            reachable += count > 0.0 ? 1.0 : 0.0;
        }
        for (std::size_t bin = 0; bin < drawn.size(); ++bin)
            if (drawn[bin] > 0.0)
                m_weights[bin] *= std::clamp(total / reachable / drawn[bin], 1.0 / kLargestChange, kLargestChange);
        const double largest = *std::max_element(m_weights.begin(), m_weights.end());
        for (double& weight : m_weights)
            weight /= largest;
    }
}

double StretchBalance::draw(Bpm tempo, Random& random) const
{
    const std::vector<Share> shares = sharesOf(tempo);
    if (shares.empty())
        return 1.0;
    double sum = 0.0;
    for (const Share& share : shares)
        sum += m_weights[share.bin] * share.octaves;
    double rest = random.uniform() * sum;
    const Share* chosen = &shares.back();
    for (const Share& share : shares) {
        rest -= m_weights[share.bin] * share.octaves;
        if (rest < 0.0) {
            chosen = &share;
            break;
        }
    }
    const double octave = chosen->begin + chosen->octaves * random.uniform();
    return m_limits.range.low.value() * std::exp2(octave) / tempo.value();
}

} // namespace tempo::neural
