// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/config_difference.h"

#include <QMap>
#include <QStringList>

namespace tempo::workbench {

namespace {

/// Every line of YAML with the names of the sections it lies in.
QMap<QString, QString> settingsOf(const std::string& yaml)
{
    QMap<QString, QString> settings;
    QString section;
    for (const QString& line : QString::fromStdString(yaml).split(QLatin1Char('\n'))) {
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon < 0 || line.trimmed().startsWith(QLatin1Char('#')))
            continue;
        const QString key = line.left(colon).trimmed();
        const QString value = line.mid(colon + 1).trimmed();
        const bool isInside = line.startsWith(QLatin1Char(' '));
        if (!isInside && value.isEmpty())
            section = key;
        else
            settings.insert(isInside ? section + QLatin1Char('.') + key : key, value);
    }
    return settings;
}

} // namespace

QString configDifference(const std::string& first, const std::string& second)
{
    const QMap<QString, QString> before = settingsOf(first);
    const QMap<QString, QString> after = settingsOf(second);
    QStringList keys = before.keys() + after.keys();
    keys.removeDuplicates();
    keys.sort();
    QStringList lines;
    for (const QString& key : std::as_const(keys))
        if (before.value(key) != after.value(key))
            lines << QStringLiteral("%1: %2 → %3").arg(key, before.value(key), after.value(key));
    return lines.join(QLatin1Char('\n'));
}

} // namespace tempo::workbench
