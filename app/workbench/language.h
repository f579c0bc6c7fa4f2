// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QCoreApplication;

namespace tempo::workbench {

/// The languages that the window speaks, as codes: "en", "de".
QStringList languages();

/// "Deutsch", as those who speak it call it.
QString languageName(const QString& code);

/// Texts, numbers and dates from now on in this language: before the first window, since one that stands does not
/// change.
/// @param wish one of languages(); anything else means the system's, or English where the window does not speak that
void speak(QCoreApplication& application, const QString& wish);

} // namespace tempo::workbench
