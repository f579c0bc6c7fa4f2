// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/datasets/dataset.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tempo::synth {

/// The channel on which General MIDI has drums.
inline constexpr int kDrumChannel = 9;

/// One note or drum hit. Times count from the beginning of the clip; a note may begin before it and still sound.
struct Note {
    double onset = 0.0;    ///< seconds
    double duration = 0.0; ///< seconds, > 0
    int channel = 0;       ///< 0 to 15
    int key = 60;          ///< MIDI key, 0 to 127
    int velocity = 96;     ///< 1 to 127
};

/// How one channel sounds.
struct Part {
    int channel = 0;
    int program = 0; ///< General MIDI program, on the drum channel the drum kit
    int volume = 100;
    int pan = 64;
    int reverb = 40;
};

/// What happens to the rendered sound on its way into the file.
struct Mastering {
    double peakDecibel = -1.0;      ///< level of the loudest sample, <= 0
    double driveDecibel = 0.0;      ///< gain into the soft limiter; loud music has much
    double clippedShare = 0.0;      ///< of the samples that are cut off at full scale, instead of peakDecibel
    double lowPassHertz = 0.0;      ///< 0: none
    double highPassHertz = 0.0;     ///< 0: none
    double noiseDecibel = -200.0;   ///< level (root mean square) of hiss against full scale
    double cracklesPerSecond = 0.0; ///< those of a worn record
    double fadeInSeconds = 0.0;     ///< from silence to full level
    double reverbRoom = 0.4;        ///< 0 to 1
    double reverbLevel = 0.4;       ///< 0 to 1
    std::uint64_t noiseSeed = 0;
};

/// A whole clip before it sounds.
struct Score {
    std::string genre;
    std::string family;      ///< which of the genre's styles, e.g. "slow twelve-eight"
    std::int64_t nSamples;   ///< length at the analysis rate
    std::vector<Part> parts; ///< one a channel in use
    std::vector<Note> notes; ///< in any order
    BeatAnnotation beats;    ///< of the clip, exact
    Bpm bpm;                 ///< 60 / median inter-beat interval of these beats
    Mastering mastering;
};

} // namespace tempo::synth
