// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of the process to the first picture: the whole window beside the least that Qt can show, in turns.
// Each measurement is a process of its own, this program once more; the time is from before its exec to after its first
// paint. The processor's time beside it says what the window itself takes where other programs run.
#include "app/workbench/start.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr const char* kBegun = "TEMPNETIC_BENCH_BEGUN";
constexpr const char* kWhat = "TEMPNETIC_BENCH_WHAT";
constexpr int kRounds = 15;

struct Times {
    double wall = -1.0; // milliseconds
    double work = -1.0;
};

double now(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Prints the time when a window has been painted, and ends the process.
class FirstPaint final : public QObject {
protected:
    bool eventFilter(QObject* receiver, QEvent* event) override
    {
        const auto* const widget = qobject_cast<QWidget*>(receiver);
        if (event->type() == QEvent::Paint && widget && widget->isVisible() && !m_isSeen) {
            m_isSeen = true;
            // What waits in the queue behind a paint comes after the picture is on the screen.
            QTimer::singleShot(0, [] {
                std::printf("%f %f\n", now(CLOCK_MONOTONIC) - std::atof(std::getenv(kBegun)),
                            now(CLOCK_PROCESS_CPUTIME_ID));
                std::fflush(stdout);
                ::_exit(0);
            });
        }
        return false;
    }

private:
    bool m_isSeen = false;
};

void watchFirstPaint()
{
    if (std::getenv(kWhat))
        qApp->installEventFilter(new FirstPaint);
}
Q_COREAPP_STARTUP_FUNCTION(watchFirstPaint)

int showLeast(int argc, char** argv)
{
    const QApplication application(argc, argv);
    QLabel label(QStringLiteral("tempnetic"));
    label.resize(1280, 800);
    label.show();
    return QApplication::exec();
}

/// @return times below 0 if the process said nothing
Times measure(const char* what)
{
    ::setenv(kWhat, what, 1);
    ::setenv(kBegun, std::to_string(now(CLOCK_MONOTONIC)).c_str(), 1);
    std::FILE* const child = ::popen("exec /proc/$PPID/exe", "r");
    Times times;
    if (!child || std::fscanf(child, "%lf %lf", &times.wall, &times.work) != 2)
        times = {};
    if (child)
        ::pclose(child);
    return times;
}

double median(const std::vector<Times>& all, double Times::*which)
{
    std::vector<double> values;
    for (const Times& times : all)
        values.push_back(times.*which);
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv)
{
    if (const char* const what = std::getenv(kWhat))
        return std::string(what) == "window" ? tempo::workbench::run(argc, argv) : showLeast(argc, argv);
    std::vector<Times> least;
    std::vector<Times> window;
    for (int round = 0; round <= kRounds; ++round) {
        const std::array times{measure("least"), measure("window")};
        if (times[0].wall < 0.0 || times[1].wall < 0.0) {
            std::fprintf(stderr, "bench_startup: no picture; is there a display, or QT_QPA_PLATFORM=offscreen?\n");
            return 1;
        }
        if (round > 0) { // the first one warms the files
            least.push_back(times[0]);
            window.push_back(times[1]);
        }
    }
    std::printf("medians of %d, in ms          to the picture   work\n", kRounds);
    std::printf("least a Qt program can show: %14.0f %6.0f\n", median(least, &Times::wall),
                median(least, &Times::work));
    std::printf("tempnetic-workbench:         %14.0f %6.0f\n", median(window, &Times::wall),
                median(window, &Times::work));
    std::printf("ratio:                       %14.1f %6.1f\n",
                median(window, &Times::wall) / median(least, &Times::wall),
                median(window, &Times::work) / median(least, &Times::work));
    return 0;
}
