// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/augmentation.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/maximum.h>
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tempo::neural {

namespace {

/// Where the frames of the blocks come from: rows of the batch, and how far the second counts.
struct Places {
    at::Tensor first;  ///< [n_blocks * kBlockFrames] int64
    at::Tensor second; ///< [n_blocks * kBlockFrames] int64
    at::Tensor weight; ///< [n_blocks * kBlockFrames, 1] of the second
};

Places placesOf(std::span<const TrackBlock> blocks, std::int64_t rowsPerBlock)
{
    const auto count = static_cast<std::int64_t>(blocks.size() * kBlockFrames);
    Places places{at::empty({count}, at::kLong), at::empty({count}, at::kLong), at::empty({count, 1}, at::kFloat)};
    auto* first = places.first.mutable_data_ptr<std::int64_t>();
    auto* second = places.second.mutable_data_ptr<std::int64_t>();
    auto* weight = places.weight.mutable_data_ptr<float>();
    std::int64_t begin = 0;
    for (const TrackBlock& block : blocks) {
        const double last = static_cast<double>(block.sourceFrames - 1);
        for (std::size_t frame = 0; frame < kBlockFrames; ++frame) {
            // Centres of frames on centres of frames.
            const double centre = (static_cast<double>(frame) + 0.5) * block.stretch() - 0.5;
            const double place = std::clamp(centre, 0.0, last);
            const double whole = std::floor(place);
            *first++ = begin + static_cast<std::int64_t>(whole);
            *second++ = begin + static_cast<std::int64_t>(std::min(whole + 1.0, last));
            *weight++ = static_cast<float>(place - whole);
        }
        begin += rowsPerBlock;
    }
    return places;
}

template <class T>
at::Tensor onDevice(const Matrix<T>& values, at::ScalarType type, const at::Device& device)
{
    const std::array<std::int64_t, 2> shape{static_cast<std::int64_t>(values.rows()),
                                            static_cast<std::int64_t>(values.cols())};
    // from_blob() takes no pointer to const; the values are only read, and copied before this returns.
    auto* data = const_cast<T*>(values.values().data());
    return at::from_blob(data, shape, at::TensorOptions(type)).to(device, /*non_blocking=*/false, /*copy=*/true);
}

} // namespace

at::Tensor stretchBlocks(const at::Tensor& source, std::span<const TrackBlock> blocks)
{
    const at::NoGradGuard noGradient;
    const bool isPlain = std::all_of(blocks.begin(), blocks.end(),
                                     [](const TrackBlock& block) { return block.sourceFrames == kBlockFrames; });
    if (isPlain)
        return source.narrow(1, 0, kBlockFrames).to(at::kFloat);
    const Places places = placesOf(blocks, source.size(1));
    const at::Tensor rows = source.flatten(0, 1);
    const at::Tensor first = rows.index_select(0, places.first.to(rows.device())).to(at::kFloat);
    const at::Tensor second = rows.index_select(0, places.second.to(rows.device())).to(at::kFloat);
    first.lerp_(second, places.weight.to(rows.device()));
    return first.view({source.size(0), kBlockFrames, source.size(2)});
}

void augmentBlocks(at::Tensor& melDecibel, const AugmentationDraw& draw)
{
    const at::NoGradGuard noGradient;
    const at::Device device = melDecibel.device();
    const at::Tensor silent = melDecibel.le(static_cast<double>(kSilentDecibel));
    melDecibel.add_(onDevice(draw.curveDecibel, at::kFloat, device).unsqueeze(1));
    const at::Tensor below = onDevice(draw.floorBelowMaximum, at::kFloat, device).unsqueeze(1);
    const at::Tensor floor = melDecibel.amax({1, 2}, /*keepdim=*/true).sub(below);
    at::maximum_out(melDecibel, melDecibel, floor.clamp_min(static_cast<double>(kSilentDecibel)));
    melDecibel.masked_fill_(silent, static_cast<double>(kSilentDecibel));
    const at::Tensor mean = melDecibel.mean({1, 2}, /*keepdim=*/true);
    const at::Tensor hidden = onDevice(draw.hiddenFrames, at::kByte, device)
                                  .unsqueeze(2)
                                  .logical_or(onDevice(draw.hiddenBands, at::kByte, device).unsqueeze(1));
    melDecibel.copy_(mean.where(hidden, melDecibel));
}

} // namespace tempo::neural
