// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tempo::ui {

/// An exponential moving average without the bias of its beginning: a constant series stays what it is.
/// Source: Kingma & Ba, ICLR 2015 (bias correction); TensorBoard's smoothing.
class DebiasedAverage {
public:
    /// @param smoothing  in [0, 1): 0 changes nothing
    explicit DebiasedAverage(double smoothing) : m_smoothing(smoothing) {}

    /// The average after one more value. A value that is not finite is passed over and the average stays; before the
    /// first finite one it is that value.
    double next(double value);

private:
    double m_smoothing;
    double m_sum = 0.0;
    double m_weight = 0.0;
};

/// @return [values.size()]
std::vector<double> smoothed(std::span<const double> values, double smoothing);

/// A range that leaves single wild values out: from the 1st to the 99th percentile of the finite values, widened by a
/// fifth on both sides, but never beyond the values.
struct ValueRange {
    double low = 0.0;
    double high = 0.0;
    std::size_t outside = 0; ///< finite values beyond it
};
/// @return 0 to 0 without a finite value
ValueRange typicalRange(std::vector<double> values);

} // namespace tempo::ui
