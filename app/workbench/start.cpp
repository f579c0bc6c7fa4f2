// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/start.h"

#include "app/workbench/main_window.h"
#include "engine/evaluation/evidence/evidence_bundle.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QSocketNotifier>
#include <QTranslator>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <unistd.h>

namespace tempo::workbench {

namespace {

constexpr const char* kHelp = "Usage: tempnetic-workbench [DATASET] [AUDIO...] [BUNDLE] [SESSION]\n"
                              "\n"
                              "Opens the window.\n"
                              "  DATASET      a folder of annotated music, or a CSV manifest\n"
                              "  AUDIO        songs and playlists whose tempo is estimated\n"
                              "  BUNDLE       an evaluation as one file, NAME.tempnetic-evidence\n"
                              "  SESSION      a saved session, NAME.tempnetic-session\n"
                              "\n"
                              "Options:\n"
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

/// The first folder or manifest is the dataset; what is audio goes to be estimated.
StartWishes wishesOf(const QStringList& arguments)
{
    StartWishes wishes;
    for (const QString& argument : arguments) {
        const QString path = QFileInfo(argument).absoluteFilePath();
        const QFileInfo file(path);
        if (file.suffix() == QLatin1String(kEvidenceSuffix) || file.suffix() == QLatin1String(SessionFile::kSuffix)) {
            (file.suffix() == QLatin1String(kEvidenceSuffix) ? wishes.bundle : wishes.session) = path;
            continue;
        }
        const bool isDataset = file.isDir() || file.suffix().compare(QLatin1String("csv"), Qt::CaseInsensitive) == 0;
        if (isDataset && wishes.dataset.isEmpty())
            wishes.dataset = path;
        else
            wishes.audio.append(path);
    }
    return wishes;
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
    QObject::connect(notifier, &QSocketNotifier::activated, &window, &QWidget::close);
    std::signal(SIGINT, forwardSignal);
    std::signal(SIGTERM, forwardSignal);
}

void installTranslations(QApplication& application)
{
    auto* const own = new QTranslator(&application);
    // English where the user's language is not there: it has the plurals.
    if (own->load(QLocale(), QStringLiteral("tempnetic"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        own->load(QStringLiteral(":/i18n/tempnetic_en")))
        QCoreApplication::installTranslator(own);
    auto* const qt = new QTranslator(&application);
    if (qt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
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
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.tempnetic.Workbench"));
    installTranslations(application);
    ui::Theme::instance().apply();
    QStringList arguments = QCoreApplication::arguments().mid(1);
    for (const QString& argument : arguments)
        if (argument.startsWith(QLatin1Char('-')) && argument != QLatin1String("--") && !QFileInfo::exists(argument)) {
            std::fprintf(stderr, "tempnetic-workbench: unknown option '%s'; see tempnetic-workbench --help\n",
                         qPrintable(argument));
            return 2;
        }
    arguments.removeAll(QStringLiteral("--"));
    MainWindow window{SessionFile(SessionFile::defaultPath())};
    closeOnSignals(window);
    window.start(wishesOf(arguments));
    window.show();
    return QApplication::exec();
}

} // namespace tempo::workbench
