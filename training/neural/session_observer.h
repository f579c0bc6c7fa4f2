// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/run_folder.h"
#include "training/files/tensorboard_writer.h"
#include "training/neural/neural_module.h"

#include <optional>

namespace tempo {

/// Passes on what the trainer tells, and writes epochs to log.txt and, if it is wanted, TensorBoard's event file.
class SessionObserver : public TrainingObserver {
public:
    /// @throws Error(FileAccess), as the calls below do
    SessionObserver(RunFolder& folder, bool writesTensorBoard, TrainingObserver& next);

    void stepDone(const StepRecord& record, std::int64_t stepsPerEpoch) override;
    void epochDone(const EpochRecord& record) override;
    void message(const std::string& line) override;
    void deviceMemory(const DeviceMemory& memory) override;

private:
    RunFolder& m_folder;
    TrainingObserver& m_next;
    std::optional<TensorBoardWriter> m_tensorBoard;
};

} // namespace tempo
