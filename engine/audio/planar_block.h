// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tempo {

/// The samples of one decoded frame, channel after channel.
struct PlanarBlock {
    int rate = 0; ///< Hz
    int channels = 0;
    std::size_t frames = 0;     ///< samples of each channel
    std::vector<float> samples; ///< [channels, frames]; integers of b bits are scaled by exactly 2^-(b-1)

    [[nodiscard]] std::span<const float> channel(int index) const
    {
        return {samples.data() + static_cast<std::size_t>(index) * frames, frames};
    }
};

/// The arithmetic mean of the channels, [frames]; for one channel that channel itself. The sum is taken in double, so
/// that the order of the channels cannot show.
/// @param storage  holds the result if it is not the block's own; both must outlive it
std::span<const float> meanOfChannels(const PlanarBlock& block, std::vector<float>& storage);

} // namespace tempo
