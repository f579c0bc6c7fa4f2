// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace tempo::synth {

/// A rhythm as text: one character a step, the number of steps a beat in front: "2 x...x...". What a character means
/// depends on who plays; everywhere '.' is silence and '-' holds the step before. As long as one or more bars, then it
/// begins again.
class Pattern {
public:
    Pattern(int stepsPerBeat, std::string_view steps) : m_stepsPerBeat(stepsPerBeat), m_steps(steps) {}
    /// @param text "STEPS_PER_BEAT STEPS"
    explicit Pattern(std::string_view text);

    [[nodiscard]] int stepsPerBeat() const { return m_stepsPerBeat; }
    [[nodiscard]] int stepsPerBar(int beatsPerBar) const { return m_stepsPerBeat * beatsPerBar; }
    [[nodiscard]] std::size_t size() const { return m_steps.size(); }
    /// The character of a step of a bar, counted from the first bar on.
    [[nodiscard]] char at(int bar, int step, int beatsPerBar) const;
    /// How many beats a step lasts with the '-' behind it.
    [[nodiscard]] double beatsHeld(int bar, int step, int beatsPerBar) const;

private:
    int m_stepsPerBeat;
    std::string_view m_steps;
};

/// One drum's part of a groove.
struct DrumLane {
    int key = 0; ///< General MIDI percussion key
    Pattern pattern{1, ""};
};

/// A groove: "STEPS_PER_BEAT DRUM STEPS DRUM STEPS ...", e.g. "2 K x...x... S ..x...x.". Drums: K kick, S snare,
/// N light snare or brush, R rim, C clap, H closed, O open, P pedal hi-hat, D ride, B bell of the ride, Z crash,
/// T tambourine, M shaker, W cowbell, G I L toms from high to low, Q conga, A low conga.
/// Strokes: X accent, x usual, o light, ',' hardly audible.
std::vector<DrumLane> parseGroove(std::string_view text);

/// @return MIDI velocity of a stroke, 0 for silence
int strokeVelocity(char stroke);

} // namespace tempo::synth
