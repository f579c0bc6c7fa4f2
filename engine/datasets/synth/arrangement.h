// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/synth/harmony.h"
#include "engine/datasets/synth/random.h"
#include "engine/datasets/synth/score.h"
#include "engine/datasets/synth/style.h"
#include "engine/datasets/synth/tempo_plan.h"

#include <vector>

namespace tempo::synth {

/// Who plays in one bar.
struct BarPlan {
    bool drums = true;
    bool bass = true;
    bool chords = true;
    bool lead = true;
    bool fill = false;  ///< the drums lead over into the next bar
    bool crash = false; ///< a section begins
};

/// What every part of a clip shares.
struct Arrangement {
    const Family& family;
    const TempoPlan& plan;
    Progression progression;
    std::vector<BarPlan> bars;
};

/// Sections of four or eight bars with an instrument that enters or leaves, breaks and fills.
std::vector<BarPlan> planBars(int nBars, Random random);

/// Puts notes on the clock of a clip, as people play them.
class Player {
public:
    /// @param lateSeconds how far this player lays back behind the beat, negative for one who pushes
    Player(const Arrangement& arrangement, Score& score, int channel, double lateSeconds, Random random)
        : m_arrangement(arrangement), m_score(score), m_channel(channel), m_late(lateSeconds), m_random(random)
    {
    }

    /// @param beat in beats from the first bar; nothing is played before the music begins
    /// @param lengthBeats how long the note is held
    void play(double beat, double lengthBeats, int key, int velocity);

private:
    const Arrangement& m_arrangement;
    Score& m_score;
    int m_channel;
    double m_late;
    Random m_random;
};

// The parts, each in a file of its own; `part` tells channel and instrument.
void playDrums(const Arrangement& arrangement, Score& score, Random random);
void playBass(const Arrangement& arrangement, Score& score, int channel, Random random);
void playChords(const Arrangement& arrangement, const Accompaniment& accompaniment, Score& score, int channel,
                Random random);
void playLead(const Arrangement& arrangement, Score& score, int channel, Random random);

} // namespace tempo::synth
