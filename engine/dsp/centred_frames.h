// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace tempo {

/// Cuts a stream of samples into overlapping frames whose centres lie at 0, hop, 2 hop, ...: frameLength / 2 zeros
/// stand before and after the signal, so n samples give 1 + n / hop frames (integer division), an empty signal one
/// frame. Frames come in pairs, as PairedSpectrum likes them. The memory kept is a few frames. Source:
/// librosa.stft(center=True, pad_mode="constant").
class CentredFrames {
public:
    /// Gets frames number index and index + 1; second is empty for the last frame of an odd count. Both are valid
    /// during the call only.
    using PairSink =
        std::function<void(std::size_t index, std::span<const float> first, std::span<const float> second)>;

    /// @param frameLength even, > 0; @param hop > 0, <= frameLength
    CentredFrames(std::size_t frameLength, std::size_t hop, PairSink sink);

    void push(std::span<const float> samples);
    /// Pads the end and hands out the remaining frames; afterwards the object is ready for the next signal.
    void finish();
    /// Forgets what was pushed.
    void reset();

private:
    void emitPairs();

    std::size_t m_frameLength;
    std::size_t m_hop;
    PairSink m_sink;
    std::vector<float> m_buffer;   ///< padded samples from the start of frame m_nextFrame on
    std::size_t m_sampleCount = 0; ///< pushed so far, without padding
    std::size_t m_nextFrame = 0;
};

/// How many centred frames n samples give.
[[nodiscard]] constexpr std::size_t centredFrameCount(std::size_t samples, std::size_t hop)
{
    return 1 + samples / hop;
}

} // namespace tempo
