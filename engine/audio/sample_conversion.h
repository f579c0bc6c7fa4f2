// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tempo {

/// Samples of any of FFmpeg's formats as floats, channel after channel. An integer of b bits is multiplied by exactly
/// 2^-(b-1); unsigned ones are centred first.
/// @param planes   one pointer a channel; only the first counts for an interleaved format
/// @param format   FFmpeg's AVSampleFormat as an int
/// @param frames   samples of each channel
/// @param target   [n_channels, frames], n_channels = target.size() / frames
/// @return         false if the format is not one of FFmpeg's
bool convertToPlanarFloat(std::span<const std::uint8_t* const> planes, int format, std::size_t frames,
                          std::span<float> target);

} // namespace tempo
