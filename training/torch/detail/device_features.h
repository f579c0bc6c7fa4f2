// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/rhythm/tempogram.h"

#include <cstdint>
#include <torch/types.h>

namespace tempo::neural {

/// The engine's features in torch, for batches, on the tensor's device, differentiable or not as the caller's grad mode
/// says. Thread-safe: yes.

/// What a frame may depend on.
enum class Reach {
    WholeItem, ///< as the engine and librosa have it: the 80 dB limit hangs on the item's loudest value, windows are
               ///< centred
    PastOnly,  ///< on nothing after the frame: loudest value so far, windows that end at the frame
};

/// Log-mel power spectrogram: centred frames, periodic Hann, power, Slaney mel, dB without the 80 dB limit. Computed in
/// double, since a float's Fourier transform is 0.01 dB off in bands 80 dB below the loudest.
/// @param samples [batch, n_samples], at kAnalysisRate
/// @return        [batch, 1 + n_samples / 512, 128], dB, float
/// Source: engine/rhythm/mel_spectrogram.h
torch::Tensor logMel(const torch::Tensor& samples);

/// The loudest value of each item, over bands and frames (PastOnly: over the frames so far).
/// @param melDecibel [batch, n_frames, n_bands] @return [batch, 1 or n_frames, 1]
torch::Tensor loudest(const torch::Tensor& melDecibel, Reach reach = Reach::WholeItem);

/// Raises everything to at least 80 dB below loudest(). @param melDecibel [batch, n_frames, n_bands]
/// Source: engine/dsp/decibel.h, clipToTopDecibel()
torch::Tensor limitRange(const torch::Tensor& melDecibel, Reach reach = Reach::WholeItem);

/// Spectral flux: mean rise in dB over the bands, the rise into frame t at t + 2; the first three values are 0.
/// @param melDecibel [batch, n_frames, n_bands], already limited; with PastOnly not limited: each rise is between two
/// frames
///                   under the limit of the later one
/// @return           [batch, n_frames], >= 0
/// Source: engine/rhythm/onset_envelope.h
torch::Tensor onsetEnvelope(const torch::Tensor& melDecibel, Reach reach = Reach::WholeItem);

/// Local autocorrelation under a Hann window; each frame's largest value is 1, or all are 0.
/// @param onset [batch, n_frames]. WholeItem: windows are centred, both ends continued by a linear ramp to 0. PastOnly:
/// the
///              window of frame t is t - windowFrames + 1 .. t, the beginning continued in the same way
/// @return      [batch, n_frames, windowFrames]
/// Source: engine/rhythm/tempogram.h
torch::Tensor tempogram(const torch::Tensor& onset, std::int64_t windowFrames = kTempogramWindow,
                        Reach reach = Reach::WholeItem);

} // namespace tempo::neural
