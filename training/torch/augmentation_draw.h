// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "training/config/run_config.h"
#include "training/torch/random_stream.h"

#include <cstddef>
#include <cstdint>

namespace tempo::neural {

/// What chance has decided for the blocks of a batch, stretching aside. Drawn on the CPU, so that it does not depend on
/// the device's generator.
struct AugmentationDraw {
    Matrix<float> curveDecibel;        ///< [n_blocks, n_bands], added to every frame: gain and equaliser
    Matrix<float> floorBelowMaximum;   ///< [n_blocks, n_bands], dB that the noise floor lies under the block's maximum
    Matrix<std::uint8_t> hiddenFrames; ///< [n_blocks, n_frames], 1: hidden
    Matrix<std::uint8_t> hiddenBands;  ///< [n_blocks, n_bands], 1: hidden
};

/// AugmentationDraw::floorBelowMaximum of a block without a noise floor.
inline constexpr float kNoFloor = 1000.0F;

/// Gain: uniform. Equaliser: four half cosines over the bands with normal amplitudes that fall as 1/k; its standard
/// deviation over draws and bands is equaliserDecibel. Noise floor: 20 to 50 dB under the block's maximum, tilted by up
/// to 6 dB to each side. Masks: SpecAugment, Park et al. 2019, widths from 0 to the longest, uniform.
AugmentationDraw drawAugmentation(std::size_t nBlocks, std::size_t nFrames, std::size_t nBands,
                                  const AugmentationConfig& config, Random& random);

} // namespace tempo::neural
