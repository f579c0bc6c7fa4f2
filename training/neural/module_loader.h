// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"

#include <filesystem>
#include <vector>

namespace tempo {

/// File name of the module.
inline constexpr const char* kNeuralModuleFile = "tempnetic_torch.so";

/// Where the module is looked for, in order: what $TEMPNETIC_TORCH_MODULE names and nothing else, or beside the program
/// and in the installed library folder, `../lib/tempnetic/` from there (packaging/cmake/places.cmake).
std::vector<std::filesystem::path> neuralModulePlaces();

/// The first of the places where there is a file.
/// @throws Error(FileAccess) in one line that says where it was looked for and what to do
std::filesystem::path findNeuralModule(const std::vector<std::filesystem::path>& places);

/// Opens a module; it stays open until the process ends.
/// @throws Error(FileAccess) if it cannot be loaded, with the loader's own words; Error(Format) if it is no neural
///         module or one of another version
NeuralModule& openNeuralModule(const std::filesystem::path& file);

} // namespace tempo
