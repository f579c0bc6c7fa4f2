// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/augmentation_draw.h"
#include "training/torch/sampler.h"

#include <ATen/core/Tensor.h>
#include <span>

namespace tempo::neural {

/// Brings pieces of music of different lengths to kBlockFrames each, by linear interpolation along time: one gather and
/// one blend for the whole batch, whatever the factors.
/// @param source [n_blocks, n_rows, n_bands] half floats on any device; of block i the first blocks[i].sourceFrames
/// rows
///               count
/// @return       [n_blocks, kBlockFrames, n_bands] floats on the same device
at::Tensor stretchBlocks(const at::Tensor& source, std::span<const TrackBlock> blocks);

/// Gain, equaliser, noise floor and masks, in place. Silence (kSilentDecibel) stays silence whatever the gain, nothing
/// falls under it, and what is hidden has the block's mean.
/// @param melDecibel [n_blocks, n_frames, n_bands] floats
void augmentBlocks(at::Tensor& melDecibel, const AugmentationDraw& draw);

} // namespace tempo::neural
