// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"

#include <complex>
#include <cstddef>
#include <span>

namespace tempo {

struct StftOptions {
    std::size_t fftSize = 2048; ///< samples, even; 93 ms at 22 050 Hz
    std::size_t hop = 512;      ///< samples; 23 ms at 22 050 Hz

    [[nodiscard]] std::size_t binCount() const { return fftSize / 2 + 1; }
};

/// Short-time Fourier transform with centred frames, zero padding and the periodic Hann window.
/// @param samples [n_samples], any unit
/// @return        [1 + n_samples / hop, fftSize / 2 + 1]; not scaled. Computed in double, rounded once to float.
/// Thread-safe: yes.
/// Source: librosa.stft(center=True, pad_mode="constant", window="hann"), whose result is [bins, frames].
Matrix<std::complex<float>> stft(std::span<const float> samples, const StftOptions& options = {});

} // namespace tempo
