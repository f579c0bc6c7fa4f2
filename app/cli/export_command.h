// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace tempo::cli {

/// `tempnetic export`: what it is told.
struct ExportArguments {
    std::string model;           ///< a model file; any bytes
    std::string output;          ///< the file to write
    std::string format = "onnx"; ///< the only one there is
};

/// Adds the command to the command line; when it is the one called for, `work` becomes a call of runExport().
void addExportCommand(CLI::App& root, std::function<int()>& work);

/// Writes a model for other programs. @return the exit code
int runExport(const ExportArguments& arguments);

} // namespace tempo::cli
