// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/run_config.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace tempo::cli {

/// `tempnetic import-weights`: what it is told.
struct ImportArguments {
    std::string from;   ///< `.safetensors`, `.pth` or `.pt` of another program; any bytes
    std::string output; ///< the file to write
    ModelConfig model;  ///< the network that the weights are for
};

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runImport().
void addImportCommand(CLI::App& root, std::function<int()>& work);

/// Makes weights of another program usable as `model.weights`; each tensor that does not fit is told on stderr.
/// @return the exit code
int runImport(const ImportArguments& arguments);

} // namespace tempo::cli
