// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusMessage>
#include <QString>

namespace tempo::workbench {

class TaskRunner;

/// The call of org.freedesktop.Notifications that shows a message.
QDBusMessage notificationOf(const QString& title, const QString& text);

/// Shows a message on the desktop, outside the window. Nothing happens where there is no session bus or nobody on it
/// shows messages, and nobody waits for it: the bus is only spoken to on a thread of its own.
void notifyDesktop(TaskRunner& tasks, const QString& title, const QString& text);

} // namespace tempo::workbench
