// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/centred_frames.h"

#include "engine/core/error.h"

#include <algorithm>
#include <utility>

namespace tempo {

namespace {
/// Long inputs are taken in slices, so that the buffer stays in the processor's cache.
constexpr std::size_t kSlice = 16384;
} // namespace

CentredFrames::CentredFrames(std::size_t frameLength, std::size_t hop, PairSink sink)
    : m_frameLength(frameLength), m_hop(hop), m_sink(std::move(sink))
{
    if (frameLength == 0 || frameLength % 2 != 0 || hop == 0 || hop > frameLength)
        throw Error(ErrorCode::InvalidArgument,
                    "CentredFrames: needs an even frame length and 0 < hop <= frame length");
    m_buffer.reserve(kSlice + 2 * frameLength);
    reset();
}

void CentredFrames::reset()
{
    m_buffer.assign(m_frameLength / 2, 0.0F);
    m_sampleCount = 0;
    m_nextFrame = 0;
}

void CentredFrames::push(std::span<const float> samples)
{
    while (!samples.empty()) {
        const auto slice = samples.first(std::min(samples.size(), kSlice));
        m_buffer.insert(m_buffer.end(), slice.begin(), slice.end());
        m_sampleCount += slice.size();
        emitPairs();
        samples = samples.subspan(slice.size());
    }
}

void CentredFrames::emitPairs()
{
    std::size_t start = 0;
    for (; start + m_hop + m_frameLength <= m_buffer.size(); start += 2 * m_hop) {
        const std::span<const float> rest = std::span<const float>(m_buffer).subspan(start);
        m_sink(m_nextFrame, rest.first(m_frameLength), rest.subspan(m_hop, m_frameLength));
        m_nextFrame += 2;
    }
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(std::min(start, m_buffer.size())));
}

void CentredFrames::finish()
{
    m_buffer.resize(m_buffer.size() + m_frameLength / 2, 0.0F);
    emitPairs();
    if (m_nextFrame < centredFrameCount(m_sampleCount, m_hop)) {
        m_sink(m_nextFrame, std::span<const float>(m_buffer).first(m_frameLength), {});
    }
    reset();
}

} // namespace tempo
