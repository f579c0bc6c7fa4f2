// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/augmentation_draw.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace tempo::neural {

namespace {

constexpr std::size_t kCosines = 4;

void drawCurve(std::span<float> curve, const AugmentationConfig& config, Random& random)
{
    const double gain = random.between(-config.gainDecibel, config.gainDecibel);
    // The mean square of a cosine is 1/2; that of cosines with amplitudes 1/k is half the sum of 1/k^2.
    double meanSquare = 0.0;
    for (std::size_t k = 1; k <= kCosines; ++k)
        meanSquare += 0.5 / static_cast<double>(k * k);
    std::array<double, kCosines> amplitudes{};
    for (std::size_t k = 0; k < kCosines; ++k)
        amplitudes[k] = random.normal() * config.equaliserDecibel / std::sqrt(meanSquare) / static_cast<double>(k + 1);
    for (std::size_t band = 0; band < curve.size(); ++band) {
        const double place = (static_cast<double>(band) + 0.5) / static_cast<double>(curve.size());
        double value = gain;
        for (std::size_t k = 0; k < kCosines; ++k)
            value += amplitudes[k] * std::cos(std::numbers::pi * static_cast<double>(k + 1) * place);
        curve[band] = static_cast<float>(value);
    }
}

void drawFloor(std::span<float> floor, const AugmentationConfig& config, Random& random)
{
    // Drawn even where not used, so that the share decides nothing but the share.
    const bool isNoisy = random.chance(config.noiseFloorShare);
    const double depth = random.between(20.0, 50.0);
    const double tilt = random.between(-6.0, 6.0);
    for (std::size_t band = 0; band < floor.size(); ++band) {
        const double place = 2.0 * (static_cast<double>(band) + 0.5) / static_cast<double>(floor.size()) - 1.0;
        floor[band] = isNoisy ? static_cast<float>(depth - tilt * place) : kNoFloor;
    }
}

void drawMasks(std::span<std::uint8_t> hidden, int masks, int longest, Random& random)
{
    for (int mask = 0; mask < masks; ++mask) {
        const std::size_t width = std::min(random.index(static_cast<std::size_t>(longest) + 1), hidden.size());
        const std::size_t begin = random.index(hidden.size() - width + 1);
        std::fill_n(hidden.begin() + static_cast<std::ptrdiff_t>(begin), width, std::uint8_t{1});
    }
}

} // namespace

AugmentationDraw drawAugmentation(std::size_t nBlocks, std::size_t nFrames, std::size_t nBands,
                                  const AugmentationConfig& config, Random& random)
{
    AugmentationDraw draw{Matrix<float>(nBlocks, nBands), Matrix<float>(nBlocks, nBands),
                          Matrix<std::uint8_t>(nBlocks, nFrames), Matrix<std::uint8_t>(nBlocks, nBands)};
    for (std::size_t block = 0; block < nBlocks; ++block) {
        drawCurve(draw.curveDecibel.row(block), config, random);
        drawFloor(draw.floorBelowMaximum.row(block), config, random);
        drawMasks(draw.hiddenFrames.row(block), config.timeMasks, config.timeMaskFrames, random);
        drawMasks(draw.hiddenBands.row(block), config.bandMasks, config.bandMaskBands, random);
    }
    return draw;
}

} // namespace tempo::neural
