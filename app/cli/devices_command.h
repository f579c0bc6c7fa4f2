// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/neural/neural_module.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tempo::cli {

/// Adds `tempnetic devices`; when it is the one called for, `work` becomes a call of runDevices().
void addDevicesCommand(CLI::App& root, std::function<int()>& work);

/// Prints on what networks can run here, what `auto` would use and why. @return the exit code; 1 without the module
int runDevices();

/// The table and what stands below it.
/// @param devices  the one of "auto" first
std::string devicesText(const std::vector<ComputeDevice>& devices, const std::string& version,
                        const std::filesystem::path& module);

} // namespace tempo::cli
