// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/training_records.h"
#include "training/torch/detail/model_io.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace tempo::neural {

/// How far a run has come.
struct RunProgress {
    int epochs = 0;           ///< done
    std::int64_t steps = 0;   ///< done
    EpochRecord best;         ///< of the epochs done; without predictions after a resume
    double temperature = 1.0; ///< fitted in the best epoch
    int epochsWithoutBetter = 0;
    double seconds = 0.0;
    double secondsInNetwork = 0.0;
};

/// Which run a checkpoint belongs to.
struct RunIdentity {
    std::uint64_t seed = 0;
    std::string splitFingerprint;
};

/// Everything that a run goes on from. The file is a safetensors file whose metadata hold the rest and a checksum.
struct Checkpoint {
    RunProgress progress;
    TensorMap tensors;
};

/// Atomically: a kill or a full disk leaves the file as it was. @throws Error(FileAccess)
void writeCheckpoint(const std::filesystem::path& file, const RunProgress& progress, const TensorMap& tensors,
                     const RunIdentity& identity);

/// @throws Error(FileAccess); Error(Format) naming the file: damaged, no checkpoint, of another run
Checkpoint readCheckpoint(const std::filesystem::path& file, const RunIdentity& identity);

/// Gives a checkpoint a second name, atomically; no bytes are copied where the file system can do that.
/// @throws Error(FileAccess)
void keepCheckpointAs(const std::filesystem::path& file, const std::filesystem::path& name);

/// Removes what a killed process left half written in a folder of checkpoints.
void removeLeftovers(const std::filesystem::path& folder);

/// Copies tensors into others of the same names and shapes.
/// @throws Error(Format) naming the file, if a name or shape differs: a checkpoint of another network
void restoreTensors(const TensorMap& from, const TensorMap& to, const std::filesystem::path& file);

} // namespace tempo::neural
