// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tempo::ui {

enum class TempoBinning {
    Linear,   ///< 5 BPM wide
    Log2,     ///< a twelfth of an octave wide, from 40 BPM on
    Original, ///< the original project's: 25 of equal width from the slowest tempo to the fastest
};

/// The bins of a tempo histogram; each holds its lower edge, the last one its upper edge too.
struct TempoBins {
    std::vector<double> edges; ///< [n_bins + 1] BPM, ascending; empty where there is no tempo

    [[nodiscard]] std::size_t count() const { return edges.empty() ? 0 : edges.size() - 1; }
    /// @param bpm  within the edges
    [[nodiscard]] std::size_t binOf(double bpm) const;
};

/// @param bpm  > 0, in any order; wider bins are made where there would be more than a few hundred
TempoBins makeTempoBins(std::span<const double> bpm, TempoBinning binning);

} // namespace tempo::ui
