// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <utility>

namespace tempo::neural {

/// Where a function with one minimum in [low, high] has it, to within a thousandth.
/// Source: Kiefer 1953, "Sequential minimax search for a maximum".
template <class Function>
double goldenSection(double low, double high, const Function& function)
{
    const double section = (std::sqrt(5.0) - 1.0) / 2.0;
    double left = high - section * (high - low);
    double right = low + section * (high - low);
    double atLeft = function(left);
    double atRight = function(right);
    while (high - low > 1e-3) {
        if (atLeft <= atRight) {
            high = std::exchange(right, left);
            left = high - section * (high - low);
            atRight = std::exchange(atLeft, function(left));
        } else {
            low = std::exchange(left, right);
            right = low + section * (high - low);
            atLeft = std::exchange(atRight, function(right));
        }
    }
    return 0.5 * (low + high);
}

} // namespace tempo::neural
