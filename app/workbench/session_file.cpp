// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/session_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace tempo::workbench {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SessionFile)
};

/// @return the new name, or empty if it could not be renamed
QString setAside(const QString& path)
{
    for (int number = 1; number < 1000; ++number) {
        const QString name = QStringLiteral("%1.aside-%2").arg(path).arg(number);
        if (!QFile::exists(name))
            return QFile::rename(path, name) ? name : QString();
    }
    return {};
}

SessionFile::Loaded setAsideBecause(const QString& path, const QString& reason)
{
    const QString name = setAside(path);
    const QString where = name.isEmpty() ? Words::tr("it will be overwritten")
                                         : Words::tr("it is kept as %1").arg(QDir::toNativeSeparators(name));
    return {.state = {}, .message = Words::tr("The last session was not restored: %1; %2.").arg(reason, where)};
}

} // namespace

SessionFile::SessionFile(QString path) : m_path(std::move(path)) {}

QString SessionFile::defaultPath()
{
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(base))
        base = QDir::home().filePath(QStringLiteral(".local/state"));
    return QDir(base).filePath(QStringLiteral("tempnetic/session.json"));
}

SessionFile::Loaded SessionFile::load() const
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {.state = {}, .message = Words::tr("The last session could not be read: %1.").arg(file.errorString())};
    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parse);
    file.close();
    if (!document.isObject())
        return setAsideBecause(m_path, Words::tr("its file is damaged (%1)").arg(parse.errorString()));
    const QJsonObject content = document.object();
    const int version = content.value(QStringLiteral("version")).toInt();
    if (version > kVersion)
        return setAsideBecause(m_path, Words::tr("its file is of a later version of tempnetic"));
    if (version < 1)
        return setAsideBecause(m_path, Words::tr("its file is damaged (no version)"));
    return {.state = content.value(QStringLiteral("state")).toObject(), .message = {}};
}

QJsonObject SessionFile::peek() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("state")).toObject();
}

QString SessionFile::save(const QJsonObject& state) const
{
    const QString folder = QFileInfo(m_path).path();
    if (!QDir().mkpath(folder))
        return Words::tr("The session cannot be saved: no folder %1.").arg(QDir::toNativeSeparators(folder));
    QSaveFile file(m_path);
    const QJsonObject content{{QStringLiteral("version"), kVersion}, {QStringLiteral("state"), state}};
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(content).toJson()) < 0 || !file.commit())
        return Words::tr("The session cannot be saved: %1.").arg(file.errorString());
    return {};
}

} // namespace tempo::workbench
