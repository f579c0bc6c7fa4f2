// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <exception>
#include <mutex>
#include <utility>

namespace tempo::app {

/// The first exception of several threads. Thread-safe: keep() and isThere().
class FirstFailure {
public:
    void keep(std::exception_ptr failure)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_failure)
            m_failure = std::move(failure);
        m_isThere = true;
    }
    [[nodiscard]] bool isThere() const { return m_isThere; }
    /// After the threads have ended.
    void rethrow() const
    {
        if (m_failure)
            std::rethrow_exception(m_failure);
    }

private:
    std::atomic<bool> m_isThere{false};
    std::mutex m_mutex;
    std::exception_ptr m_failure; // under m_mutex
};

} // namespace tempo::app
