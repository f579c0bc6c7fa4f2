// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"

#include <optional>
#include <vector>

namespace tempo::workbench {

/// The tempo of taps on a key: from two taps on, steadier with each, settled with the eighth.
class TapTempo {
public:
    /// The time between two taps below which the second is a bounce of the first: 400 BPM.
    static constexpr double kBounceSeconds = 0.15;
    /// A pause after which the next tap begins anew.
    static constexpr double kPauseSeconds = 3.0;
    static constexpr int kSettledTaps = 8;

    /// @param seconds of a clock that does not go back
    void tap(double seconds);
    void reset() { m_taps.clear(); }

    /// Empty for fewer than two taps: from the first tap to the last, over the beats between, of the last 16.
    [[nodiscard]] std::optional<Bpm> bpm() const;
    [[nodiscard]] int count() const { return static_cast<int>(m_taps.size()); }
    [[nodiscard]] bool isSettled() const { return count() >= kSettledTaps; }

private:
    std::vector<double> m_taps;
};

} // namespace tempo::workbench
