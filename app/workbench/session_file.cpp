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

constexpr qint64 kLargestBytes = qint64{64} << 20U;

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

/// What a file holds, or why not.
struct Content {
    QJsonObject state;
    QString fault;          ///< for a sentence: "its file is damaged (...)"; empty if there is none
    bool isReadable = true; ///< else the disk is at fault, not the file
};

Content contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {.state = {}, .fault = file.errorString(), .isReadable = false};
    if (file.size() > kLargestBytes)
        return {.state = {}, .fault = Words::tr("its file is too large")};
    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parse);
    if (!document.isObject())
        return {.state = {}, .fault = Words::tr("its file is damaged (%1)").arg(parse.errorString())};
    const int version = document.object().value(QStringLiteral("version")).toInt();
    if (version > SessionFile::kVersion)
        return {.state = {}, .fault = Words::tr("its file is of a later version of tempnetic")};
    if (version < 1)
        return {.state = {}, .fault = Words::tr("its file is damaged (no version)")};
    return {.state = document.object().value(QStringLiteral("state")).toObject(), .fault = {}};
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
    if (!QFile::exists(m_path))
        return {};
    const Content content = contentOf(m_path);
    if (content.fault.isEmpty())
        return {.state = content.state, .message = {}};
    if (!content.isReadable)
        return {.state = {}, .message = Words::tr("The last session could not be read: %1.").arg(content.fault)};
    const QString name = setAside(m_path);
    const QString where = name.isEmpty() ? Words::tr("it will be overwritten")
                                         : Words::tr("it is kept as %1").arg(QDir::toNativeSeparators(name));
    return {.state = {}, .message = Words::tr("The last session was not restored: %1; %2.").arg(content.fault, where)};
}

SessionFile::Loaded SessionFile::read(const QString& path)
{
    const Content content = contentOf(path);
    if (content.fault.isEmpty())
        return {.state = content.state, .message = {}};
    return {.state = {},
            .message = Words::tr("%1 was not opened: %2.").arg(QDir::toNativeSeparators(path), content.fault)};
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
