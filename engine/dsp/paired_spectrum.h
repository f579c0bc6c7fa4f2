// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dsp/fft.h"

#include <complex>
#include <cstddef>
#include <span>

namespace tempo {

/// Spectra of two real signals of one length by a single complex transform: one travels as the real part, the other as
/// the imaginary part, and symmetry separates them. Rounding of one leaks into the other at 1e-16 of its level.
/// Thread rule: as Fft.
class PairedSpectrum {
public:
    /// @param fftSize even, >= 2
    explicit PairedSpectrum(std::size_t fftSize);

    [[nodiscard]] std::size_t fftSize() const { return m_fft.size(); }
    [[nodiscard]] std::size_t binCount() const { return m_fft.size() / 2 + 1; }

    /// Transforms first * window and second * window, both padded with zeros to fftSize. All three have one length
    /// <= fftSize; an empty second stands for zeros.
    void transform(std::span<const float> first, std::span<const float> second, std::span<const double> window);

    /// |X[k]|^2 of the last transform, for both signals. @param first, second [binCount]
    void powers(std::span<double> first, std::span<double> second) const;

    /// X[k] of the last transform, for both signals. @param first, second [binCount]
    void spectra(std::span<std::complex<double>> first, std::span<std::complex<double>> second) const;

    /// The packed transform itself, [fftSize]: |Z[k]|^2 + |Z[n-k]|^2 is twice the sum of both signals' powers.
    [[nodiscard]] std::span<const std::complex<double>> packed() const { return m_fft.output(); }

private:
    Fft m_fft;
};

} // namespace tempo
