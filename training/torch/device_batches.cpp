// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/device_batches.h"

#include "training/torch/detail/augmentation.h"

#include <ATen/ops/empty.h>

namespace tempo::neural {

BatchSlots::BatchSlots(std::size_t batchSize, std::size_t blockRows, const at::Device& device)
    : m_batchSize(batchSize), m_blockRows(blockRows), m_device(device)
{
    const auto values = static_cast<std::int64_t>(batchSize * blockRows * FeatureStore::kBands);
    // One is worked on while the other is filled.
    for (int i = 0; i < 2; ++i)
        m_slots.push_back(at::empty({values}, at::TensorOptions(at::kHalf).pinned_memory(device.is_cuda())));
}

std::vector<BatchLoader::Slot> BatchSlots::memory() const
{
    std::vector<BatchLoader::Slot> memory;
    for (const at::Tensor& slot : m_slots)
        memory.emplace_back(static_cast<std::uint16_t*>(slot.mutable_data_ptr()),
                            static_cast<std::size_t>(slot.numel()));
    return memory;
}

at::Tensor BatchSlots::blocks(std::size_t slot, std::size_t nBlocks) const
{
    const auto rows = static_cast<std::int64_t>(m_blockRows);
    const auto bands = static_cast<std::int64_t>(FeatureStore::kBands);
    const auto count = static_cast<std::int64_t>(nBlocks);
    return m_slots[slot].narrow(0, 0, count * rows * bands).view({count, rows, bands});
}

DeviceBatches::DeviceBatches(BatchLoader::Source source, std::vector<TrackBlock> blocks, const BatchSlots& slots)
    : m_slots(slots), m_loader(source, std::move(blocks), slots.batchSize(), slots.blockRows(), slots.memory())
{
}

std::optional<DeviceBatch> DeviceBatches::next()
{
    const std::optional<LoadedBatch> loaded = m_loader.next();
    if (!loaded)
        return std::nullopt;
    const at::Tensor host = m_slots.blocks(loaded->slot, loaded->blocks.size());
    // The copy has ended long before the slot is filled anew: each batch ends with a number that comes back from the
    // device.
    const at::Tensor source = host.to(m_slots.device(), /*non_blocking=*/true);
    return DeviceBatch{loaded->index, loaded->blocks, stretchBlocks(source, loaded->blocks)};
}

} // namespace tempo::neural
