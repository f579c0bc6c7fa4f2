// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/scan_cache.h"
#include "engine/datasets/scan_report.h"
#include "training/config/run_config.h"

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// Works on many files side by side. The program brings the threads and shows how far they are.
class WorkRunner {
public:
    using Work = std::function<void(std::size_t index, const std::stop_token& stop)>;
    using NameOf = std::function<std::string(std::size_t index)>;

    virtual ~WorkRunner() = default;

    /// Calls `work` for 0 to nItems - 1 on any threads and returns when all have ended.
    /// @param stage  for people, e.g. "reading audio"
    /// @param jobs   threads; 0: all processors
    /// @throws Cancelled if the user stopped it; Error: the first that `work` threw
    virtual void run(std::string_view stage, std::size_t nItems, int jobs, const Work& work, const NameOf& nameOf) = 0;
};

/// The datasets of a configuration as one.
struct TrainingData {
    /// Sorted by id; ids of the second dataset and those after it begin with its folder's name and a slash. Each track
    /// has at most one reference, the one that counts.
    Dataset dataset;
    std::vector<TrackScan> scans;        ///< [n_tracks]
    SplitConstraints constraints;        ///< what cannot be used, and what must stay together
    std::vector<std::string> references; ///< the versions that count, one a dataset
    std::vector<std::string> messages{}; ///< for the user, one line each
};

/// Opens the datasets and reads their audio, as far as the cache does not know it.
/// @throws Error(InvalidArgument) if none is named, or a reference is named that a dataset does not have;
///         Error(FileAccess, Format) as openDataset(); Cancelled
TrainingData readTrainingData(const DataConfig& config, ScanCache& cache, WorkRunner& runner);

/// The split of `data.split`, or one dealt out. What cannot be used is left out of either, with the reason.
/// @param data  gets messages about what is odd
/// @throws Error(InvalidArgument) if no track can be used, in one line with the reasons; Error(FileAccess, Format) for
///         the file
Split splitOf(TrainingData& data, const DataConfig& config);

/// The split of a run that goes on.
/// @throws Error(InvalidArgument) if a track that it uses cannot be used any more
void requireSame(const TrainingData& data, const Split& split);

/// @throws Error(InvalidArgument) in one line that says what to do: fewer songs than a batch, or none to validate on
void requireEnough(const Split& split, const TrainerConfig& config);

/// SHA-256 over id, samples and tempo of every track that a split uses.
std::string fingerprintOf(const TrainingData& data, const Split& split);

/// E.g. "40 tempo-out-of-range, 1 undecodable"; empty if nothing is left out.
std::string reasonsText(const std::vector<std::string>& reasons);

} // namespace tempo
