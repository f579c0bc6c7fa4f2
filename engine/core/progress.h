// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <functional>
#include <stop_token>
#include <string_view>

namespace tempo {

/// How far a long call is.
struct Progress {
    double fraction = 0.0;  ///< in [0, 1]; never falls within one call
    std::string_view stage; ///< e.g. "decoding"; valid during the call only
};

/// Called on the thread of the work, as often as the work likes; whoever shows it throttles.
using ProgressSink = std::function<void(const Progress&)>;

/// @throws Cancelled if stop was requested.
inline void throwIfStopped(const std::stop_token& stop)
{
    if (stop.stop_requested())
        throw Cancelled();
}

} // namespace tempo
