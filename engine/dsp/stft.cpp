// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/stft.h"

#include "engine/dsp/centred_frames.h"
#include "engine/dsp/paired_spectrum.h"
#include "engine/dsp/window.h"

#include <algorithm>
#include <vector>

namespace tempo {

Matrix<std::complex<float>> stft(std::span<const float> samples, const StftOptions& options)
{
    const std::size_t bins = options.binCount();
    Matrix<std::complex<float>> result(centredFrameCount(samples.size(), options.hop), bins);
    const std::vector<double> window = periodicHann(options.fftSize);
    PairedSpectrum spectrum(options.fftSize);
    std::vector<std::complex<double>> a(bins);
    std::vector<std::complex<double>> b(bins);
    const auto toFloat = [](const std::complex<double>& z) { return std::complex<float>(z); };

    CentredFrames frames(options.fftSize, options.hop,
                         [&](std::size_t index, std::span<const float> first, std::span<const float> second) {
                             spectrum.transform(first, second, window);
                             spectrum.spectra(a, b);
                             std::ranges::transform(a, result.row(index).begin(), toFloat);
                             if (!second.empty())
                                 std::ranges::transform(b, result.row(index + 1).begin(), toFloat);
                         });
    frames.push(samples);
    frames.finish();
    return result;
}

} // namespace tempo
