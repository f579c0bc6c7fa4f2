// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/engine_texts.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>

#include <vector>

namespace tempo::workbench {

namespace {

constexpr const char* kContext = "EngineText";

// clang-format off
/// Where there is a %1, a number stands.
constexpr const char* kTexts[] = {
    // problem.h
    QT_TRANSLATE_NOOP("EngineText", "expected but missing"),
    QT_TRANSLATE_NOOP("EngineText", "annotation without audio"),
    QT_TRANSLATE_NOOP("EngineText", "audio file cannot be read"),
    QT_TRANSLATE_NOOP("EngineText", "audio cannot be decoded"),
    QT_TRANSLATE_NOOP("EngineText", "no audio in the file"),
    QT_TRANSLATE_NOOP("EngineText", "audio breaks off early"),
    QT_TRANSLATE_NOOP("EngineText", "silent"),
    QT_TRANSLATE_NOOP("EngineText", "constant signal"),
    QT_TRANSLATE_NOOP("EngineText", "samples that are no numbers"),
    QT_TRANSLATE_NOOP("EngineText", "parts of the audio are broken"),
    QT_TRANSLATE_NOOP("EngineText", "clipped"),
    QT_TRANSLATE_NOOP("EngineText", "unexpected sample rate"),
    QT_TRANSLATE_NOOP("EngineText", "unexpected length"),
    QT_TRANSLATE_NOOP("EngineText", "no tempo annotation"),
    QT_TRANSLATE_NOOP("EngineText", "annotation cannot be used"),
    QT_TRANSLATE_NOOP("EngineText", "tempo outside the training range"),
    QT_TRANSLATE_NOOP("EngineText", "beats disagree with the tempo"),
    QT_TRANSLATE_NOOP("EngineText", "exact duplicate"),
    QT_TRANSLATE_NOOP("EngineText", "near duplicate"),
    // layout_text.h
    QT_TRANSLATE_NOOP("EngineText", "CSV manifest"),
    QT_TRANSLATE_NOOP("EngineText", "annotations without audio"),
    QT_TRANSLATE_NOOP("EngineText", "audio with JAMS files"),
    QT_TRANSLATE_NOOP("EngineText", "audio with tempo files"),
    QT_TRANSLATE_NOOP("EngineText", "GTZAN (annotations only)"),
    QT_TRANSLATE_NOOP("EngineText", "GTZAN (flat)"),
    QT_TRANSLATE_NOOP("EngineText", "GTZAN (genre folders)"),
    // stages of jobs
    QT_TRANSLATE_NOOP("EngineText", "reading audio"),
    QT_TRANSLATE_NOOP("EngineText", "preparing features"),
    QT_TRANSLATE_NOOP("EngineText", "network"),
    // report_tables.h: what the numbers are of
    QT_TRANSLATE_NOOP("EngineText", "split all"),
    QT_TRANSLATE_NOOP("EngineText", "%1 selected"),
    QT_TRANSLATE_NOOP("EngineText", "INCLUDES TRAINING TRACKS: a model learnt from %1 of these %2 tracks; its numbers here do not tell how it does on other music."),
    // its tables
    QT_TRANSLATE_NOOP("EngineText", "System"),
    QT_TRANSLATE_NOOP("EngineText", "No answer"),
    QT_TRANSLATE_NOOP("EngineText", "Acc1 %1 %"),
    QT_TRANSLATE_NOOP("EngineText", "Acc2 %1 %"),
    QT_TRANSLATE_NOOP("EngineText", "%1 %"),
    QT_TRANSLATE_NOOP("EngineText", "(always %1 BPM)"),
    QT_TRANSLATE_NOOP("EngineText", "(best of librosa's lags)"),
    QT_TRANSLATE_NOOP("EngineText", "What kind of error"),
    QT_TRANSLATE_NOOP("EngineText", "Tracks by the relation of the estimate to the reference; the first that fits."),
    QT_TRANSLATE_NOOP("EngineText", "right"),
    QT_TRANSLATE_NOOP("EngineText", "half"),
    QT_TRANSLATE_NOOP("EngineText", "double"),
    QT_TRANSLATE_NOOP("EngineText", "third"),
    QT_TRANSLATE_NOOP("EngineText", "triple"),
    QT_TRANSLATE_NOOP("EngineText", "other"),
    QT_TRANSLATE_NOOP("EngineText", "none"),
    QT_TRANSLATE_NOOP("EngineText", "Accuracy1 by tolerance"),
    QT_TRANSLATE_NOOP("EngineText", "In %."),
    QT_TRANSLATE_NOOP("EngineText", "Pairs of systems"),
    QT_TRANSLATE_NOOP("EngineText", "Accuracy1. Difference: B less A in percentage points, with the 95 % interval of the paired bootstrap. p: exact McNemar; Holm: corrected for the number of pairs, %1."),
    QT_TRANSLATE_NOOP("EngineText", "Difference"),
    QT_TRANSLATE_NOOP("EngineText", "Both"),
    QT_TRANSLATE_NOOP("EngineText", "Only A"),
    QT_TRANSLATE_NOOP("EngineText", "Only B"),
    QT_TRANSLATE_NOOP("EngineText", "None"),
    QT_TRANSLATE_NOOP("EngineText", "Ranking under each reference"),
    QT_TRANSLATE_NOOP("EngineText", "Each reference version on the tracks that it has. In %, with 95 % Wilson intervals."),
    QT_TRANSLATE_NOOP("EngineText", "Reference"),
    QT_TRANSLATE_NOOP("EngineText", "Rank"),
    QT_TRANSLATE_NOOP("EngineText", "By genre"),
    QT_TRANSLATE_NOOP("EngineText", "Genre"),
    QT_TRANSLATE_NOOP("EngineText", "no genre"),
    QT_TRANSLATE_NOOP("EngineText", "By reference tempo"),
    QT_TRANSLATE_NOOP("EngineText", "Reference tempo"),
    QT_TRANSLATE_NOOP("EngineText", "below %1 BPM"),
    QT_TRANSLATE_NOOP("EngineText", "%1 to %2 BPM"),
    QT_TRANSLATE_NOOP("EngineText", "%1 BPM and more"),
    QT_TRANSLATE_NOOP("EngineText", "By variation of the beat intervals"),
    QT_TRANSLATE_NOOP("EngineText", "Variation of the beat intervals"),
    QT_TRANSLATE_NOOP("EngineText", "steady: below 2 %"),
    QT_TRANSLATE_NOOP("EngineText", "2 to 5 %"),
    QT_TRANSLATE_NOOP("EngineText", "5 to 10 %"),
    QT_TRANSLATE_NOOP("EngineText", "unsteady: 10 % and more"),
    QT_TRANSLATE_NOOP("EngineText", "no beats"),
    QT_TRANSLATE_NOOP("EngineText", "By part of the models' training"),
    QT_TRANSLATE_NOOP("EngineText", "Part of the models' training"),
    QT_TRANSLATE_NOOP("EngineText", "known to no model"),
    QT_TRANSLATE_NOOP("EngineText", "chosen by (validation)"),
    QT_TRANSLATE_NOOP("EngineText", "TRAINED ON"),
    QT_TRANSLATE_NOOP("EngineText", "Accuracy1 / Accuracy2 in %."),
    QT_TRANSLATE_NOOP("EngineText", "Accuracy1 / Accuracy2 in %. %1 more systems are in metrics.json."),
    QT_TRANSLATE_NOOP("EngineText", "Confidence"),
    QT_TRANSLATE_NOOP("EngineText", "ECE: mean distance of confidence and accuracy, ten bins. Then Accuracy1 in % of the surest 20, 50, 80 and 100 % of the answers."),
    QT_TRANSLATE_NOOP("EngineText", "Blocks against whole tracks"),
    QT_TRANSLATE_NOOP("EngineText", "Accuracy1 in % of the single blocks of 12 s and of the tracks that they make up. Unsteady: tracks with a block away from the track's own answer."),
    QT_TRANSLATE_NOOP("EngineText", "Tracks"),
    QT_TRANSLATE_NOOP("EngineText", "Blocks"),
    QT_TRANSLATE_NOOP("EngineText", "Acc1 of blocks"),
    QT_TRANSLATE_NOOP("EngineText", "Acc1 of tracks"),
    QT_TRANSLATE_NOOP("EngineText", "Unsteady"),
    QT_TRANSLATE_NOOP("EngineText", "Two tempi"),
    QT_TRANSLATE_NOOP("EngineText", "On tracks whose reference has two tempi, tolerance 8 % (MIREX)."),
    QT_TRANSLATE_NOOP("EngineText", "One right"),
    QT_TRANSLATE_NOOP("EngineText", "Both right"),
    QT_TRANSLATE_NOOP("EngineText", "%1 to %2"),
    QT_TRANSLATE_NOOP("EngineText", "%1 / %2"),
};
/// Where there is a %1, anything may stand.
constexpr const char* kSentences[] = {
    QT_TRANSLATE_NOOP("EngineText", "%1, reference %2, n = %3, tolerance %4 %, %5, intervals 95 % (Wilson)"),
    QT_TRANSLATE_NOOP("EngineText", "split %1 (%2 of %3 tracks)"),
    QT_TRANSLATE_NOOP("EngineText", "%1 %2/%3"),
};
// clang-format on

const QRegularExpression& numberForm()
{
    static const QRegularExpression expression(QStringLiteral("^[-+]?\\d+(\\.\\d+)?(e[-+]?\\d+)?$"));
    return expression;
}

QString localNumber(const QString& text)
{
    const bool isNumber = numberForm().match(text).hasMatch();
    return isNumber ? QString(text).replace(QLatin1Char('.'), QLocale().decimalPoint()) : text;
}

struct Pattern {
    const char* text;
    QRegularExpression expression;
};

Pattern patternOf(const char* text, const QString& place)
{
    static const QRegularExpression kPlace(QStringLiteral("%\\d"));
    QStringList parts;
    for (const QString& part : QString::fromUtf8(text).split(kPlace))
        parts << QRegularExpression::escape(part);
    return {.text = text, .expression = QRegularExpression(QStringLiteral("^%1$").arg(parts.join(place)))};
}

const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> made;
        for (const char* const text : kTexts)
            if (QByteArrayView(text).contains("%1"))
                made.push_back(patternOf(text, QStringLiteral("([-+\\d.e]+)")));
        for (const char* const text : kSentences)
            made.push_back(patternOf(text, QStringLiteral("(.+)")));
        return made;
    }();
    return all;
}

const QHash<QString, const char*>& words()
{
    static const QHash<QString, const char*> all = [] {
        QHash<QString, const char*> made;
        for (const char* const text : kTexts)
            made.insert(QString::fromUtf8(text), text);
        return made;
    }();
    return all;
}

/// By hand, since a name may itself hold a %1.
QString filled(const QString& translation, const QStringList& parts)
{
    QString result;
    for (qsizetype place = 0; place < translation.size(); ++place) {
        const bool isPlace = translation[place] == QLatin1Char('%') && place + 1 < translation.size();
        const int number = isPlace ? translation[place + 1].digitValue() : -1;
        if (number < 1 || number >= parts.size()) {
            result += translation[place];
            continue;
        }
        result += localNumber(engineText(parts[number].toStdString()));
        ++place;
    }
    return result;
}

} // namespace

QString engineText(std::string_view text)
{
    const QString whole = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    if (const char* const known = words().value(whole))
        return QCoreApplication::translate(kContext, known);
    for (const Pattern& pattern : patterns())
        if (const QRegularExpressionMatch match = pattern.expression.match(whole); match.hasMatch())
            return filled(QCoreApplication::translate(kContext, pattern.text), match.capturedTexts());
    return whole;
}

QString engineCell(const std::string& text, bool isNumber)
{
    const QString whole = QString::fromStdString(text);
    return isNumber && numberForm().match(whole).hasMatch() ? localNumber(whole) : engineText(text);
}

} // namespace tempo::workbench
