// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/arrangement.h"
#include "engine/datasets/synth/pattern.h"

#include <array>
#include <cstdlib>

namespace tempo::synth {

namespace {

constexpr int kLowestBass = 28;

/// Semitones over the root for the letters that name a fixed degree.
int degreeOf(char letter, const Chord& chord)
{
    const int third = chord.intervals[1] == 3 ? 3 : 4;
    switch (letter) {
    case 't':
        return third;
    case 'f':
        return 7;
    case 's':
        return 9;
    case 'v':
        return 10;
    case 'o':
        return 12;
    default:
        return 0;
    }
}

/// A tone of the chord near the last one, which is how a bass walks.
int walk(const Chord& chord, int last, Random& random)
{
    int best = keyAtOrAbove(chord.root, kLowestBass);
    int nearest = 100;
    const int wanted = last + random.pick({-4, -3, -2, 2, 3, 4, 5});
    for (const int interval : chord.intervals)
        for (const int octave : {0, 12}) {
            const int key = keyAtOrAbove(chord.root + interval, kLowestBass) + octave;
            const int distance = std::abs(key - wanted);
            if (distance < nearest && key != last && key <= 52) {
                nearest = distance;
                best = key;
            }
        }
    return best;
}

} // namespace

/// Letters of a bass pattern: r root, t third, f fifth, s sixth, v seventh, o octave, w walks on, a leads by a half
/// tone to the next bar's root.
void playBass(const Arrangement& arrangement, Score& score, int channel, Random random)
{
    const Family& family = arrangement.family;
    const Pattern pattern(random.pick(std::span(family.basses)));
    Player player(arrangement, score, channel, random.between(-0.003, 0.010), random.fork("hands"));
    const int beatsPerBar = family.beatsPerBar;
    int last = 36;
    for (int bar = 0; bar < static_cast<int>(arrangement.bars.size()); ++bar) {
        if (!arrangement.bars[static_cast<std::size_t>(bar)].bass)
            continue;
        const Chord& chord = arrangement.progression.at(bar);
        const int root = keyAtOrAbove(chord.root, kLowestBass);
        for (int step = 0; step < pattern.stepsPerBar(beatsPerBar); ++step) {
            const char letter = pattern.at(bar, step, beatsPerBar);
            if (letter == '.' || letter == '-')
                continue;
            const double beat = static_cast<double>(step) / pattern.stepsPerBeat();
            if (letter == 'w')
                last = step == 0 ? root : walk(chord, last, random);
            else if (letter == 'a')
                last = keyAtOrAbove(arrangement.progression.at(bar + 1).root, kLowestBass) + random.pick({-1, 1, -2});
            else
                last = root + degreeOf(letter, chord);
            const int velocity = step == 0 ? 100 : 88;
            player.play(bar * beatsPerBar + beat, pattern.beatsHeld(bar, step, beatsPerBar), last, velocity);
        }
    }
}

} // namespace tempo::synth
