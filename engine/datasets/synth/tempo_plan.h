// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/datasets/dataset.h"
#include "engine/datasets/synth/random.h"

#include <vector>

namespace tempo::synth {

/// How steadily a clip is played.
enum class Timekeeping {
    Machine,  ///< not a microsecond off
    Band,     ///< a slow walk around the tempo, as players without a click have it
    Drifting, ///< besides, the clip ends several percent faster or slower than it begins
    Rubato,   ///< phrases that press on and hold back
};

struct TempoPlanOptions {
    Bpm bpm{120.0};
    int beatsPerBar = 4;
    Timekeeping timekeeping = Timekeeping::Machine;
    Seconds start{0.0};          ///< where the first bar begins; negative for a clip cut out of a song
    double firstBeat = 0.0;      ///< the music begins here, in beats from the first bar: a pickup
    Seconds duration{30.0};      ///< of the clip
    double swing = 0.5;          ///< where in the beat the second eighth falls, 0.5 is straight, 2/3 are triplets
    double sixteenthSwing = 0.5; ///< the same for sixteenths within an eighth
};

/// When each beat falls: the one clock of all parts of a clip, and the annotation itself.
class TempoPlan {
public:
    TempoPlan(const TempoPlanOptions& options, Random random);

    /// The time of a place in the music, with swing. @param beat in beats from the first bar, >= 0; 1.5 is the second
    /// eighth of the second beat
    [[nodiscard]] double secondsAt(double beat) const;

    /// Bars that begin before the clip's end.
    [[nodiscard]] int nBars() const;
    [[nodiscard]] int beatsPerBar() const { return m_options.beatsPerBar; }
    [[nodiscard]] double firstBeat() const { return m_options.firstBeat; }
    [[nodiscard]] double duration() const { return m_options.duration.value(); }

    /// The beats that a listener of the clip hears, with their places in the bar.
    [[nodiscard]] BeatAnnotation beats() const;

private:
    TempoPlanOptions m_options;
    std::vector<double> m_times; ///< of beat 0, 1, ...; reaches beyond the end
};

/// 60 over the median distance of the beats. @param beats at least two
Bpm medianTempo(const BeatAnnotation& beats);

} // namespace tempo::synth
