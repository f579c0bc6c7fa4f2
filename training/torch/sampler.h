// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"
#include "training/torch/stretch_balance.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tempo::neural {

/// Frames that every network is trained on: 11.9 s.
inline constexpr std::size_t kBlockFrames = 512;
/// From one validation block of a track to the next.
inline constexpr std::size_t kValidationHop = 256;

/// A piece of a track that becomes one block.
struct TrackBlock {
    std::size_t track = 0;                   ///< index among the tracks
    std::size_t firstFrame = 0;              ///< in [0, n_frames); beyond the track's end there is silence
    std::size_t sourceFrames = kBlockFrames; ///< resampled to kBlockFrames; more makes the music faster

    /// By this the tempo grows.
    [[nodiscard]] double stretch() const { return static_cast<double>(sourceFrames) / kBlockFrames; }
    friend bool operator==(const TrackBlock&, const TrackBlock&) = default;
};

/// Which pieces of which tracks an epoch learns from, as a pure function of seed and epoch.
///
/// Balance None: every track blocksPerTrack times. Bins: the same number of blocks, dealt out evenly over the 10-BPM
/// bins that have tracks, and within a bin evenly over its tracks. Stretch: as None, but the stretch factors are drawn
/// by StretchBalance. The stretched tempo is always inside the range; a track that no factor brings there stays as it
/// is. Thread-safe: yes, after construction.
class Sampler {
public:
    /// @param tracks must outlive the sampler; their tempi are inside config.data.range
    /// @throws Error(InvalidArgument) for no tracks
    Sampler(std::span<const TrainingTrack> tracks, const RunConfig& config);

    /// At least 2, since batch normalisation learns nothing from one block.
    [[nodiscard]] std::size_t blocksPerEpoch() const;
    /// Longest TrackBlock::sourceFrames of any epoch.
    [[nodiscard]] std::size_t longestSource() const;
    /// [blocksPerEpoch()], shuffled.
    [[nodiscard]] std::vector<TrackBlock> blocksOf(int epoch) const;

private:
    [[nodiscard]] std::vector<std::size_t> tracksOf(Random& random) const;
    [[nodiscard]] std::vector<std::size_t> tracksOfBins(Random& random) const;
    [[nodiscard]] std::size_t drawSourceFrames(Bpm tempo, Random& random) const;

    std::span<const TrainingTrack> m_tracks;
    const RunConfig& m_config;
    StretchBalance m_balance;
};

/// Overlapping blocks that cover the tracks: every kValidationHop frames, and one more at the end where at least half a
/// hop would be missed. A track shorter than a block has one. In the order of the tracks.
std::vector<TrackBlock> validationBlocks(std::span<const TrainingTrack> tracks);

/// Number of batches an epoch of nBlocks has.
std::size_t batchCount(std::size_t nBlocks, std::size_t batchSize);
/// First block of a batch; that of batch n is the first of batch n + 1. Sizes differ by one at most, so that no batch
/// is a small rest.
std::size_t batchBegin(std::size_t batch, std::size_t nBlocks, std::size_t batchSize);

} // namespace tempo::neural
