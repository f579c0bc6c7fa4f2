// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/track_texts.h"

#include "app/workbench/engine_texts.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPixmap>

#include <array>
#include <bit>

namespace tempo::workbench {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TrackTable)
};

QString problemsText(const TrackRow& row)
{
    if (row.problems == 0)
        return {};
    for (const ProblemKind kind : allProblemKinds())
        if (row.has(kind)) {
            const int more = std::popcount(row.problems) - 1;
            return more == 0 ? kindText(kind) : Words::tr("%1, +%2").arg(kindText(kind)).arg(more);
        }
    return {};
}

QPixmap drawn(Severity severity, const ui::Colors& colors, int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / 16.0, size / 16.0);
    if (severity == Severity::Error) {
        painter.setPen(QPen(colors.problem, 2.0, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(4, 4), QPointF(12, 12));
        painter.drawLine(QPointF(12, 4), QPointF(4, 12));
    } else if (severity == Severity::Warning) {
        painter.setPen(QPen(colors.problem, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(QPolygonF{{8, 3}, {14, 13}, {2, 13}});
        painter.drawLine(QPointF(8, 7), QPointF(8, 9.5));
        painter.drawPoint(QPointF(8, 11.4));
    } else {
        painter.setPen(QPen(colors.secondary, 1.5, Qt::SolidLine, Qt::RoundCap));
        painter.drawEllipse(QPointF(8, 8), 5.5, 5.5);
        painter.drawLine(QPointF(8, 7.8), QPointF(8, 10.6));
        painter.drawPoint(QPointF(8, 5.4));
    }
    return pixmap;
}

} // namespace

QString keyOf(TrackColumn column)
{
    static const QStringList kKeys{QStringLiteral("id"),       QStringLiteral("genre"),   QStringLiteral("bpm"),
                                   QStringLiteral("version"),  QStringLiteral("seconds"), QStringLiteral("beats"),
                                   QStringLiteral("problems"), QStringLiteral("split"),   QStringLiteral("tags")};
    return kKeys.at(static_cast<int>(column));
}

QString columnTitle(TrackColumn column)
{
    switch (column) {
    case TrackColumn::Id:
        return Words::tr("Track");
    case TrackColumn::Genre:
        return Words::tr("Genre");
    case TrackColumn::Tempo:
        return Words::tr("BPM");
    case TrackColumn::Version:
        return Words::tr("Reference");
    case TrackColumn::Duration:
        return Words::tr("Seconds");
    case TrackColumn::Beats:
        return Words::tr("Beats");
    case TrackColumn::Problems:
        return Words::tr("Problems");
    case TrackColumn::Split:
        return Words::tr("Split");
    case TrackColumn::Tags:
        return Words::tr("Tags");
    }
    return {};
}

QString columnTip(TrackColumn column)
{
    switch (column) {
    case TrackColumn::Tempo:
        return Words::tr("Tempo of the reference in beats per minute; corrected ones are in italics");
    case TrackColumn::Version:
        return Words::tr("The annotation that the tempo is from");
    case TrackColumn::Duration:
        return Words::tr("What could be decoded");
    case TrackColumn::Beats:
        return Words::tr("Annotated beats");
    case TrackColumn::Split:
        return Words::tr("What the track is used for in training");
    case TrackColumn::Tags:
        return Words::tr("Your own words, with commas between; kept beside the dataset");
    default:
        return Words::tr("Click sorts, Ctrl+click adds this column to the order");
    }
}

QString bpmText(double bpm)
{
    return QLocale().toString(bpm, 'f', 1);
}

QString cellText(const TrackRow& row, TrackColumn column)
{
    switch (column) {
    case TrackColumn::Id:
        return row.id;
    case TrackColumn::Genre:
        return row.genre;
    case TrackColumn::Tempo:
        if (row.bpm <= 0.0)
            return {};
        return row.isCorrected ? QStringLiteral("✎ ") + bpmText(row.bpm) : bpmText(row.bpm);
    case TrackColumn::Version:
        return row.isCorrected ? Words::tr("corrected") : row.version;
    case TrackColumn::Duration:
        return row.seconds < 0.0 ? QString() : QLocale().toString(row.seconds, 'f', 1);
    case TrackColumn::Beats:
        return row.beats == 0 ? QString() : QLocale().toString(row.beats);
    case TrackColumn::Problems:
        return problemsText(row);
    case TrackColumn::Split:
        if (row.isExcluded)
            return Words::tr("excluded");
        return row.part ? partText(*row.part) : QString();
    case TrackColumn::Tags:
        return row.tags.join(QStringLiteral(", "));
    }
    return {};
}

QString cellTip(const TrackRow& row, TrackColumn column)
{
    if (column == TrackColumn::Problems)
        return row.problemText;
    if (column == TrackColumn::Tempo || column == TrackColumn::Split || column == TrackColumn::Version)
        return row.editText;
    return column == TrackColumn::Id ? row.id : QString();
}

QString partText(SplitPart part)
{
    switch (part) {
    case SplitPart::Train:
        return Words::tr("train");
    case SplitPart::Validation:
        return Words::tr("validation");
    case SplitPart::Test:
        return Words::tr("test");
    case SplitPart::LeftOut:
        return Words::tr("left out");
    }
    return {};
}

QString kindText(ProblemKind kind)
{
    return engineText(titleOf(kind));
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Words::tr("Error");
    case Severity::Warning:
        return Words::tr("Warning");
    case Severity::Note:
        return Words::tr("Note");
    }
    return {};
}

QIcon severityIcon(Severity severity)
{
    const ui::Colors& colors = ui::Theme::instance().colors();
    using Icons = std::array<std::array<QIcon, 3>, 2>;
    static Icons icons;
    // Pictures go before the application does.
    static const bool isCleared = (qAddPostRoutine([] { icons = Icons(); }), true);
    static_cast<void>(isCleared);
    QIcon& icon = icons.at(ui::Theme::instance().isDark() ? 1 : 0).at(static_cast<std::size_t>(severity));
    if (icon.isNull())
        for (const int size : {16, 32, 48})
            icon.addPixmap(drawn(severity, colors, size));
    return icon;
}

} // namespace tempo::workbench
