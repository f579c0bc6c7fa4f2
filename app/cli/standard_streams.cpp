// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/standard_streams.h"

#include "app/cli/exit_code.h"
#include "engine/core/printable.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace tempo::cli {

namespace {

/// @return 0, or the errno of the failure
int writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return errno;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

} // namespace

void prepareStandardStreams()
{
    std::signal(SIGPIPE, SIG_IGN);
    // open() takes the lowest free number. Opened against its direction, a closed stream keeps failing as it should.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(descriptor, F_GETFD) < 0) [[maybe_unused]]
            const int taken = ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void printRaw(StandardStream stream, std::string_view text)
{
    static_cast<void>(writeAll(static_cast<int>(stream), text));
}

void printMessage(std::string_view text)
{
    printRaw(StandardStream::Error, "tempnetic: " + printable(text) + "\n");
}

bool Output::write(std::string_view text)
{
    if (m_error == 0)
        m_error = writeAll(STDOUT_FILENO, text);
    return m_error == 0;
}

int Output::reportFailure() const
{
    if (m_error == EPIPE)
        return exit_code::kSignalBase + SIGPIPE;
    printMessage("standard output: " + std::generic_category().message(m_error));
    return exit_code::kSomeFailed;
}

} // namespace tempo::cli
