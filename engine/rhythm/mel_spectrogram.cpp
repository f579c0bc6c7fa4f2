// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rhythm/mel_spectrogram.h"

#include "engine/dsp/decibel.h"
#include "engine/dsp/window.h"

#include <utility>

namespace tempo {

MelSpectrogramStream::MelSpectrogramStream(FrameSink sink, const AnalysisGrid& grid)
    : m_sink(std::move(sink)), m_mel({.rate = grid.rate, .fftSize = grid.fftSize, .bandCount = grid.bandCount}),
      m_window(periodicHann(grid.fftSize)), m_spectrum(grid.fftSize), m_firstPower(m_spectrum.binCount()),
      m_secondPower(m_spectrum.binCount()), m_bands(grid.bandCount), m_decibel(grid.bandCount),
      m_frames(grid.fftSize, grid.hop,
               [this](std::size_t index, std::span<const float> first, std::span<const float> second) {
                   analysePair(index, first, second);
               })
{
}

void MelSpectrogramStream::analysePair(std::size_t index, std::span<const float> first, std::span<const float> second)
{
    m_spectrum.transform(first, second, m_window);
    m_spectrum.powers(m_firstPower, m_secondPower);
    emitFrame(index, m_firstPower);
    if (!second.empty())
        emitFrame(index + 1, m_secondPower);
}

void MelSpectrogramStream::emitFrame(std::size_t index, std::span<const double> power)
{
    m_mel.apply(power, m_bands);
    powerToDecibel(m_bands, m_decibel);
    m_sink(index, m_decibel);
}

} // namespace tempo
