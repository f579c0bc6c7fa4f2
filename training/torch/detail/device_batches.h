// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/batch_loader.h"

#include <ATen/core/Tensor.h>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace tempo::neural {

/// Memory for batches on their way to a device, used again in every epoch: pinned for CUDA, so that copies need no
/// detour.
class BatchSlots {
public:
    BatchSlots(std::size_t batchSize, std::size_t blockRows, const at::Device& device);

    [[nodiscard]] std::size_t batchSize() const { return m_batchSize; }
    [[nodiscard]] std::size_t blockRows() const { return m_blockRows; }
    [[nodiscard]] const at::Device& device() const { return m_device; }
    [[nodiscard]] std::vector<BatchLoader::Slot> memory() const;
    /// The first blocks of a slot, [n_blocks, blockRows(), kBands] half floats; not a copy.
    [[nodiscard]] at::Tensor blocks(std::size_t slot, std::size_t nBlocks) const;

private:
    std::size_t m_batchSize;
    std::size_t m_blockRows;
    at::Device m_device;
    std::vector<at::Tensor> m_slots;
};

/// A batch on the device, stretched.
struct DeviceBatch {
    std::size_t index = 0;
    std::span<const TrackBlock> blocks;
    at::Tensor melDecibel; ///< [n_blocks, kBlockFrames, kBands] floats
};

/// The batches of an epoch on the device; a BatchLoader prepares them in the background.
/// Thread rule: one thread; slots must outlive it and serve one DeviceBatches at a time.
class DeviceBatches {
public:
    DeviceBatches(BatchLoader::Source source, std::vector<TrackBlock> blocks, const BatchSlots& slots);

    /// Empty after the last batch. @throws Error as FeatureStore::frames()
    std::optional<DeviceBatch> next();

private:
    const BatchSlots& m_slots;
    BatchLoader m_loader;
};

} // namespace tempo::neural
