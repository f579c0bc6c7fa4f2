// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/datasets/dataset.h"
#include "engine/datasets/duplicates.h"
#include "engine/datasets/problem.h"
#include "engine/datasets/track_scan.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tempo {

struct TempoRange {
    Bpm low{40.0};
    Bpm high{250.0};
    [[nodiscard]] bool contains(Bpm bpm) const { return low <= bpm && bpm <= high; }
};

struct IntegrityOptions {
    TempoRange trainingRange{};     ///< both ends belong to it
    std::string referenceVersion{}; ///< empty: the dataset's default
    double beatTolerance = 0.04;    ///< relative to the tempo; beyond it beats and tempo disagree
    double clippedShare = 0.01;     ///< of the samples; one in a hundred is heard as distortion
    double silentPeak = 0.001;      ///< of full scale: -60 dB
    std::optional<SampleRate> expectedRate = std::nullopt;  ///< empty: GTZAN's 22 050 Hz for GTZAN, else any
    std::optional<Seconds> expectedDuration = std::nullopt; ///< empty: GTZAN's 30 s for GTZAN, else any
    Seconds durationTolerance{1.0};                         ///< GTZAN's clips have 29.9 to 30.7 s
    DuplicateOptions duplicates{};
};

/// The tempo that counts: that of the wanted reference version, or empty.
std::optional<Bpm> referenceTempo(const Track& track, const std::string& version);

/// The first annotated beats of a track, or null.
const BeatAnnotation* beatsOf(const Track& track);

/// The version that counts: the wanted one, or the dataset's default; empty if there is none.
/// @throws Error(InvalidArgument) if the dataset does not have the wanted one
std::string chosenVersion(const Dataset& dataset, const std::string& wanted);

/// Everything that is wrong with a dataset, sorted by kind and then by id.
/// @param scans       [n_tracks] what reading each track's audio told; ignored for tracks without audio
/// @param duplicates  from findDuplicates() over the same scans
/// @throws Error(InvalidArgument) for a range that is upside down, or a version that the dataset does not have
/// Thread-safe: yes.
std::vector<Problem> findProblems(const Dataset& dataset, std::span<const TrackScan> scans,
                                  std::span<const DuplicateGroup> duplicates, const IntegrityOptions& options = {});

} // namespace tempo
