// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/desktop_notice.h"

#include "app/workbench/task_runner.h"

#include <QDBusConnection>
#include <QFileInfo>
#include <QGuiApplication>
#include <QVariantMap>

namespace tempo::workbench {

namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");

/// Asking the library for a bus that is not there would start one.
bool hasSessionBus()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !folder.isEmpty() && QFileInfo::exists(folder + QStringLiteral("/bus"));
}

} // namespace

QDBusMessage notificationOf(const QString& title, const QString& text)
{
    QDBusMessage message = QDBusMessage::createMethodCall(kService, QStringLiteral("/org/freedesktop/Notifications"),
                                                          kService, QStringLiteral("Notify"));
    const QString desktopFile = QGuiApplication::desktopFileName();
    const QVariantMap hints{{QStringLiteral("desktop-entry"), desktopFile},
                            {QStringLiteral("category"), QStringLiteral("transfer.complete")}};
    // The text may have markup; a run's name is none.
    message << QStringLiteral("tempnetic") << 0U << desktopFile << title << text.toHtmlEscaped() << QStringList()
            << hints << -1;
    return message;
}

void notifyDesktop(TaskRunner& tasks, const QString& title, const QString& text)
{
    tasks.run(
        {.title = {}, .key = {}, .isListed = false},
        [message = notificationOf(title, text)](TaskContext&) {
            if (hasSessionBus())
                QDBusConnection::sessionBus().send(message);
            return Nothing{};
        },
        &tasks, [](const TaskResult<Nothing>&) {});
}

} // namespace tempo::workbench
