// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace tempo {

/// Beat tracking as mir_eval.beat defines it, so that numbers can be set beside published ones. Beats are in seconds,
/// ascending; trimBeats() is applied by the caller, to both lists. Thread-safe: yes. Source: mir_eval 0.8.2 (Raffel et
/// al., ISMIR 2014); Davies, Degara & Plumbley 2009.

/// The beats from 5 s on: before, a tracker that follows the music has not found in. Source: mir_eval.beat.trim_beats.
std::vector<double> trimBeats(std::span<const double> beats, double firstSeconds = 5.0);

/// Harmonic mean of precision and recall, each beat matched once within the window; 0 if either list is empty.
/// Source: mir_eval.beat.f_measure(f_measure_threshold=0.07).
double beatFMeasure(std::span<const double> reference, std::span<const double> estimate, double window = 0.07);

/// Mean of a bell over each reference beat's distance to the nearest estimate; 0 if either list is empty.
/// Source: Cemgil et al. 2001; mir_eval.beat.cemgil(cemgil_sigma=0.04), first value.
double cemgilAccuracy(std::span<const double> reference, std::span<const double> estimate, double sigma = 0.04);

/// Shares in [0, 1] of beats that continue a correct sequence.
struct BeatContinuity {
    double cmlc = 0.0; ///< longest correct sequence, at the annotated metrical level
    double cmlt = 0.0; ///< all correct sequences, at the annotated metrical level
    double amlc =
        0.0; ///< the same at the best of: annotated, off-beat, double, half from the first, half from the second
    double amlt = 0.0;
};
/// All 0 if either list has fewer than two beats.
/// @param phase, period  tolerances relative to the inter-beat interval
/// Source: Hainsworth 2004, Klapuri et al. 2006; mir_eval.beat.continuity(0.175, 0.175).
BeatContinuity beatContinuity(std::span<const double> reference, std::span<const double> estimate, double phase = 0.175,
                              double period = 0.175);

/// How far the histogram of beat errors is from a flat one, in [0, 1]; 0 if either list has fewer than two beats.
/// A beat before the first annotation is scaled by the whole length of the annotation, as mir_eval has it.
/// Source: Davies, Degara & Plumbley 2011; mir_eval.beat.information_gain(bins=41).
double informationGain(std::span<const double> reference, std::span<const double> estimate, int bins = 41);

} // namespace tempo
