// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/synth/random.h"

#include <cstdint>
#include <string_view>

namespace tempo::neural {

using synth::Random;

/// The random numbers of one epoch for one purpose. Nothing but these values decides them, so that a resumed run needs
/// no saved generator state.
inline Random randomStream(std::uint64_t seed, int epoch, std::string_view purpose)
{
    return Random(seed + 0x9E3779B97F4A7C15ULL * (static_cast<std::uint64_t>(epoch) + 1)).fork(purpose);
}

} // namespace tempo::neural
