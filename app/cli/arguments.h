// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tempo::cli {

/// What a command line asks for: work, or only text and an exit code (help, version, wrong usage).
struct Invocation {
    std::function<int()> work; ///< does it and returns the exit code; empty if there is nothing to do but to print
    std::string text;          ///< for stdout
    std::string errorText;     ///< for stderr
    int exitCode = 0;
};

/// @param words  the command line without the program's name; file names may be any bytes
Invocation parseArguments(const std::vector<std::string>& words);

} // namespace tempo::cli
