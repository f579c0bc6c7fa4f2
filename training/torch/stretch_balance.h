// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/datasets/integrity.h"
#include "training/torch/random_stream.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace tempo::neural {

/// What a stretch factor must keep to. A factor of 2 doubles the tempo.
struct StretchLimits {
    double low = 1.0;
    double high = 1.0;
    TempoRange range{}; ///< of the stretched tempo
};

/// Factors from low to high.
struct StretchSpan {
    double low = 1.0;
    double high = 1.0;
};

/// The factors that bring a tempo nowhere outside the range; empty if there are none.
std::optional<StretchSpan> stretchSpan(Bpm tempo, const StretchLimits& limits);

/// Draws stretch factors so that the stretched tempi of a dataset come as near to a uniform distribution over log tempo
/// as the limits allow.
///
/// The range is cut into bins of 1/24 octave, each with a weight; a track draws among the bins within its reach in
/// proportion to their weights. The weights are found by iterative proportional fitting (Deming and Stephan 1940):
/// those of bins that are drawn too rarely grow, the others shrink, until all that can be reached are drawn alike.
/// Thread-safe: yes, after construction.
class StretchBalance {
public:
    StretchBalance(std::span<const Bpm> tempi, const StretchLimits& limits);

    /// @param tempo one that stretchSpan() has factors for
    [[nodiscard]] double draw(Bpm tempo, Random& random) const;

private:
    struct Share {
        std::size_t bin = 0;
        double begin = 0.0;   ///< octaves above the range's lower end
        double octaves = 0.0; ///< how much of the bin is within reach
    };
    [[nodiscard]] std::vector<Share> sharesOf(Bpm tempo) const;
    void fit(std::span<const Bpm> tempi);

    StretchLimits m_limits;
    std::vector<double> m_weights; ///< [n_bins]
};

} // namespace tempo::neural
