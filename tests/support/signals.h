// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace tempo::test {

/// One of the six golden inputs of tests/golden/README.md by its name, e.g. "click_128": 262144 samples at 22050 Hz,
/// bit for bit what librosa was given.
std::vector<float> goldenInput(std::string_view name);

/// The names of the six golden inputs.
const std::vector<std::string_view>& goldenNames();

/// A pulse train of short decaying tones at a tempo, of any length, at 22050 Hz.
std::vector<float> clickTrack(double bpm, double seconds);

/// Something nearer to music than clicks: kick, snare, hi-hat and a bass line over noise, at 22050 Hz; the sound
/// follows the seed.
std::vector<float> rhythmClip(double bpm, double seconds, unsigned seed);

} // namespace tempo::test
