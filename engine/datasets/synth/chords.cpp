// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/arrangement.h"
#include "engine/datasets/synth/pattern.h"

#include <algorithm>

namespace tempo::synth {

namespace {

constexpr int kLowestRoot = 36;

/// How far a guitarist's stroke takes over the strings, in beats a string.
constexpr double kStrumBeats = 0.012;

int velocityOf(char letter)
{
    return letter == 'X' ? 100 : letter == 'o' ? 58 : 80;
}

} // namespace

/// Letters of a chord pattern: x X o the chord, loud and soft; b the root below; 1 to 6 single tones upwards.
void playChords(const Arrangement& arrangement, const Accompaniment& accompaniment, Score& score, int channel,
                Random random)
{
    const Pattern pattern(accompaniment.pattern);
    Player player(arrangement, score, channel, random.between(-0.004, 0.008), random.fork("hands"));
    const int beatsPerBar = arrangement.family.beatsPerBar;
    const bool isPowerChord = arrangement.progression.chords.front().intervals.back() == 12;
    const int centre = isPowerChord ? 44 : 58 + static_cast<int>(random.index(10));
    const bool isStrummed = score.parts.back().program >= 24 && score.parts.back().program <= 28;
    for (int bar = 0; bar < static_cast<int>(arrangement.bars.size()); ++bar) {
        if (!arrangement.bars[static_cast<std::size_t>(bar)].chords)
            continue;
        const Chord& chord = arrangement.progression.at(bar);
        const std::vector<int> keys = voiceNear(chord, centre);
        for (int step = 0; step < pattern.stepsPerBar(beatsPerBar); ++step) {
            const char letter = pattern.at(bar, step, beatsPerBar);
            if (letter == '.' || letter == '-')
                continue;
            const double beat = bar * beatsPerBar + static_cast<double>(step) / pattern.stepsPerBeat();
            const double held = pattern.beatsHeld(bar, step, beatsPerBar);
            if (letter == 'b') {
                player.play(beat, held, keyAtOrAbove(chord.root, kLowestRoot), 84);
            } else if (letter >= '1' && letter <= '6') {
                const auto tone = static_cast<std::size_t>(letter - '1');
                const int octave = static_cast<int>(tone / keys.size());
                player.play(beat, held, keys[tone % keys.size()] + 12 * octave, step == 0 ? 84 : 72);
            } else {
                for (std::size_t i = 0; i < keys.size(); ++i)
                    player.play(beat + (isStrummed ? kStrumBeats * static_cast<double>(i) : 0.0), held, keys[i],
                                velocityOf(letter));
            }
        }
    }
}

} // namespace tempo::synth
