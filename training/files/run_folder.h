// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/split.h"
#include "training/files/training_records.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// The files of one training run, see design: config.yaml, metrics.csv, steps.csv, split.csv, environment.json,
/// log.txt, checkpoints/, model.safetensors. Rows are appended and flushed one by one; whole files are written
/// atomically. Thread rule: one thread at a time.
class RunFolder {
public:
    /// A new run: makes the folder. @throws Error(FileAccess) if it exists and is not empty, or cannot be written
    static RunFolder create(const std::filesystem::path& folder);
    /// A run to go on with. @throws Error(FileAccess, Format) if it is no run folder
    static RunFolder open(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::filesystem::path bestCheckpoint() const { return m_path / "checkpoints" / "best.ckpt"; }
    [[nodiscard]] std::filesystem::path lastCheckpoint() const { return m_path / "checkpoints" / "last.ckpt"; }
    [[nodiscard]] std::filesystem::path model() const { return m_path / "model.safetensors"; }

    void writeConfig(std::string_view yaml);
    [[nodiscard]] std::string readConfig() const;
    void writeSplit(const Split& split);
    void writeEnvironment(std::string_view json);

    /// Drops the rows after a checkpoint, so that a resumed run has each row once.
    /// @param epoch of the last row of metrics.csv to keep, -1 for none; @param step of the last row of steps.csv
    void truncateAfter(int epoch, std::int64_t step);
    /// Lightning's CSVLogger columns:
    /// epoch,step,train_loss,val_loss,val_accuracy_8,val_accuracy_1,val_accuracy_2,lr,seconds
    void append(const EpochRecord& record);
    /// step,epoch,loss,lr,seconds
    void append(const StepRecord& record);
    /// One line of log.txt with the time.
    void log(std::string_view line);
    /// All rows of metrics.csv.
    [[nodiscard]] std::vector<EpochRecord> readEpochs() const;

private:
    explicit RunFolder(std::filesystem::path folder) : m_path(std::move(folder)) {}
    std::filesystem::path m_path;
};

} // namespace tempo
