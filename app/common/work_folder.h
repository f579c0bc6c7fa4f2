// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/file_lock.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace tempo::app {

/// A folder that a command fills with files, and goes on filling when it was stopped or killed: a manifest in it tells
/// what it is to become, so that nothing else is overwritten and no folder is half of each of two things.
/// While an object lives, no other program fills the folder.
class WorkFolder {
public:
    /// Makes the folder with its manifest; or takes up one whose manifest is the same, where it removes the unfinished
    /// files that a killed program left behind.
    /// @throws Error(InvalidArgument) if the folder holds anything else; Error(FileAccess) if it cannot be used, or
    ///         another program is at work in it
    WorkFolder(const std::filesystem::path& folder, const std::string& manifestName, std::string_view manifest);

private:
    std::optional<FileLock> m_lock;
};

} // namespace tempo::app
