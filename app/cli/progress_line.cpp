// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_line.h"

#include "app/cli/standard_streams.h"
#include "app/cli/text.h"
#include "engine/core/printable.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace tempo::cli {

namespace {

constexpr std::size_t kBarWidth = 20;
constexpr std::size_t kDefaultColumns = 80;
constexpr std::chrono::milliseconds kUpdateInterval{100};
/// What is over sooner needs no bar.
constexpr std::chrono::milliseconds kFirstUpdate{200};
constexpr std::string_view kEraseLine = "\r\x1b[K";

std::size_t terminalColumns()
{
    winsize size = {};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return kDefaultColumns;
    return size.ws_col;
}

} // namespace

std::string durationText(double seconds)
{
    // A day is more than any extrapolation is worth.
    const auto whole = static_cast<long>(std::ceil(std::clamp(seconds, 0.0, 86400.0)));
    if (whole >= 3600)
        return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string progressText(const BatchStatus& status, std::string_view fileName, Seconds elapsed, std::size_t columns)
{
    const double fraction = std::clamp(status.fraction, 0.0, 1.0);
    const auto filled = static_cast<std::size_t>(fraction * static_cast<double>(kBarWidth));
    std::string text =
        fmt::format("[{}{}] {:3.0f} %  {}/{}", std::string(filled, '#'), std::string(kBarWidth - filled, '.'),
                    std::floor(fraction * 100.0), status.done, status.total);
    if (fraction > 0.0)
        text += fmt::format("  {} left", durationText(elapsed.value() * (1.0 - fraction) / fraction));
    const std::size_t room = columns - 1;
    const std::size_t taken = displayWidth(text) + 2;
    if (taken < room)
        text += "  " + keepEnd(printable(fileName), room - taken);
    return keepEnd(text, room);
}

ProgressLine::ProgressLine() : m_isTerminal(::isatty(STDERR_FILENO) == 1), m_nextUpdate(m_begin + kFirstUpdate) {}

ProgressLine::~ProgressLine()
{
    clear();
}

bool ProgressLine::isDue()
{
    const Clock::time_point now = Clock::now();
    if (!m_isTerminal || now < m_nextUpdate)
        return false;
    m_nextUpdate = now + kUpdateInterval;
    return true;
}

void ProgressLine::show(std::string_view text)
{
    printRaw(StandardStream::Error, std::string(kEraseLine) + std::string(text));
    m_isOnScreen = true;
}

void ProgressLine::update(const BatchStatus& status, std::string_view fileName)
{
    if (!isDue())
        return;
    const Seconds elapsed{std::chrono::duration<double>(Clock::now() - m_begin).count()};
    show(progressText(status, fileName, elapsed, terminalColumns()));
}

void ProgressLine::update(std::string_view text)
{
    if (isDue())
        show(keepEnd(text, terminalColumns() - 1));
}

void ProgressLine::clear()
{
    if (m_isOnScreen)
        printRaw(StandardStream::Error, kEraseLine);
    m_isOnScreen = false;
}

} // namespace tempo::cli
