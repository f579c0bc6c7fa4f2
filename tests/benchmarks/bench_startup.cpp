// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of the process to the first picture: the whole window beside the least that Qt can show, in turns.
// Each measurement is a process of its own, this program once more; the time is from before its exec to after its first
// paint.
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

double now()
{
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
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
                std::printf("%f\n", now() - std::atof(std::getenv(kBegun)));
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

/// @return milliseconds, below 0 if the process said nothing
double measure(const char* what)
{
    ::setenv(kWhat, what, 1);
    ::setenv(kBegun, std::to_string(now()).c_str(), 1);
    std::FILE* const child = ::popen("exec /proc/$PPID/exe", "r");
    double milliseconds = -1.0;
    if (!child || std::fscanf(child, "%lf", &milliseconds) != 1)
        milliseconds = -1.0;
    if (child)
        ::pclose(child);
    return milliseconds;
}

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

} // namespace

int main(int argc, char** argv)
{
    if (const char* const what = std::getenv(kWhat))
        return std::string(what) == "window" ? tempo::workbench::run(argc, argv) : showLeast(argc, argv);
    std::vector<double> least;
    std::vector<double> window;
    for (int round = 0; round <= kRounds; ++round) {
        const std::array times{measure("least"), measure("window")};
        if (times[0] < 0.0 || times[1] < 0.0) {
            std::fprintf(stderr, "bench_startup: no picture; is there a display, or QT_QPA_PLATFORM=offscreen?\n");
            return 1;
        }
        if (round > 0) { // the first one warms the files
            least.push_back(times[0]);
            window.push_back(times[1]);
        }
    }
    std::printf("least a Qt program can show: median %.0f ms (%.0f to %.0f)\n", quantile(least, 0.5),
                quantile(least, 0.0), quantile(least, 1.0));
    std::printf("tempnetic-workbench:         median %.0f ms (%.0f to %.0f), %.1f times that\n", quantile(window, 0.5),
                quantile(window, 0.0), quantile(window, 1.0), quantile(window, 0.5) / quantile(least, 0.5));
    return 0;
}
