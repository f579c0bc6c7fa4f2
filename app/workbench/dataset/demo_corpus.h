// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/task_runner.h"

#include <filesystem>

namespace tempo::workbench {

/// Composes the demo dataset with GTZAN's faults, a dozen clips a genre, the same that `tempnetic synth DIR
/// --tracks-per-genre 12 --faults` makes; one that was begun is completed.
/// @throws Error(FileAccess) if there is no FluidSynth or sound font, or the folder cannot be written;
///         Error(InvalidArgument) if the folder holds something else; Cancelled
void makeDemoCorpus(const std::filesystem::path& folder, TaskContext& task);

/// `tempnetic/demo` in the user's data folder.
std::filesystem::path demoFolder();

} // namespace tempo::workbench
