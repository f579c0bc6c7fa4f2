// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/arrangement.h"

#include <algorithm>
#include <cmath>

namespace tempo::synth {

namespace {

constexpr int kMotifBars = 2;

/// One note of a motif: where it begins, how long it is, and how far it steps along the scale.
struct MotifNote {
    double beat = 0.0;
    double length = 0.0;
    int step = 0;
};

/// A short idea: strong beats are more likely than those between, so that it goes with the metre.
std::vector<MotifNote> inventMotif(const Family& family, Random& random)
{
    std::vector<MotifNote> motif;
    const int nPlaces = kMotifBars * family.beatsPerBar * family.leadStepsPerBeat;
    for (int place = 0; place < nPlaces; ++place) {
        const bool isOnBeat = place % family.leadStepsPerBeat == 0;
        // The end of an idea leaves room to breathe.
        const double breath = place > nPlaces * 4 / 5 ? 0.3 : 1.0;
        if (!random.chance(family.leadDensity * (isOnBeat ? 1.25 : 0.75) * breath))
            continue;
        const double beat = static_cast<double>(place) / family.leadStepsPerBeat;
        if (!motif.empty())
            motif.back().length = std::min(beat - motif.back().beat, 3.0);
        motif.push_back({.beat = beat, .length = 1.0, .step = random.pick({-2, -1, -1, 0, 1, 1, 2, 3, -3})});
    }
    return motif;
}

/// The key of a place on the scale, counted from the tonic in the middle register.
int scaleKey(const Progression& progression, const std::vector<int>& scale, int place)
{
    const int size = static_cast<int>(scale.size());
    const int octave = place >= 0 ? place / size : -((size - 1 - place) / size);
    return keyAtOrAbove(progression.key, 60) + 12 * octave + scale[static_cast<std::size_t>(place - octave * size)];
}

} // namespace

void playLead(const Arrangement& arrangement, Score& score, int channel, Random random)
{
    const Family& family = arrangement.family;
    const std::vector<int>& scale = scaleOf(arrangement.progression, !family.grooves.empty());
    Player player(arrangement, score, channel, random.between(-0.006, 0.014), random.fork("hands"));
    // Two ideas in turn, A A B A, which is what makes a melody out of notes.
    const std::vector<MotifNote> ideas[2] = {inventMotif(family, random), inventMotif(family, random)};
    int place = 0;
    for (int bar = 0; bar < static_cast<int>(arrangement.bars.size()); bar += kMotifBars) {
        const int turn = bar / kMotifBars;
        for (const MotifNote& note : ideas[turn % 4 == 2 ? 1 : 0]) {
            const int noteBar = bar + static_cast<int>(note.beat) / family.beatsPerBar;
            place = std::clamp(place + note.step + (random.chance(0.15) ? random.pick({-1, 1}) : 0), -4, 9);
            if (static_cast<std::size_t>(noteBar) >= arrangement.bars.size() ||
                !arrangement.bars[static_cast<std::size_t>(noteBar)].lead || random.chance(0.06))
                continue;
            player.play(bar * family.beatsPerBar + note.beat, note.length,
                        scaleKey(arrangement.progression, scale, place), 90);
        }
    }
}

} // namespace tempo::synth
