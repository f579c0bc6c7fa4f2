// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace tempo {

/// An advisory lock between programs, which the system releases when a program ends, however it ends.
/// Thread rule: one thread at a time.
class FileLock {
public:
    /// Opens the lock's file, which stays empty, and makes it if it is missing; takes no lock yet.
    /// @throws std::system_error
    explicit FileLock(const std::filesystem::path& file);
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

    /// Holds it together with others; gives up holding it alone. Waits for one who holds it alone.
    /// @throws std::system_error
    void share();

    /// Holds it alone. @return false if another has it; then it is not held at all
    bool tryAlone();

private:
    int m_descriptor;
};

} // namespace tempo
