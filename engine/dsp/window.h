// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace tempo {

/// Periodic Hann window: w[k] = 0.5 - 0.5 cos(2 pi k / size).
/// @return [size], in [0, 1]
/// Source: scipy.signal.get_window("hann", size, fftbins=True), as librosa uses it.
std::vector<double> periodicHann(std::size_t size);

} // namespace tempo
