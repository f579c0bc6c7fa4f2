// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/synth/random.h"
#include "engine/datasets/synth/tempo_plan.h"

#include <span>
#include <string_view>
#include <vector>

namespace tempo::synth {

struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// Chords or broken chords in a rhythm, see ChordPattern in harmony.h.
struct Accompaniment {
    std::string_view pattern;
    std::vector<int> programs; ///< General MIDI instruments that play such a thing
};

/// One way of playing within a genre: everything that its clips have in common. Where there are several of a thing, a
/// clip draws one. The notation of patterns is in pattern.h.
struct Family {
    std::string_view name;
    double weight = 1.0; ///< how often within the genre
    Range tempo{};       ///< BPM that a listener taps, most often near the geometric mean
    int beatsPerBar = 4;
    Range swing{0.5, 0.5}; ///< see TempoPlanOptions
    Range sixteenthSwing{0.5, 0.5};
    std::vector<Timekeeping> timekeeping{Timekeeping::Band};
    double looseMilliseconds = 5.0;          ///< standard deviation of each note's place
    std::vector<std::string_view> grooves{}; ///< none: no drums
    std::vector<int> kits{0};
    std::vector<std::string_view> basses{}; ///< none: no bass
    std::vector<int> bassPrograms{33};
    std::vector<Accompaniment> accompaniments{}; ///< a clip plays one or two
    std::span<const std::string_view> progressions{};
    std::vector<int> leads{}; ///< none: no melody
    double leadDensity = 0.5; ///< share of a melody's places that have a note
    int leadStepsPerBeat = 2;
};

/// The styles of one of GTZAN's ten genres. @throws Error(InvalidArgument) for another name
const std::vector<Family>& familiesOf(std::string_view genre);

// One function a genre, in styles_*.cpp.
std::vector<Family> bluesFamilies();
std::vector<Family> classicalFamilies();
std::vector<Family> countryFamilies();
std::vector<Family> discoFamilies();
std::vector<Family> hiphopFamilies();
std::vector<Family> jazzFamilies();
std::vector<Family> metalFamilies();
std::vector<Family> popFamilies();
std::vector<Family> reggaeFamilies();
std::vector<Family> rockFamilies();

} // namespace tempo::synth
