// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/work_folder.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"

#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

namespace tempo::app {

namespace {

constexpr const char* kLockName = ".tempnetic-lock";
/// writeFileAtomically() writes ".NAME.XXXXXX" first.
constexpr std::size_t kTemporaryTail = 7;

/// Whether a file is what an interrupted writeFileAtomically() leaves behind.
bool isLeftover(const std::filesystem::path& file)
{
    const std::string name = file.filename();
    return name.size() > kTemporaryTail + 1 && name.front() == '.' && name[name.size() - kTemporaryTail] == '.';
}

bool isUnused(const std::filesystem::path& folder, const std::string& manifestName)
{
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        if (name != kLockName && !(isLeftover(name) && name.starts_with("." + manifestName)))
            return false;
    }
    return true;
}

void removeLeftovers(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> leftovers;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && isLeftover(entry.path()))
            leftovers.push_back(entry.path());
    for (const std::filesystem::path& leftover : leftovers)
        std::filesystem::remove(leftover);
}

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

} // namespace

WorkFolder::WorkFolder(const std::filesystem::path& folder, const std::string& manifestName, std::string_view manifest)
{
    const std::filesystem::path file = folder / manifestName;
    try {
        std::filesystem::create_directories(folder);
        // Asked before the lock, which is a file too: a folder that is refused stays as it is.
        if (!std::filesystem::exists(file) && !isUnused(folder, manifestName))
            throw Error(ErrorCode::InvalidArgument, printable(folder) + ": is not empty; name a new folder");
        m_lock.emplace(folder / kLockName);
        if (!m_lock->tryAlone())
            throw Error(ErrorCode::FileAccess, printable(folder) + ": another tempnetic is at work in it");
        if (std::filesystem::exists(file) && contentOf(file) != manifest)
            throw Error(ErrorCode::InvalidArgument, printable(folder) + ": was begun with other options (see " +
                                                        manifestName + "); name a new folder");
        removeLeftovers(folder);
    } catch (const std::system_error& error) {
        throw Error(ErrorCode::FileAccess, printable(folder) + ": " + error.code().message());
    }
    writeFileAtomically(file, {{manifest}});
}

} // namespace tempo::app
