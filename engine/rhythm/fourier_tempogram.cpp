// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rhythm/fourier_tempogram.h"

#include "engine/dsp/stft.h"

namespace tempo {

Matrix<std::complex<float>> fourierTempogram(const OnsetEnvelope& onset, std::size_t windowFrames)
{
    return stft(onset.values, {.fftSize = windowFrames, .hop = 1});
}

std::vector<double> tempoOfFrequencies(std::size_t windowFrames, FrameRate rate)
{
    std::vector<double> bpm(windowFrames / 2 + 1);
    for (std::size_t k = 0; k < bpm.size(); ++k)
        bpm[k] = 60.0 * rate.value() * static_cast<double>(k) / static_cast<double>(windowFrames);
    return bpm;
}

} // namespace tempo
