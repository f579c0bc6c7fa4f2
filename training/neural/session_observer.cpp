// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/session_observer.h"

#include <fmt/format.h>

namespace tempo {

SessionObserver::SessionObserver(RunFolder& folder, bool writesTensorBoard, TrainingObserver& next)
    : m_folder(folder), m_next(next)
{
    if (writesTensorBoard)
        m_tensorBoard.emplace(folder.path());
}

void SessionObserver::stepDone(const StepRecord& record, std::int64_t stepsPerEpoch)
{
    if (m_tensorBoard) {
        m_tensorBoard->scalar("train/loss", record.loss, record.step);
        m_tensorBoard->scalar("train/lr", record.learningRate, record.step);
    }
    m_next.stepDone(record, stepsPerEpoch);
}

void SessionObserver::epochDone(const EpochRecord& record)
{
    if (m_tensorBoard) {
        m_tensorBoard->scalar("epoch/train_loss", record.trainLoss, record.step);
        m_tensorBoard->scalar("epoch/val_loss", record.validationLoss, record.step);
        m_tensorBoard->scalar("epoch/val_accuracy_8", record.accuracy8, record.step);
        m_tensorBoard->scalar("epoch/val_accuracy_1", record.accuracy1, record.step);
        m_tensorBoard->scalar("epoch/val_accuracy_2", record.accuracy2, record.step);
    }
    m_folder.log(
        fmt::format("epoch {}: train loss {:.5f}, validation loss {:.5f}, accuracy {:.4f} at 8 %, {:.4f} at 4 %, "
                    "{:.4f} at 4 % with octaves{}",
                    record.epoch + 1, record.trainLoss, record.validationLoss, record.accuracy8, record.accuracy1,
                    record.accuracy2, record.isBest ? ", best so far" : ""));
    m_next.epochDone(record);
}

void SessionObserver::message(const std::string& line)
{
    m_next.message(line);
}

void SessionObserver::deviceMemory(const DeviceMemory& memory)
{
    m_next.deviceMemory(memory);
}

} // namespace tempo
