// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/batch_loader.h"

#include <algorithm>

namespace tempo::neural {

namespace {

/// kSilentDecibel, which is exactly -1.5625 * 2^6.
constexpr std::uint16_t kSilentHalf = 0xD640;

} // namespace

BatchLoader::BatchLoader(Source source, std::vector<TrackBlock> blocks, std::size_t batchSize, std::size_t blockRows,
                         std::vector<Slot> slots)
    : m_source(source), m_blocks(std::move(blocks)), m_batchSize(batchSize), m_blockRows(blockRows),
      m_batches(batchCount(m_blocks.size(), batchSize)), m_slots(std::move(slots)),
      m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

std::span<const TrackBlock> BatchLoader::blocksOf(std::size_t batch) const
{
    const std::size_t begin = batchBegin(batch, m_blocks.size(), m_batchSize);
    return std::span(m_blocks).subspan(begin, batchBegin(batch + 1, m_blocks.size(), m_batchSize) - begin);
}

std::optional<LoadedBatch> BatchLoader::next()
{
    std::unique_lock lock(m_mutex);
    m_released = m_taken;
    m_changed.notify_all();
    if (m_taken == m_batches)
        return std::nullopt;
    m_changed.wait(lock, [this] { return m_filled > m_taken || m_failure; });
    // Batches that were finished before something went wrong are still good.
    if (m_filled == m_taken)
        std::rethrow_exception(m_failure);
    const std::size_t index = m_taken++;
    return LoadedBatch{index, index % m_slots.size(), blocksOf(index)};
}

void BatchLoader::run(const std::stop_token& stop)
{
    for (std::size_t batch = 0; batch < m_batches; ++batch) {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [&] { return batch < m_released + m_slots.size(); }))
            return;
        lock.unlock();
        std::exception_ptr failure;
        try {
            fill(batch);
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        m_filled += failure ? 0 : 1;
        m_failure = failure;
        m_changed.notify_all();
        if (failure)
            return;
    }
}

void BatchLoader::fill(std::size_t batch)
{
    const std::size_t valuesPerBlock = m_blockRows * FeatureStore::kBands;
    Slot slot = m_slots[batch % m_slots.size()];
    for (const TrackBlock& block : blocksOf(batch)) {
        copyBlock(block, slot.first(valuesPerBlock));
        slot = slot.subspan(valuesPerBlock);
    }
}

void BatchLoader::copyBlock(const TrackBlock& block, Slot room) const
{
    const TrainingTrack& track = m_source.tracks[block.track];
    const std::span<const std::uint16_t> frames = m_source.features->frames(track.audio);
    const std::size_t begin = std::min(block.firstFrame * FeatureStore::kBands, frames.size());
    const std::size_t wanted = block.sourceFrames * FeatureStore::kBands;
    const std::span<const std::uint16_t> music = frames.subspan(begin, std::min(wanted, frames.size() - begin));
    const auto rest = std::copy(music.begin(), music.end(), room.begin());
    std::fill(rest, room.begin() + static_cast<std::ptrdiff_t>(wanted), kSilentHalf);
}

} // namespace tempo::neural
