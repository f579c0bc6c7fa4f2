// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/planar_block.h"

namespace tempo {

namespace {

void meanOfTwo(const float* left, const float* right, std::span<float> mean)
{
    for (std::size_t i = 0; i < mean.size(); ++i)
        mean[i] = static_cast<float>((static_cast<double>(left[i]) + static_cast<double>(right[i])) * 0.5);
}

} // namespace

std::span<const float> meanOfChannels(const PlanarBlock& block, std::vector<float>& storage)
{
    if (block.channels == 1)
        return block.channel(0);
    storage.resize(block.frames);
    if (block.channels == 2) {
        meanOfTwo(block.channel(0).data(), block.channel(1).data(), storage);
        return storage;
    }
    for (std::size_t i = 0; i < block.frames; ++i) {
        double sum = 0.0;
        for (int channel = 0; channel < block.channels; ++channel)
            sum += static_cast<double>(block.channel(channel)[i]);
        storage[i] = static_cast<float>(sum / block.channels);
    }
    return storage;
}

} // namespace tempo
