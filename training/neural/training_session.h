// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/file_lock.h"
#include "training/files/run_folder.h"
#include "training/neural/neural_module.h"
#include "training/neural/training_data.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tempo {

/// A training run from its configuration to its model: what the command line and the window share.
/// Thread rule: one thread at a time.
class TrainingSession {
public:
    /// A new run: reads the datasets, deals out the split, prepares the features, and makes the run folder last, so
    /// that nothing is left of a run that cannot begin.
    /// @param config  completed: the run gets a name and a folder if it has none
    /// @throws Error in one line, as readTrainingData(), splitOf(), requireEnough(), FeatureStore and RunFolder do, or
    ///         for a device that is not usable; Cancelled
    static TrainingSession begin(RunConfig config, NeuralModule& module, WorkRunner& runner);

    /// A run that was stopped or killed, at its last checkpoint if it has one, with its own split.
    /// @param overrides  settings that change, each of the form `trainer.max_epochs=80`
    /// @throws Error as begin(), or if its tracks are not what they were; Cancelled
    static TrainingSession resume(const std::filesystem::path& folder, const std::vector<std::string>& overrides,
                                  NeuralModule& module, WorkRunner& runner);

    [[nodiscard]] const TrainingJob& job() const { return m_job; }
    [[nodiscard]] const RunFolder& folder() const { return *m_folder; }
    /// What the accuracies refer to, e.g. "tempo/*.bpm"; several datasets have several.
    [[nodiscard]] const std::string& reference() const { return m_reference; }
    /// What the user should know about data and split, one line each.
    [[nodiscard]] const std::vector<std::string>& messages() const { return m_messages; }

    /// Trains until the end or until `control` says otherwise. The trainer writes metrics.csv, steps.csv, checkpoints
    /// and model, and logs what it tells; the session logs the rest and writes TensorBoard's file.
    /// @throws Error; then log.txt has it too, and the run can be resumed from its last checkpoint
    TrainingOutcome run(NeuralModule& module, TrainingObserver& observer, TrainingControl& control);

private:
    TrainingSession() = default;
    void prepareTracks(const TrainingData& data, const Split& split, WorkRunner& runner);
    void takeFolder(RunFolder folder);

    TrainingJob m_job;
    std::unique_ptr<FeatureStore> m_features;
    std::optional<RunFolder> m_folder;
    std::unique_ptr<FileLock> m_lock; ///< of the run folder
    std::string m_reference;
    std::vector<std::string> m_messages;
};

/// The usual folder of all runs: `tempnetic/runs` in $XDG_DATA_HOME or ~/.local/share.
std::filesystem::path defaultRunsFolder();

} // namespace tempo
