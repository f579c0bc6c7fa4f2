// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace tempo::synth {

/// A chord: pitch classes over a root.
struct Chord {
    int root = 0;               ///< pitch class, 0 is C
    std::vector<int> intervals; ///< semitones over the root, the first is 0
};

/// Chords, one a bar, over and over.
struct Progression {
    std::vector<Chord> chords;
    int key = 0;          ///< pitch class of the tonic
    bool isMinor = false; ///< which scale a melody uses

    [[nodiscard]] const Chord& at(int bar) const { return chords[static_cast<std::size_t>(bar) % chords.size()]; }
};

/// "0:M 5:M 7:7 ...": semitones over the tonic and a quality: M m major and minor triads, 7 M m sevenths as "7", "M7",
/// "m7", 5 power chord, s suspended, d diminished.
/// @param key pitch class that becomes the tonic
Progression parseProgression(std::string_view text, int key);

/// The chord's tones each as near to a key as can be, ascending.
std::vector<int> voiceNear(const Chord& chord, int centre);

/// The key of a pitch class at or above the lowest key.
int keyAtOrAbove(int pitchClass, int lowest);

/// The scale of a melody, as semitones over the tonic.
const std::vector<int>& scaleOf(const Progression& progression, bool isPentatonic);

} // namespace tempo::synth
