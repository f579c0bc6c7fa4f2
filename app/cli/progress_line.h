// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/batch_runner.h"
#include "engine/core/units.h"

#include <chrono>
#include <string>
#include <string_view>

namespace tempo::cli {

/// One line of progress: bar, percentage, count, time left, name of the file in work.
/// @param elapsed  since the start; the time left is extrapolated from it
/// @param columns  the line is shorter than this, so that a terminal does not wrap it
std::string progressText(const BatchStatus& status, std::string_view fileName, Seconds elapsed, std::size_t columns);

/// A time as m:ss or h:mm:ss, a day at most.
std::string durationText(double seconds);

/// The progress line on stderr, at most ten times a second, and only if stderr is a terminal; otherwise nothing is
/// written.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    [[nodiscard]] bool isShown() const { return m_isTerminal; }
    void update(const BatchStatus& status, std::string_view fileName);
    /// The same with a text of the caller's own, cut to the width of the terminal.
    void update(std::string_view text);
    /// Takes the line off the screen; before anything else is printed.
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    /// Whether the line may be written now.
    bool isDue();
    void show(std::string_view text);

    bool m_isTerminal;
    bool m_isOnScreen = false;
    Clock::time_point m_begin = Clock::now();
    Clock::time_point m_nextUpdate;
};

} // namespace tempo::cli
