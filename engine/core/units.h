// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// First, since Qt's moc cannot read libstdc++'s <compare> before any other header.
#include <cstddef>

#include <compare>

namespace tempo {

/// A number that carries its unit in its type: a Bpm is never passed where Seconds are meant.
template <class Tag>
class Quantity {
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value) : m_value(value) {}
    [[nodiscard]] constexpr double value() const { return m_value; }
    friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;

private:
    double m_value = 0.0;
};

/// Beats per minute.
using Bpm = Quantity<struct BpmTag>;
/// Samples per second.
using SampleRate = Quantity<struct SampleRateTag>;
/// Analysis frames per second: sample rate over hop.
using FrameRate = Quantity<struct FrameRateTag>;
/// A time or duration in seconds.
using Seconds = Quantity<struct SecondsTag>;

/// The rate at which all analysis runs; GTZAN's own.
inline constexpr SampleRate kAnalysisRate{22050.0};

} // namespace tempo
