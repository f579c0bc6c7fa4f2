// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tempo::workbench {

/// What the trainer has told since the last look.
struct TrainingNews {
    std::vector<StepRecord> steps;
    std::vector<EpochRecord> epochs;
    std::vector<std::string> messages;
    std::int64_t stepsPerEpoch = 0;
    std::optional<DeviceMemory> memory; ///< the newest
};

/// Takes what the trainer tells on its thread, and hands it over when the window has time: 30 times a second, however
/// fast the trainer is. Thread-safe.
class TrainingFeed final : public TrainingObserver {
public:
    void stepDone(const StepRecord& record, std::int64_t stepsPerEpoch) override;
    void epochDone(const EpochRecord& record) override;
    void message(const std::string& line) override;
    void deviceMemory(const DeviceMemory& memory) override;

    /// For a run that is gone on with: at its first step, what came before it is read from its folder, so that the
    /// curve goes on without a break or a doubled point. Before the trainer begins.
    void continueFrom(std::filesystem::path folder) { m_earlier = std::move(folder); }

    /// The share of the steps of a run of so many epochs, after each. Before the trainer begins; called on its thread.
    void reportTo(std::function<void(double fraction)> sink, int maxEpochs);

    /// Everything since the last time, in order.
    TrainingNews take();

private:
    void readEarlier(std::int64_t firstStep);

    std::filesystem::path m_earlier;    // the trainer's thread; empty if there is nothing to read
    std::function<void(double)> m_sink; // the trainer's thread
    int m_maxEpochs = 1;
    std::mutex m_mutex;
    TrainingNews m_news; // under m_mutex
};

} // namespace tempo::workbench
