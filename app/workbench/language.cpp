// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace tempo::workbench {

QStringList languages()
{
    return {QStringLiteral("en"), QStringLiteral("de")};
}

QString languageName(const QString& code)
{
    return code == QLatin1String("de") ? QStringLiteral("Deutsch") : QStringLiteral("English");
}

void speak(QCoreApplication& application, const QString& wish)
{
    qDeleteAll(application.findChildren<QTranslator*>(QString(), Qt::FindDirectChildrenOnly));
    const QLocale system = QLocale::system();
    const QLocale wished(wish);
    // Where the language is the system's, its country counts too, as do the user's own forms of dates and numbers.
    QLocale::setDefault(languages().contains(wish) && wished.language() != system.language() ? wished : system);
    auto* const own = new QTranslator(&application);
    // English where the user's language is not there: it has the plurals.
    if (own->load(QLocale(), QStringLiteral("tempnetic"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        own->load(QStringLiteral(":/i18n/tempnetic_en")))
        QCoreApplication::installTranslator(own);
    // Of Qt's own dialogs and buttons.
    auto* const qt = new QTranslator(&application);
    if (qt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace tempo::workbench
