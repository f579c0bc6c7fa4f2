// SPDX-License-Identifier: GPL-3.0-or-later
// What a start costs that nobody asked for: LibTorch is half a gigabyte, and is only loaded by what needs it.
#include "app/workbench/main_window.h"
#include "app/workbench/page.h"
#include "tests/support/temp_folder.h"
#include "widgets/theme/theme.h"

#include <QFile>
#include <QTest>

using namespace tempo;
using namespace tempo::workbench;

namespace {

/// Names of the libraries in this process.
QStringList mappedLibraries()
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    QStringList names;
    if (!maps.open(QIODevice::ReadOnly))
        return names;
    for (const QByteArray& line : maps.readAll().split('\n'))
        if (const qsizetype slash = line.lastIndexOf('/'); slash >= 0 && line.contains(".so"))
            names << QString::fromUtf8(line.mid(slash + 1));
    names.removeDuplicates();
    return names;
}

} // namespace

class TestStartup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void libTorchIsNotLoaded();
};

void TestStartup::libTorchIsNotLoaded()
{
    const test::TempFolder home;
    for (const char* const name : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, QByteArray::fromStdString((home / name).native()));
    ui::Theme::instance().apply();
    MainWindow window{SessionFile(QString::fromStdString((home / "session.json").native()))};
    window.start({});
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_COMPARE(window.tasks().count(), 0);
    const QStringList libraries = mappedLibraries();
    QVERIFY2(!libraries.filter("libQt6Widgets").isEmpty(), qPrintable(libraries.join(' ')));
    for (const char* const heavy : {"torch", "libc10", "libonnx", "fluidsynth"})
        QVERIFY2(libraries.filter(heavy).isEmpty(), qPrintable(libraries.filter(heavy).join(' ')));
}

QTEST_MAIN(TestStartup)
#include "tst_startup.moc"
