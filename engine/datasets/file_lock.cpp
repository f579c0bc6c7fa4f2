// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace tempo {

FileLock::FileLock(const std::filesystem::path& file)
    : m_descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666))
{
    if (m_descriptor < 0)
        throw std::system_error(errno, std::generic_category(), "cannot open the lock file");
}

FileLock::~FileLock()
{
    ::close(m_descriptor);
}

void FileLock::share()
{
    while (::flock(m_descriptor, LOCK_SH) != 0)
        if (errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "cannot lock");
}

bool FileLock::tryAlone()
{
    return ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0;
}

} // namespace tempo
