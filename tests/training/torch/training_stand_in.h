// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/torch/detail/trainer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tempo::test {

/// Seven short songs to learn from, three to validate on, and runs of four epochs of two steps with all augmentation,
/// in a folder. A second object for the same folder finds the same songs.
class StandIn {
public:
    explicit StandIn(const std::filesystem::path& folder);

    TrainingJob newJob(const std::string& run) const;
    TrainingJob jobToResume(const std::string& run) const;

private:
    std::filesystem::path m_folder;
    std::unique_ptr<FeatureStore> m_features;
    std::vector<TrainingTrack> m_tracks;
};

/// A network of some thousand weights with everything that a checkpoint must hold: normalisation, dropout, a head.
std::shared_ptr<neural::TempoNetwork> standInNetwork(const ModelConfig& model, const neural::NetworkOutput& output);

/// The same, but in its n-th step its output is multiplied by a number, or it finds no memory.
neural::NetworkFactory networkThatBreaksAt(int step, std::optional<double> factor = std::nullopt);

/// Remembers what it is told.
class Watcher : public TrainingObserver {
public:
    std::vector<StepRecord> steps;
    std::vector<EpochRecord> epochs;
    std::vector<std::string> messages;
    std::function<void(const StepRecord&)> onStep;
    std::function<void(const EpochRecord&)> onEpoch;

    void stepDone(const StepRecord& record, std::int64_t stepsPerEpoch) override;
    void epochDone(const EpochRecord& record) override;
    void message(const std::string& line) override { messages.push_back(line); }
};

} // namespace tempo::test
