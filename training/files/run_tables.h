// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/training_records.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// The tables of a run folder. They are read without changing anything, since another program may be writing them: a
/// last line that is not whole yet is left away.

inline constexpr std::string_view kEpochTableHeader =
    "epoch,step,train_loss,val_loss,val_accuracy_8,val_accuracy_1,val_accuracy_2,lr,seconds\n";
inline constexpr std::string_view kStepTableHeader = "step,epoch,loss,lr,seconds\n";

/// All rows of metrics.csv; none if there is no such file yet. @throws Error(FileAccess, Format)
std::vector<EpochRecord> readEpochTable(const std::filesystem::path& file);

/// All rows of steps.csv; none if there is no such file yet. @throws Error(FileAccess, Format)
std::vector<StepRecord> readStepTable(const std::filesystem::path& file);

/// The whole lines of a file, up to 1 GiB; nothing if there is none. @throws Error(FileAccess)
std::string wholeLinesOf(const std::filesystem::path& file);

} // namespace tempo
