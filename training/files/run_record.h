// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/run_config.h"
#include "training/files/training_records.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tempo {

/// How a training run is.
enum class RunState {
    Running,     ///< a program has its folder locked
    Finished,    ///< it came to an end of its own or stopped with its best model
    Cancelled,   ///< its user gave it up
    Failed,      ///< an error ended it
    Interrupted, ///< its program ended in the middle
};

/// What a run folder says. It is read without changing anything: another program may be at work in it.
struct RunRecord {
    std::filesystem::path folder;
    std::string name; ///< of the folder
    RunState state = RunState::Interrupted;
    std::string failure;             ///< of a failed run, one line
    std::string begun;               ///< ISO 8601, UTC; may be empty
    std::string device;              ///< e.g. "cpu"; may be empty
    std::string configText;          ///< config.yaml
    std::optional<RunConfig> config; ///< empty if this version does not understand it
    std::vector<EpochRecord> epochs; ///< without predictions
    std::optional<std::size_t> best; ///< index in epochs: by Accuracy1, then by validation loss
    bool hasModel = false;
    bool hasCheckpoint = false; ///< it can be gone on with
    std::string note;           ///< the user's own words
};

/// The epoch whose model is kept: by Accuracy1, then by validation loss. Empty without epochs.
std::optional<std::size_t> bestEpochOf(std::span<const EpochRecord> epochs);

/// @throws Error(FileAccess, Format) if it is no run folder or its tables are damaged
RunRecord readRun(const std::filesystem::path& folder);

/// The run folders in a folder, sorted by name; none if there is no such folder.
std::vector<std::filesystem::path> findRuns(const std::filesystem::path& folder);

/// A number that is another one after every change that readRun() would see.
std::uint64_t runChange(const std::filesystem::path& folder);

/// Atomically; an empty note removes it. @throws Error(FileAccess)
void writeRunNote(const std::filesystem::path& folder, const std::string& note);

/// The name of the file that a program locks for as long as it trains in a run folder.
inline constexpr const char* kRunLockName = ".tempnetic-lock";

} // namespace tempo
