// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/sampler.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace tempo::neural {

/// A batch in memory, ready to be worked on.
struct LoadedBatch {
    std::size_t index = 0;              ///< of the batch in the epoch
    std::size_t slot = 0;               ///< which of the loader's slots holds it
    std::span<const TrackBlock> blocks; ///< what it consists of
};

/// Copies the blocks of an epoch out of the feature store, batch by batch, on a thread of its own: the next batch is
/// made while the network works on this one. Thread rule: one thread calls next(); slots must outlive the loader.
class BatchLoader {
public:
    struct Source {
        FeatureStore* features = nullptr;
        std::span<const TrainingTrack> tracks;
    };
    /// Memory for one batch of half floats, [batch size, blockRows * FeatureStore::kBands].
    using Slot = std::span<std::uint16_t>;

    /// @param blocks    of the whole epoch, see batchBegin()
    /// @param blockRows frames that a block has room for; rows after TrackBlock::sourceFrames keep what was there
    /// @param slots     2 or more
    BatchLoader(Source source, std::vector<TrackBlock> blocks, std::size_t batchSize, std::size_t blockRows,
                std::vector<Slot> slots);
    BatchLoader(const BatchLoader&) = delete;
    BatchLoader& operator=(const BatchLoader&) = delete;

    [[nodiscard]] std::size_t batches() const { return m_batches; }
    /// Waits for the next batch, empty after the last. The slot of the batch before is filled anew from now on.
    /// @throws Error as FeatureStore::frames()
    std::optional<LoadedBatch> next();

private:
    void run(const std::stop_token& stop);
    void fill(std::size_t batch);
    void copyBlock(const TrackBlock& block, Slot room) const;
    [[nodiscard]] std::span<const TrackBlock> blocksOf(std::size_t batch) const;

    Source m_source;
    std::vector<TrackBlock> m_blocks;
    std::size_t m_batchSize;
    std::size_t m_blockRows;
    std::size_t m_batches;
    std::vector<Slot> m_slots;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::size_t m_filled = 0;   ///< batches ready so far
    std::size_t m_taken = 0;    ///< batches given out so far
    std::size_t m_released = 0; ///< batches done with so far
    std::exception_ptr m_failure;
    std::jthread m_thread; ///< last, so that it ends before what it uses
};

} // namespace tempo::neural
