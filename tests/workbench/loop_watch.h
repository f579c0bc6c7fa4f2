// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace tempo::test {

/// Looks a thousand times a second how long the event loop was away, and how much of that was its own work: the time of
/// day also holds what the machine does besides.
class LoopWatch {
public:
    LoopWatch()
    {
        m_beat.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_beat, &QTimer::timeout, &m_beat, [this] { look(); });
        m_worked = threadMilliseconds();
        m_since.start();
        m_beat.start(1);
    }

    void stop() { m_beat.stop(); }
    [[nodiscard]] std::size_t looks() const { return m_work.size(); }
    /// In milliseconds. @param share  in [0, 1]: this share of the times is not longer
    [[nodiscard]] double gap(double share) const { return quantile(m_gaps, share); }
    [[nodiscard]] double work(double share) const { return quantile(m_work, share); }

    /// Where more runs than there are processors, even a thread's own time grows, by what others leave of the caches.
    [[nodiscard]] static bool isMachineBusy(int processors)
    {
        double load = 0.0;
        return ::getloadavg(&load, 1) != 1 || load > processors;
    }

private:
    static double threadMilliseconds()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
    }

    static double quantile(std::vector<double> values, double share)
    {
        if (values.empty())
            return 0.0;
        std::sort(values.begin(), values.end());
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    }

    void look()
    {
        m_gaps.push_back(1e-6 * static_cast<double>(m_since.nsecsElapsed()));
        m_since.restart();
        const double now = threadMilliseconds();
        m_work.push_back(now - m_worked);
        m_worked = now;
    }

    QTimer m_beat;
    QElapsedTimer m_since;
    double m_worked = 0.0;
    std::vector<double> m_gaps;
    std::vector<double> m_work;
};

} // namespace tempo::test
