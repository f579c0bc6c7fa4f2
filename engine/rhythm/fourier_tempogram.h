// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "engine/rhythm/onset_envelope.h"
#include "engine/rhythm/tempogram.h"

#include <complex>
#include <cstddef>
#include <vector>

namespace tempo {

/// Short-time Fourier transform of an onset envelope, one frame for each of its values.
/// @param windowFrames even; 384 frames are 8.9 s
/// @return [n_frames + 1, windowFrames / 2 + 1], not scaled; row = time, column k = tempoOfFrequencies()[k]. The one
/// frame
///         more than the envelope has is librosa's.
/// Thread-safe: yes.
/// Source: Grosche, Mueller & Kurth, ICASSP 2010; librosa.feature.fourier_tempogram (librosa's is [bins, frames]).
Matrix<std::complex<float>> fourierTempogram(const OnsetEnvelope& onset, std::size_t windowFrames = kTempogramWindow);

/// The tempo of each column in BPM, [windowFrames / 2 + 1], from 0 to 30 times the frame rate.
/// Source: librosa.fourier_tempo_frequencies.
std::vector<double> tempoOfFrequencies(std::size_t windowFrames, FrameRate rate);

} // namespace tempo
