// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/atomic_file.h"

#include "engine/core/error.h"
#include "engine/datasets/file_descriptor.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace tempo {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path)
{
    throw Error(ErrorCode::FileAccess, path.native() + ": " + std::generic_category().message(errno));
}

/// Removes the file of its name unless it was moved to its final one.
class TemporaryName {
public:
    explicit TemporaryName(std::string name) : m_name(std::move(name)) {}
    ~TemporaryName()
    {
        if (!m_name.empty())
            ::unlink(m_name.c_str());
    }
    TemporaryName(const TemporaryName&) = delete;
    TemporaryName& operator=(const TemporaryName&) = delete;
    [[nodiscard]] bool renameTo(const std::filesystem::path& path)
    {
        if (::rename(m_name.c_str(), path.c_str()) != 0)
            return false;
        m_name.clear();
        return true;
    }

private:
    std::string m_name;
};

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return false;
        bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return true;
}

/// mkstemp() makes files that only their owner can read; a result is as readable as any other new file.
bool allowUsualAccess(int descriptor)
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return ::fchmod(descriptor, 0666 & ~mask) == 0;
}

} // namespace

void writeFileAtomically(const std::filesystem::path& path, std::span<const std::string_view> parts)
{
    std::string name = (path.parent_path() / ("." + path.filename().native() + ".XXXXXX")).native();
    FileDescriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (file.number() < 0)
        fail(path);
    TemporaryName temporary(std::move(name));
    for (const std::string_view part : parts)
        if (!writeAll(file.number(), part))
            fail(path);
    if (!allowUsualAccess(file.number()) || ::fsync(file.number()) != 0 || !file.close() || !temporary.renameTo(path))
        fail(path);
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const FileDescriptor folderDescriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Not every file system can sync a folder; the file itself is complete and in place.
    if (folderDescriptor.number() >= 0)
        ::fsync(folderDescriptor.number());
}

} // namespace tempo
