// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace tempo::test {

/// What a program's stdout is connected to.
enum class Stdout {
    Captured,
    Closed,     ///< no descriptor at all
    ReaderGone, ///< a pipe that nobody reads any more
    FullDisk,   ///< /dev/full
};

enum class Stderr {
    Captured,
    Terminal, ///< captured through a pseudo-terminal of 100 columns
};

struct ProcessOptions {
    std::filesystem::path folder = {}; ///< working folder; empty: the test's own
    Stdout standardOutput = Stdout::Captured;
    Stderr standardError = Stderr::Captured;
    bool asNobody = false;                        ///< gives up root's rights, for files that root could read anyway
    std::function<void(pid_t)> whileRunning = {}; ///< called once the program runs
    /// With a terminal only: told what was written so far; when it answers true, the program is interrupted.
    std::function<bool(const std::string& err)> interruptWhen = {};
};

struct ProcessResult {
    int exitCode = -1; ///< 128 + the signal's number if a signal killed it
    std::string out;
    std::string err;
};

/// Starts a program, waits for its end, and returns what it wrote. Arguments are bytes, not text.
/// @throws std::runtime_error if it cannot be started
ProcessResult runProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                         const ProcessOptions& options = {});

/// Waits until a running process has a file open, for 30 s at most. @return whether it has
bool waitUntilOpen(pid_t process, const std::filesystem::path& file);

} // namespace tempo::test
