// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/byte_source.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tempo {

namespace {

[[noreturn]] void throwFileError(const std::string& name, int code)
{
    throw Error(ErrorCode::FileAccess,
                fmt::format("cannot read '{}': {}", name, std::generic_category().message(code)));
}

void requireRegularFile(const std::string& name, const struct stat& status)
{
    const char* kind = nullptr;
    if (S_ISREG(status.st_mode))
        return;
    if (S_ISDIR(status.st_mode))
        kind = "a folder";
    else if (S_ISFIFO(status.st_mode))
        kind = "a pipe";
    else if (S_ISSOCK(status.st_mode))
        kind = "a socket";
    else
        kind = "a device";
    throw Error(ErrorCode::FileAccess, fmt::format("cannot read '{}': it is {}, not a file", name, kind));
}

} // namespace

FileSource::FileSource(const std::filesystem::path& path) : m_name(printable(path))
{
    if (path.native().find('\0') != std::string::npos)
        throw Error(ErrorCode::FileAccess, fmt::format("cannot read '{}': a file name has no NUL byte", m_name));
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        throwFileError(m_name, errno);
    requireRegularFile(m_name, status);

    // Should the file become a FIFO between the two calls, O_NONBLOCK keeps open() from waiting for a writer.
    m_descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (m_descriptor < 0)
        throwFileError(m_name, errno);
    try {
        if (::fstat(m_descriptor, &status) != 0)
            throwFileError(m_name, errno);
        requireRegularFile(m_name, status);
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

FileSource::~FileSource()
{
    ::close(m_descriptor);
}

std::int64_t FileSource::readAt(std::int64_t position, std::span<std::uint8_t> target)
{
    std::size_t filled = 0;
    while (filled < target.size()) {
        const ssize_t got = ::pread(m_descriptor, target.data() + filled, target.size() - filled,
                                    position + static_cast<std::int64_t>(filled));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            m_errno = errno;
            return -1;
        }
        if (got == 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    return static_cast<std::int64_t>(filled);
}

std::int64_t FileSource::size() const
{
    struct stat status = {};
    return ::fstat(m_descriptor, &status) == 0 ? static_cast<std::int64_t>(status.st_size) : 0;
}

void FileSource::throwIfFailed() const
{
    if (m_errno != 0)
        throwFileError(m_name, m_errno);
}

std::int64_t MemorySource::readAt(std::int64_t position, std::span<std::uint8_t> target)
{
    if (position < 0 || position >= size())
        return 0;
    const auto rest = m_bytes.subspan(static_cast<std::size_t>(position));
    const std::size_t count = std::min(rest.size(), target.size());
    std::copy_n(rest.begin(), count, target.begin());
    return static_cast<std::int64_t>(count);
}

} // namespace tempo
