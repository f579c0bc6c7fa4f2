// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/paired_spectrum.h"

#include "engine/core/error.h"
#include "engine/dsp/multiversion.h"

#include <algorithm>

namespace tempo {

namespace {

/// z[k] = (first[k] + i second[k]) * window[k]
TEMPNETIC_MULTIVERSION
void pack(const float* first, const float* second, const double* window, double* z, std::size_t n)
{
    for (std::size_t k = 0; k < n; ++k) {
        z[2 * k] = static_cast<double>(first[k]) * window[k];
        z[2 * k + 1] = static_cast<double>(second[k]) * window[k];
    }
}

/// Powers of bins 1 .. n/2 - 1; z is the interleaved packed transform of size n.
TEMPNETIC_MULTIVERSION
void separatePowers(const double* z, std::size_t n, double* first, double* second)
{
    for (std::size_t k = 1; k < n / 2; ++k) {
        const double re = z[2 * k];
        const double im = z[2 * k + 1];
        const double mirrorRe = z[2 * (n - k)];
        const double mirrorIm = z[2 * (n - k) + 1];
        const double sumRe = re + mirrorRe;
        const double sumIm = im + mirrorIm;
        const double differenceRe = re - mirrorRe;
        const double differenceIm = im - mirrorIm;
        first[k] = 0.25 * (sumRe * sumRe + differenceIm * differenceIm);
        second[k] = 0.25 * (sumIm * sumIm + differenceRe * differenceRe);
    }
}

} // namespace

PairedSpectrum::PairedSpectrum(std::size_t fftSize) : m_fft(fftSize, FftDirection::Forward)
{
    if (fftSize % 2 != 0)
        throw Error(ErrorCode::InvalidArgument, "PairedSpectrum: the size must be even");
    std::ranges::fill(m_fft.input(), 0.0);
}

void PairedSpectrum::transform(std::span<const float> first, std::span<const float> second,
                               std::span<const double> window)
{
    auto input = m_fft.input();
    // The layout of std::complex as two doubles is guaranteed by the standard.
    auto* z = reinterpret_cast<double*>(input.data());
    const std::size_t n = first.size();
    if (second.empty()) {
        for (std::size_t k = 0; k < n; ++k)
            input[k] = static_cast<double>(first[k]) * window[k];
    } else {
        pack(first.data(), second.data(), window.data(), z, n);
    }
    std::fill(input.begin() + static_cast<std::ptrdiff_t>(n), input.end(), 0.0);
    m_fft.execute();
}

void PairedSpectrum::powers(std::span<double> first, std::span<double> second) const
{
    const auto z = m_fft.output();
    const std::size_t half = z.size() / 2;
    separatePowers(reinterpret_cast<const double*>(z.data()), z.size(), first.data(), second.data());
    for (const std::size_t k : {std::size_t{0}, half}) {
        first[k] = z[k].real() * z[k].real();
        second[k] = z[k].imag() * z[k].imag();
    }
}

void PairedSpectrum::spectra(std::span<std::complex<double>> first, std::span<std::complex<double>> second) const
{
    const auto z = m_fft.output();
    for (std::size_t k = 0; k < binCount(); ++k) {
        const std::complex<double> mirror = std::conj(z[(z.size() - k) % z.size()]);
        first[k] = 0.5 * (z[k] + mirror);
        const std::complex<double> difference = 0.5 * (z[k] - mirror);
        second[k] = {difference.imag(), -difference.real()};
    }
}

} // namespace tempo
