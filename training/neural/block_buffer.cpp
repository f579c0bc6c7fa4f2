// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/block_buffer.h"

#include <algorithm>
#include <utility>

namespace tempo {

BlockBuffer::BlockBuffer(std::size_t blockFrames, std::size_t bands, float padding, BatchSink sink)
    : m_blockFrames(blockFrames), m_hop(blockFrames / 2), m_bands(bands), m_padding(padding), m_sink(std::move(sink)),
      m_recent(blockFrames * bands)
{
}

void BlockBuffer::begin()
{
    m_frameCount = 0;
    m_nextStart = 0;
    m_batch.clear();
    m_starts.clear();
}

void BlockBuffer::push(std::span<const float> frame)
{
    const std::size_t place = m_frameCount % m_blockFrames * m_bands;
    std::ranges::copy(frame, m_recent.begin() + static_cast<std::ptrdiff_t>(place));
    ++m_frameCount;
    if (m_frameCount == m_nextStart + m_blockFrames) {
        appendBlock(m_nextStart);
        m_nextStart += m_hop;
    }
}

void BlockBuffer::finish()
{
    if (m_frameCount > 0 && m_frameCount < m_blockFrames) {
        std::fill(m_recent.begin() + static_cast<std::ptrdiff_t>(m_frameCount * m_bands), m_recent.end(), m_padding);
        appendBlock(0);
    } else if (m_frameCount > m_blockFrames && m_starts.back() + m_blockFrames < m_frameCount) {
        appendBlock(m_frameCount - m_blockFrames);
    }
    flush();
}

void BlockBuffer::appendBlock(std::size_t firstFrame)
{
    m_starts.push_back(firstFrame);
    const auto turn = m_recent.begin() + static_cast<std::ptrdiff_t>(firstFrame % m_blockFrames * m_bands);
    m_batch.insert(m_batch.end(), turn, m_recent.end());
    m_batch.insert(m_batch.end(), m_recent.begin(), turn);
    if (m_batch.size() == kBatchBlocks * m_recent.size())
        flush();
}

void BlockBuffer::flush()
{
    if (!m_batch.empty())
        m_sink(m_batch, m_batch.size() / m_recent.size());
    m_batch.clear();
}

} // namespace tempo
