// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/mel.h"

#include "engine/core/error.h"
#include "engine/dsp/multiversion.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tempo {

namespace {

constexpr double kHertzPerMel = 200.0 / 3.0; // in the linear part
constexpr double kLogStartHertz = 1000.0;
constexpr double kLogStartMel = kLogStartHertz / kHertzPerMel;

double logStep()
{
    return std::log(6.4) / 27.0;
}

constexpr std::size_t kLanes = 4;

} // namespace

double hertzToMel(double hertz)
{
    return hertz < kLogStartHertz ? hertz / kHertzPerMel : kLogStartMel + std::log(hertz / kLogStartHertz) / logStep();
}

double melToHertz(double mel)
{
    return mel < kLogStartMel ? mel * kHertzPerMel : kLogStartHertz * std::exp(logStep() * (mel - kLogStartMel));
}

std::vector<double> melFrequencies(std::size_t count, double maxHertz)
{
    const double step = hertzToMel(maxHertz) / static_cast<double>(count - 1);
    std::vector<double> frequencies(count);
    for (std::size_t k = 0; k < count; ++k)
        frequencies[k] = melToHertz(static_cast<double>(k) * step);
    return frequencies;
}

/// Each band as four partial sums in a fixed order, so that every processor gives the same bits.
TEMPNETIC_MULTIVERSION
void MelFilterbank::applyBands(const Band* bands, std::size_t bandCount, const double* weights, const double* power,
                               double* mel)
{
    for (std::size_t band = 0; band < bandCount; ++band) {
        const double* w = weights + bands[band].firstWeight;
        const double* p = power + bands[band].firstBin;
        std::array<double, kLanes> sums{};
        for (std::size_t k = 0; k < bands[band].count; k += kLanes)
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                sums[lane] += w[k + lane] * p[k + lane];
        mel[band] = (sums[0] + sums[2]) + (sums[1] + sums[3]);
    }
}

MelFilterbank::MelFilterbank(const MelOptions& options) : m_binCount(options.fftSize / 2 + 1)
{
    if (options.fftSize < 2 * kLanes || options.bandCount == 0 || options.rate <= SampleRate{0.0})
        throw Error(ErrorCode::InvalidArgument, "MelFilterbank: sizes and rate must be positive");

    const double rate = options.rate.value();
    const std::vector<double> edges = melFrequencies(options.bandCount + 2, rate / 2.0);
    std::vector<double> triangle;
    for (std::size_t band = 0; band < options.bandCount; ++band) {
        const double lower = edges[band];
        const double centre = edges[band + 1];
        const double upper = edges[band + 2];
        const double unitArea = 2.0 / (upper - lower);
        triangle.clear();
        std::size_t firstBin = 0;
        for (std::size_t bin = 0; bin < m_binCount; ++bin) {
            const double hertz = static_cast<double>(bin) * rate / static_cast<double>(options.fftSize);
            const double height = std::min((hertz - lower) / (centre - lower), (upper - hertz) / (upper - centre));
            if (height <= 0.0)
                continue;
            if (triangle.empty())
                firstBin = bin;
            // librosa rounds the triangle to float, and the scaled triangle again.
            triangle.push_back(
                static_cast<double>(static_cast<float>(static_cast<double>(static_cast<float>(height)) * unitArea)));
        }
        appendBand(firstBin, triangle);
    }
}

/// Fills a band up with zero weights to a multiple of the lanes; at the upper end the zeros stand in front, so that no
/// band reaches past the last bin.
void MelFilterbank::appendBand(std::size_t firstBin, const std::vector<double>& triangle)
{
    const std::size_t count = (triangle.size() + kLanes - 1) / kLanes * kLanes;
    const std::size_t start = std::min(firstBin, m_binCount - count);
    m_bands.push_back({.firstBin = start, .firstWeight = m_weights.size(), .count = count});
    m_weights.resize(m_weights.size() + count, 0.0);
    std::ranges::copy(triangle, m_weights.end() - static_cast<std::ptrdiff_t>(count - (firstBin - start)));
}

void MelFilterbank::apply(std::span<const double> power, std::span<double> mel) const
{
    applyBands(m_bands.data(), m_bands.size(), m_weights.data(), power.data(), mel.data());
}

Matrix<float> MelFilterbank::weights() const
{
    Matrix<float> dense(m_bands.size(), m_binCount);
    for (std::size_t band = 0; band < m_bands.size(); ++band)
        for (std::size_t k = 0; k < m_bands[band].count; ++k)
            dense(band, m_bands[band].firstBin + k) = static_cast<float>(m_weights[m_bands[band].firstWeight + k]);
    return dense;
}

} // namespace tempo
