// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/append_file.h"

#include "engine/core/error.h"
#include "engine/datasets/file_descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

namespace tempo {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error)
{
    throw Error(ErrorCode::FileAccess, path.native() + ": " + std::generic_category().message(error));
}

off_t sizeOf(int descriptor, const std::filesystem::path& path)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        fail(path, errno);
    return status.st_size;
}

/// @return 0 or an errno
int writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return errno;
        bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return 0;
}

} // namespace

void appendLine(const std::filesystem::path& path, std::string_view header, std::string_view line)
{
    const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666));
    if (file.number() < 0)
        fail(path, errno);
    const off_t before = sizeOf(file.number(), path);
    const std::string text = std::string(before == 0 ? header : std::string_view()) + std::string(line);
    if (const int error = writeAll(file.number(), text); error != 0) {
        static_cast<void>(::ftruncate(file.number(), before) == 0);
        fail(path, error);
    }
}

void dropTornLine(const std::filesystem::path& path)
{
    const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (file.number() < 0) {
        if (errno == ENOENT)
            return;
        fail(path, errno);
    }
    std::array<char, 4096> block{};
    const off_t size = sizeOf(file.number(), path);
    for (off_t end = size; end > 0;) {
        const off_t begin = end > static_cast<off_t>(block.size()) ? end - static_cast<off_t>(block.size()) : 0;
        const ssize_t got = ::pread(file.number(), block.data(), static_cast<std::size_t>(end - begin), begin);
        if (got != end - begin)
            fail(path, got < 0 ? errno : EIO);
        const std::size_t newline = std::string_view(block.data(), static_cast<std::size_t>(got)).rfind('\n');
        const bool isFound = newline != std::string_view::npos;
        const off_t keep = isFound ? begin + static_cast<off_t>(newline) + 1 : 0;
        if ((isFound || begin == 0) && keep != size && ::ftruncate(file.number(), keep) != 0)
            fail(path, errno);
        if (isFound)
            return;
        end = begin;
    }
}

} // namespace tempo
