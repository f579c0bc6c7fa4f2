// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/units.h"
#include "engine/datasets/track_scan.h"

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace tempo {

/// When two fingerprints count as one recording. The defaults were measured on synthesised songs: a copy after MP3 at
/// 64 kbit/s, Opus, Vorbis, added noise at 10 dB, a gain, hard clipping, a cut or a shift of half a step differs in at
/// most 7 % of the bits, one that was equalised, reverberated or mastered anew in 12 to 18 %. Different songs of one
/// composing program and genre differ in 35 % and more; only other melodies over one and the same backing track, in
/// which most of the sound is the same recording, come near at 17 %.
struct DuplicateOptions {
    /// In [0, 0.5); bits that differ, over all bits of the overlap. Overlaps shorter than twice the shortest must be
    /// twice as good: among many alignments of like music a few seconds fit well by chance.
    double largestBitErrorRate = 0.2;
    Seconds shortestOverlap{10.0}; ///< > 0; less says too little
    /// In [0, 0.5]; the typical bit error rate of the two at all other alignments must be as high as this. Drones,
    /// metronomes and noise fit at every alignment, so a fit says nothing about them.
    double leastContrast = 0.3;
};

/// Why two tracks are in one group.
struct DuplicateLink {
    std::size_t first = 0; ///< index of a track, below `second`
    std::size_t second = 0;
    /// Of the fingerprints where they fit best, in [0, 1]; empty where the samples are equal.
    std::optional<double> bitErrorRate;
    Seconds offset; ///< where in the first recording the second one begins; 0 where the samples are equal
};

/// Tracks that hold one recording.
struct DuplicateGroup {
    std::vector<std::size_t> tracks;  ///< ascending indices, two or more
    std::vector<DuplicateLink> links; ///< one less than there are tracks
    bool isExact = false;             ///< all have equal samples
};

/// Finds recordings that occur more than once: equal samples by their hashes, the rest by their fingerprints at any
/// alignment. Silent and constant tracks, all of which sound alike, are left out.
/// @param scans  [n_tracks]
/// @return       groups in the order of their first tracks
/// @throws Cancelled
/// Thread-safe: yes. Cost: O(n_items log n_items) for the index of all fingerprint items, then a handful of comparisons
/// for each like item; memory 12 bytes an item, 48 MB at most.
/// Source: an inverted index of sub-fingerprints as in Haitsma & Kalker, ISMIR 2002, which tells the alignments to try.
std::vector<DuplicateGroup> findDuplicates(std::span<const TrackScan> scans, const DuplicateOptions& options = {},
                                           const std::stop_token& stop = {});

/// How well two fingerprints fit at their best alignment.
struct FingerprintFit {
    double bitErrorRate = 0.5; ///< in [0, 1]
    double typical = 0.5;      ///< the median over all alignments
    std::size_t overlap = 0;   ///< items that lie on each other
    std::ptrdiff_t offset = 0; ///< item of the first that item 0 of the second lies on
};

/// Tries all alignments that overlap by this many items or more; empty if there is none. For two of n items it costs
/// about n * n counts of bits.
std::optional<FingerprintFit> fitFingerprints(std::span<const std::uint32_t> first,
                                              std::span<const std::uint32_t> second, std::size_t leastOverlap);

} // namespace tempo
