// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <stdexcept>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace tempo::test {

namespace {

constexpr uid_t kNobody = 65534;

int checked(int result, const char* what)
{
    if (result < 0)
        throw std::runtime_error(std::string(what) + ": " + std::generic_category().message(errno));
    return result;
}

/// A descriptor for the child and, where there is something to read, its other side.
struct Channel {
    int childSide = -1;
    int readSide = -1;
};

Channel openTerminal()
{
    const int master = checked(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), "posix_openpt");
    checked(::grantpt(master), "grantpt");
    checked(::unlockpt(master), "unlockpt");
    const int slave = checked(::open(::ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC), "open terminal");
    winsize size = {};
    size.ws_row = 24;
    size.ws_col = 100;
    checked(::ioctl(slave, TIOCSWINSZ, &size), "TIOCSWINSZ");
    return {slave, master};
}

Channel openMemory()
{
    const int memory = checked(::memfd_create("output", MFD_CLOEXEC), "memfd_create");
    return {memory, memory};
}

Channel openOutput(Stdout kind)
{
    switch (kind) {
    case Stdout::Captured:
        return openMemory();
    case Stdout::FullDisk:
        return {checked(::open("/dev/full", O_WRONLY | O_CLOEXEC), "/dev/full"), -1};
    case Stdout::ReaderGone: {
        std::array<int, 2> ends{};
        checked(::pipe2(ends.data(), O_CLOEXEC), "pipe2");
        ::close(ends[0]);
        return {ends[1], -1};
    }
    case Stdout::Closed:
        break;
    }
    return {};
}

/// @param onText  called with all text so far, after each block
std::string readAll(int descriptor, const std::function<void(const std::string&)>& onText = {})
{
    std::string text;
    std::array<char, 4096> block{};
    // A terminal whose other side is closed answers with an error instead of an end.
    for (ssize_t n = 0; (n = ::read(descriptor, block.data(), block.size())) > 0;) {
        text.append(block.data(), static_cast<std::size_t>(n));
        if (onText)
            onText(text);
    }
    return text;
}

bool hasOpen(pid_t process, const std::filesystem::path& file)
{
    std::error_code error;
    const std::filesystem::path folder = "/proc/" + std::to_string(process) + "/fd";
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        std::error_code closedMeanwhile;
        if (std::filesystem::read_symlink(entry.path(), closedMeanwhile) == file)
            return true;
    }
    return false;
}

/// In the child; comes back only if the program cannot be started.
void execute(const char* program, char* const* arguments, const ProcessOptions& options, int out, int err)
{
    if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0)
        return;
    if (out >= 0)
        ::dup2(out, STDOUT_FILENO);
    else
        ::close(STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    // A test started in the background of a shell would pass on that it ignores these.
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGPIPE, SIG_DFL);
    if (options.asNobody && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0))
        return;
    ::execv(program, arguments);
}

void closeIfOpen(int descriptor)
{
    if (descriptor >= 0)
        ::close(descriptor);
}

} // namespace

ProcessResult runProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                         const ProcessOptions& options)
{
    std::vector<std::string> words = arguments;
    words.insert(words.begin(), program.native());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);

    const Channel out = openOutput(options.standardOutput);
    const bool isTerminal = options.standardError == Stderr::Terminal;
    const Channel err = isTerminal ? openTerminal() : openMemory();
    const pid_t child = checked(::fork(), "fork");
    if (child == 0) {
        execute(program.c_str(), pointers.data(), options, out.childSide, err.childSide);
        ::_exit(127);
    }
    if (options.whileRunning)
        options.whileRunning(child);

    ProcessResult result;
    if (isTerminal) {
        ::close(err.childSide);
        bool isInterrupted = false;
        result.err = readAll(err.readSide, [&](const std::string& text) {
            if (!isInterrupted && options.interruptWhen && options.interruptWhen(text))
                isInterrupted = ::kill(child, SIGINT) == 0;
        });
    }
    int status = 0;
    checked(::waitpid(child, &status, 0), "waitpid");
    result.exitCode = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    if (!isTerminal) {
        ::lseek(err.readSide, 0, SEEK_SET);
        result.err = readAll(err.readSide);
    }
    if (out.readSide >= 0) {
        ::lseek(out.readSide, 0, SEEK_SET);
        result.out = readAll(out.readSide);
    }
    ::close(err.readSide);
    closeIfOpen(out.childSide);
    return result;
}

bool waitUntilOpen(pid_t process, const std::filesystem::path& file)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < deadline) {
        if (hasOpen(process, file))
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

} // namespace tempo::test
