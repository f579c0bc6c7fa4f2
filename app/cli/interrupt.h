// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tempo::cli {

/// While an object lives, the first SIGINT or SIGTERM is remembered instead of ending the process, so that what is
/// finished can be printed; a second one ends it. Whoever gives the first two a meaning of their own has the third end
/// it. A signal that the caller chose to ignore stays ignored.
/// One object at a time.
class InterruptGuard {
public:
    /// @param nRemembered  how many signals are remembered, >= 1; the next one ends the process
    explicit InterruptGuard(int nRemembered = 1);
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

    /// @return the number of the signal that came last, 0 if none did
    [[nodiscard]] int signal() const;
    /// How many came.
    [[nodiscard]] int count() const;
};

} // namespace tempo::cli
