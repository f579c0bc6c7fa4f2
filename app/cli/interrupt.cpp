// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <array>
#include <atomic>
#include <csignal>

namespace tempo::cli {

namespace {

constexpr std::array<int, 2> kSignals{SIGINT, SIGTERM};

std::atomic<int> receivedSignal{0};
std::atomic<int> receivedCount{0};
std::atomic<int> rememberedCount{1};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void remember(int number)
{
    receivedSignal = number;
    if (++receivedCount < rememberedCount)
        return;
    for (const int other : kSignals) {
        struct sigaction current = {};
        ::sigaction(other, nullptr, &current);
        if (current.sa_handler == remember)
            std::signal(other, SIG_DFL);
    }
}

} // namespace

InterruptGuard::InterruptGuard(int nRemembered)
{
    receivedSignal = 0;
    receivedCount = 0;
    rememberedCount = nRemembered;
    for (const int number : kSignals) {
        struct sigaction current = {};
        ::sigaction(number, nullptr, &current);
        if (current.sa_handler == SIG_IGN)
            continue;
        struct sigaction action = {};
        action.sa_handler = remember;
        action.sa_flags = SA_RESTART;
        ::sigemptyset(&action.sa_mask);
        ::sigaction(number, &action, nullptr);
    }
}

InterruptGuard::~InterruptGuard()
{
    for (const int number : kSignals) {
        struct sigaction current = {};
        ::sigaction(number, nullptr, &current);
        if (current.sa_handler == remember)
            std::signal(number, SIG_DFL);
    }
}

int InterruptGuard::signal() const
{
    return receivedSignal;
}

int InterruptGuard::count() const
{
    return receivedCount;
}

} // namespace tempo::cli
