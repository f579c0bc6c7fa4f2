// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace tempo {

/// Cuts a stream of spectrogram frames into overlapping blocks and hands them out in batches: each block begins half a
/// block after the one before, the last one ends with the recording. Thread rule: one thread at a time.
class BlockBuffer {
public:
    /// Gets [n_blocks, blockFrames, bands]; valid during the call only.
    using BatchSink = std::function<void(std::span<const float> blocks, std::size_t nBlocks)>;

    /// @param padding fills up a recording that is shorter than a block
    BlockBuffer(std::size_t blockFrames, std::size_t bands, float padding, BatchSink sink);

    /// Forgets what was pushed.
    void begin();
    /// @param frame [bands]
    void push(std::span<const float> frame);
    /// Hands out the last blocks. No frame at all gives no block.
    void finish();

    /// First frame of each block so far, in order.
    [[nodiscard]] const std::vector<std::size_t>& starts() const { return m_starts; }

private:
    static constexpr std::size_t kBatchBlocks = 8;

    void appendBlock(std::size_t firstFrame);
    void flush();

    std::size_t m_blockFrames;
    std::size_t m_hop;
    std::size_t m_bands;
    float m_padding;
    BatchSink m_sink;
    std::size_t m_frameCount = 0;
    std::size_t m_nextStart = 0;
    std::vector<float> m_recent; ///< [blockFrames, bands], a ring: frame i lies at i % blockFrames
    std::vector<float> m_batch;  ///< blocks that wait
    std::vector<std::size_t> m_starts;
};

} // namespace tempo
