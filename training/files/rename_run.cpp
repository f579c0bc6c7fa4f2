// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/rename_run.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/file_lock.h"
#include "engine/datasets/text_values.h"
#include "training/config/run_config_yaml.h"
#include "training/files/run_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <system_error>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLargestConfig = std::size_t{1} << 20U;

/// Never onto another folder, not even an empty one. @return 0 or an errno
int moveFolder(const fs::path& from, const fs::path& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // A file system that cannot promise it.
    std::error_code error;
    if (fs::exists(fs::symlink_status(to, error)))
        return EEXIST;
    return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

/// The name that a run made from its config.yaml would get.
void renameInConfig(const fs::path& folder, const std::string& name)
{
    try {
        RunConfig config = parseRunConfig(readTextFile(folder / "config.yaml", kLargestConfig), name);
        config.trainer.name = name;
        const std::string text = toYaml(config);
        writeFileAtomically(folder / "config.yaml", {{std::string_view(text)}});
    } catch (const Error&) {
        // Of a later version, or a full disk: the run has its new name all the same.
        return;
    }
}

} // namespace

std::string problemWithRunName(const std::string& name)
{
    if (name.empty())
        return "a run needs a name";
    if (name.size() > kLongestName)
        return fmt::format("a name of {} bytes is too long; {} are possible", name.size(), kLongestName);
    if (name.front() == '.')
        return fmt::format("{}: must not begin with a dot, since such folders are hidden", printable(name));
    const bool isPlain = std::all_of(name.begin(), name.end(), [](char letter) {
        return letter != '/' && static_cast<unsigned char>(letter) >= 0x20U && letter != 0x7F;
    });
    return isPlain ? std::string() : printable(name) + ": a name has no slash and no control character";
}

fs::path renameRun(const fs::path& folder, const std::string& name)
{
    if (const std::string problem = problemWithRunName(name); !problem.empty())
        throw Error(ErrorCode::InvalidArgument, problem);
    const fs::path renamed = folder.parent_path() / name;
    if (renamed == folder)
        return folder;
    std::error_code error;
    if (!fs::is_regular_file(folder / "config.yaml", error))
        throw Error(ErrorCode::FileAccess, printable(folder) + ": there is no such run any more");
    try {
        FileLock lock(folder / kRunLockName);
        if (!lock.tryAlone())
            throw Error(ErrorCode::FileAccess,
                        printable(folder.filename()) + ": is being trained; it can be renamed when that has ended");
        if (const int problem = moveFolder(folder, renamed); problem != 0)
            throw Error(ErrorCode::FileAccess,
                        problem == EEXIST ? printable(name) + ": another run has this name; choose another"
                                          : printable(folder) + ": " + std::generic_category().message(problem));
        renameInConfig(renamed, name);
    } catch (const std::system_error& refused) {
        throw Error(ErrorCode::FileAccess, printable(folder) + ": " + refused.code().message());
    }
    return renamed;
}

} // namespace tempo
