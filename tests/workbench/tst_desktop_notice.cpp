// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/task_runner.h"
#include "app/workbench/training/desktop_notice.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QVariantMap>

using namespace tempo::workbench;

/// Who shows messages on a desktop; here it only keeps them.
class FakeDesktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QString application;
    QString title;
    QString text;
    QVariantMap hints;
    int calls = 0;

public Q_SLOTS:
    uint Notify(const QString& from, uint, const QString&, const QString& summary, const QString& body,
                const QStringList&, const QVariantMap& told, int)
    {
        application = from;
        title = summary;
        text = body;
        hints = told;
        return static_cast<uint>(++calls);
    }
};

class TestDesktopNotice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMessageIsThatOfTheSpecification();
    void nothingHappensWithoutABus();
    void theDesktopShowsIt();

private:
    QProcess m_bus;
};

void TestDesktopNotice::theMessageIsThatOfTheSpecification()
{
    const QDBusMessage message = notificationOf("run <1> has ended", "Best: 71.2 % <b>");
    QCOMPARE(message.service(), QString("org.freedesktop.Notifications"));
    QCOMPARE(message.path(), QString("/org/freedesktop/Notifications"));
    QCOMPARE(message.member(), QString("Notify"));
    QStringList types;
    for (const QVariant& argument : message.arguments())
        types << argument.typeName();
    // susssasa{sv}i
    QCOMPARE(types,
             (QStringList{"QString", "uint", "QString", "QString", "QString", "QStringList", "QVariantMap", "int"}));
    QCOMPARE(message.arguments().at(3).toString(), QString("run <1> has ended"));
    QCOMPARE(message.arguments().at(4).toString(), QString("Best: 71.2 % &lt;b&gt;"));
}

void TestDesktopNotice::nothingHappensWithoutABus()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", "/nonexistent");
    TaskRunner tasks;
    notifyDesktop(tasks, "run has ended", "well");
    QTRY_COMPARE(tasks.count(), 0);
}

void TestDesktopNotice::theDesktopShowsIt()
{
    const QString daemon = QStandardPaths::findExecutable("dbus-daemon");
    if (daemon.isEmpty())
        QSKIP("there is no dbus-daemon");
    m_bus.start(daemon, {"--session", "--nofork", "--print-address"});
    QVERIFY(m_bus.waitForReadyRead());
    const QByteArray address = m_bus.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    FakeDesktop desktop;
    {
        QDBusConnection own = QDBusConnection::connectToBus(QString::fromLatin1(address), "desktop");
        QVERIFY2(own.isConnected(), qPrintable(own.lastError().message()));
        QVERIFY(own.registerObject("/org/freedesktop/Notifications", &desktop, QDBusConnection::ExportAllSlots));
        QVERIFY(own.registerService("org.freedesktop.Notifications"));
        TaskRunner tasks;
        notifyDesktop(tasks, "run & co. has ended", "Best: 71.2 %");
        QTRY_COMPARE(desktop.calls, 1);
    }
    QDBusConnection::disconnectFromBus("desktop");
    QCOMPARE(desktop.application, QString("tempnetic"));
    QCOMPARE(desktop.title, QString("run & co. has ended"));
    QCOMPARE(desktop.text, QString("Best: 71.2 %"));
    QCOMPARE(desktop.hints.value("category").toString(), QString("transfer.complete"));
    m_bus.terminate();
    QVERIFY(m_bus.waitForFinished());
}

QTEST_MAIN(TestDesktopNotice)
#include "tst_desktop_notice.moc"
