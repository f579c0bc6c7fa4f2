// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tempo::cli {

/// While an object lives, the first SIGINT or SIGTERM is remembered instead of ending the process, so that what is
/// finished can be printed; a second one ends it. A signal that the caller chose to ignore stays ignored.
/// One object at a time.
class InterruptGuard {
public:
    InterruptGuard();
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

    /// @return the number of the signal that came, 0 if none did
    [[nodiscard]] int signal() const;
};

} // namespace tempo::cli
