// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/start.h"

#include "app/workbench/application_icon.h"
#include "app/workbench/command_line.h"
#include "app/workbench/language.h"
#include "app/workbench/main_window.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <unistd.h>

namespace tempo::workbench {

namespace {

constexpr const char* kHelp = "Usage: tempnetic-workbench [--page NAME] [SESSION] [BUNDLE] [DATASET] [AUDIO...]\n"
                              "\n"
                              "Opens the window.\n"
                              "  SESSION      a saved session, NAME.tempnetic-session\n"
                              "  BUNDLE       an evaluation as one file, NAME.tempnetic-evidence\n"
                              "  DATASET      a folder of annotated music, or a CSV manifest\n"
                              "  AUDIO        songs and playlists whose tempo is estimated\n"
                              "\n"
                              "Options:\n"
                              "  --page NAME  Begin with the page dataset, training, evaluation or estimate\n"
                              "  -h, --help   Print this help message and exit\n"
                              "  --version    Print the version and exit\n"
                              "\n"
                              "Without DATASET, the last session comes back. The command line is `tempnetic`.\n";

/// @return the exit code if the arguments end the program before there is a window, else -1
int answerWithoutWindow(int argc, char** argv)
{
    for (int index = 1; index < argc; ++index) {
        const std::string_view argument = argv[index];
        if (argument == "--help" || argument == "-h")
            return std::fputs(kHelp, stdout) < 0 ? 1 : 0;
        if (argument == "--version")
            return std::puts("tempnetic-workbench " TEMPNETIC_VERSION) < 0 ? 1 : 0;
        if (argument == "--")
            return -1;
    }
    return -1;
}

/// Only what a signal handler may touch.
int signalPipe[2] = {-1, -1};

void forwardSignal(int)
{
    const char byte = 1;
    static_cast<void>(!::write(signalPipe[1], &byte, 1));
}

/// SIGINT and SIGTERM close the window as the user would, so that the session is kept.
void closeOnSignals(MainWindow& window)
{
    if (::pipe(signalPipe) != 0)
        return;
    auto* const notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, &window);
    QObject::connect(notifier, &QSocketNotifier::activated, &window, &MainWindow::closeAtOnce);
    std::signal(SIGINT, forwardSignal);
    std::signal(SIGTERM, forwardSignal);
}

/// An exception that leaves a slot would end the program without a word.
class Application final : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        try {
            return QApplication::notify(receiver, event);
        } catch (const std::exception& error) {
            qCritical("tempnetic-workbench: a fault of the program: %s", error.what());
            return false;
        }
    }
};

} // namespace

int run(int argc, char** argv)
{
    const int answer = answerWithoutWindow(argc, argv);
    if (answer >= 0)
        return answer;
    Application application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tempnetic"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TEMPNETIC_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.tempnetic.workbench"));
    QGuiApplication::setWindowIcon(applicationIcon());
    const CommandLine line = readCommandLine(QCoreApplication::arguments().mid(1));
    const SessionFile session(SessionFile::defaultPath());
    const QJsonObject state = session.peek();
    speak(application, MainWindow::languageIn(state));
    // Before there are widgets: to style them all once more would take as long as to make them.
    ui::Theme::instance().setWish(MainWindow::schemeIn(state));
    ui::Theme::instance().apply();
    if (!line.error.isEmpty()) {
        std::fprintf(stderr, "tempnetic-workbench: %s; see tempnetic-workbench --help\n", qPrintable(line.error));
        return 2;
    }
    // A widget that gets a parent is styled once more, with all that is in it: half the time of a start, which one
    // styling of the whole window at its end spares.
    const QString sheet = application.styleSheet();
    application.setStyleSheet({});
    MainWindow window{session};
    application.setStyleSheet(sheet);
    closeOnSignals(window);
    window.start(line.wishes);
    window.show();
    return QApplication::exec();
}

} // namespace tempo::workbench
