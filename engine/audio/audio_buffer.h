// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <vector>

namespace tempo {

/// Mono samples with their rate.
struct AudioBuffer {
    SampleRate rate = kAnalysisRate;
    std::vector<float> samples; ///< [n_samples], nominally in [-1, 1]

    [[nodiscard]] Seconds duration() const { return Seconds{static_cast<double>(samples.size()) / rate.value()}; }
};

} // namespace tempo
