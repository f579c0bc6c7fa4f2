// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/command_line.h"

#include "app/workbench/session_file.h"
#include "engine/evaluation/evidence/evidence_bundle.h"

#include <QFileInfo>

namespace tempo::workbench {

namespace {

const QString kPageOption = QStringLiteral("--page");

/// In the order of the rail.
QStringList pageNames()
{
    return {QStringLiteral("dataset"), QStringLiteral("training"), QStringLiteral("evaluation"),
            QStringLiteral("estimate")};
}

bool hasSuffix(const QFileInfo& file, const char* suffix)
{
    return file.suffix().compare(QLatin1String(suffix), Qt::CaseInsensitive) == 0;
}

/// The first folder or manifest is the dataset; what is audio goes to be estimated.
void addPath(CommandLine& line, const QString& argument)
{
    const QString path = QFileInfo(argument).absoluteFilePath();
    const QFileInfo file(path);
    if (hasSuffix(file, SessionFile::kSuffix))
        line.wishes.session = path;
    else if (hasSuffix(file, kEvidenceSuffix))
        line.wishes.bundle = path;
    else if ((file.isDir() || hasSuffix(file, "csv")) && line.wishes.dataset.isEmpty())
        line.wishes.dataset = path;
    else
        line.wishes.audio.append(path);
}

void setPage(CommandLine& line, const QString& name)
{
    line.wishes.page = static_cast<int>(pageNames().indexOf(name));
    if (line.wishes.page < 0)
        line.error =
            QStringLiteral("there is no page '%1'; the pages are %2").arg(name, pageNames().join(QStringLiteral(", ")));
}

} // namespace

CommandLine readCommandLine(const QStringList& arguments)
{
    CommandLine line;
    bool isOptionExpected = true;
    for (qsizetype index = 0; index < arguments.size() && line.error.isEmpty(); ++index) {
        const QString& argument = arguments[index];
        if (!isOptionExpected || !argument.startsWith(QLatin1Char('-')) || QFileInfo::exists(argument))
            addPath(line, argument);
        else if (argument == QLatin1String("--"))
            isOptionExpected = false;
        else if (argument == kPageOption)
            setPage(line, arguments.value(++index));
        else if (argument.startsWith(kPageOption + QLatin1Char('=')))
            setPage(line, argument.mid(kPageOption.size() + 1));
        else
            line.error = QStringLiteral("unknown option '%1'").arg(argument);
    }
    return line;
}

} // namespace tempo::workbench
