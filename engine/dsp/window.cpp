// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/window.h"

#include <cmath>
#include <numbers>

namespace tempo {

std::vector<double> periodicHann(std::size_t size)
{
    std::vector<double> window(size);
    for (std::size_t k = 0; k < size; ++k)
        window[k] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(size));
    return window;
}

} // namespace tempo
