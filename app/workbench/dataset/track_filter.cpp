// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/track_filter.h"

#include "app/workbench/dataset/filter_words.h"
#include "engine/core/nearest_word.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tempo::workbench {

namespace {

using Term = std::function<bool(const TrackRow&)>;
using TextOf = std::function<QString(const TrackRow&)>;
using NumberOf = std::function<std::optional<double>(const TrackRow&)>;

const std::vector<std::string> kKeys{"id",      "genre", "bpm", "seconds", "beats",
                                     "problem", "split", "tag", "version", "is"};
constexpr double kSameTempo = 0.05; // one decimal is shown

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TrackFilter)
};

/// A word that means nothing, and what would.
struct BadWord {
    QString message;
};

QString joined(const std::vector<std::string>& words)
{
    QStringList list;
    for (const std::string& word : words)
        list << QString::fromStdString(word);
    return list.join(QStringLiteral(", "));
}

[[noreturn]] void refuse(const FilterWord& word, const std::vector<std::string>& known)
{
    const std::string meant = nearestWord(word.value.toLower().toStdString(), known);
    const QString hint = meant.empty() ? Words::tr("it may be %1").arg(joined(known))
                                       : Words::tr("did you mean %1?").arg(QString::fromStdString(meant));
    throw BadWord{Words::tr("“%1” does not mean anything after “%2:”; %3").arg(word.value, word.key, hint)};
}

std::function<bool(const QString&)> textTest(const QString& value, Qt::MatchFlag match)
{
    if (value.size() >= 2 && value.startsWith(QLatin1Char('/')) && value.endsWith(QLatin1Char('/'))) {
        const QRegularExpression expression(value.mid(1, value.size() - 2), QRegularExpression::CaseInsensitiveOption);
        if (!expression.isValid())
            throw BadWord{Words::tr("“%1” is not a regular expression: %2").arg(value, expression.errorString())};
        return [expression](const QString& text) { return expression.match(text).hasMatch(); };
    }
    if (value.startsWith(QLatin1Char('/')))
        throw BadWord{Words::tr("“%1” is not a regular expression: it does not end with /").arg(value)};
    if (match == Qt::MatchContains)
        return [value](const QString& text) { return text.contains(value, Qt::CaseInsensitive); };
    const QStringList choices = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    return [choices](const QString& text) { return choices.contains(text, Qt::CaseInsensitive); };
}

double numberIn(const QString& text, const FilterWord& word)
{
    bool isNumber = false;
    const double value = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber)
        throw BadWord{
            Words::tr("“%1” is not a number; try %2:<70, %2:>=100, %2:80-120 or %2:none").arg(word.value, word.key)};
    return value;
}

FilterRange rangeIn(const FilterWord& word, double tolerance)
{
    constexpr double kEndless = std::numeric_limits<double>::infinity();
    const QString& value = word.value;
    if (value.startsWith(QLatin1String("<=")))
        return {.low = -kEndless, .high = numberIn(value.mid(2), word)};
    if (value.startsWith(QLatin1String(">=")))
        return {.low = numberIn(value.mid(2), word), .high = kEndless};
    if (value.startsWith(QLatin1Char('<')))
        return {.low = -kEndless, .high = std::nextafter(numberIn(value.mid(1), word), -kEndless)};
    if (value.startsWith(QLatin1Char('>')))
        return {.low = std::nextafter(numberIn(value.mid(1), word), kEndless), .high = kEndless};
    const qsizetype dash = value.indexOf(QLatin1Char('-'), 1);
    if (dash < 0) {
        const double number = numberIn(value, word);
        return {.low = number - tolerance, .high = number + tolerance};
    }
    const FilterRange range{.low = numberIn(value.left(dash), word), .high = numberIn(value.mid(dash + 1), word)};
    if (range.low > range.high)
        throw BadWord{Words::tr("“%1” goes from high to low; try %2:%3-%4")
                          .arg(value, word.key, value.mid(dash + 1), value.left(dash))};
    return range;
}

Term numberTerm(const FilterWord& word, const NumberOf& numberOf, double tolerance)
{
    if (word.value == QLatin1String("none"))
        return [numberOf](const TrackRow& row) { return !numberOf(row); };
    if (word.value == QLatin1String("any"))
        return [numberOf](const TrackRow& row) { return numberOf(row).has_value(); };
    const FilterRange range = rangeIn(word, tolerance);
    return [numberOf, range](const TrackRow& row) {
        const std::optional<double> number = numberOf(row);
        return number && *number >= range.low && *number <= range.high;
    };
}

Term problemTerm(const FilterWord& word)
{
    const std::string value = word.value.toLower().toStdString();
    if (value == "any")
        return [](const TrackRow& row) { return row.problems != 0; };
    if (value == "none")
        return [](const TrackRow& row) { return row.problems == 0; };
    std::vector<std::string> known{"any", "none"};
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note}) {
        known.emplace_back(nameOf(severity));
        if (value == nameOf(severity))
            return [severity](const TrackRow& row) { return row.worst == severity; };
    }
    for (const ProblemKind kind : allProblemKinds()) {
        known.emplace_back(keyOf(kind));
        if (value == keyOf(kind))
            return [kind](const TrackRow& row) { return row.has(kind); };
    }
    refuse(word, known);
}

Term splitTerm(const FilterWord& word)
{
    const std::string value = word.value.toLower().toStdString();
    std::vector<std::string> known;
    for (const SplitPart part : {SplitPart::Train, SplitPart::Validation, SplitPart::Test, SplitPart::LeftOut}) {
        known.emplace_back(nameOf(part));
        if (value == nameOf(part))
            return [part](const TrackRow& row) { return row.part == part; };
    }
    refuse(word, known);
}

Term tagTerm(const FilterWord& word)
{
    if (word.value == QLatin1String("none"))
        return [](const TrackRow& row) { return row.tags.isEmpty(); };
    if (word.value == QLatin1String("any"))
        return [](const TrackRow& row) { return !row.tags.isEmpty(); };
    const auto test = textTest(word.value, Qt::MatchExactly);
    return [test](const TrackRow& row) { return std::ranges::any_of(row.tags, test); };
}

Term stateTerm(const FilterWord& word)
{
    const QString value = word.value.toLower();
    if (value == QLatin1String("corrected"))
        return [](const TrackRow& row) { return row.isCorrected; };
    if (value == QLatin1String("excluded"))
        return [](const TrackRow& row) { return row.isExcluded; };
    refuse(word, {"corrected", "excluded"});
}

Term textTerm(const FilterWord& word, const TextOf& textOf, Qt::MatchFlag match)
{
    const auto test = textTest(word.value, match);
    return [test, textOf](const TrackRow& row) { return test(textOf(row)); };
}

/// For columns of few different texts: each is looked at once.
Term genreTerm(const FilterWord& word)
{
    return
        [test = textTest(word.value, Qt::MatchExactly), known = QHash<QString, bool>()](const TrackRow& row) mutable {
            auto found = known.constFind(row.genre);
            if (found == known.constEnd())
                found = known.insert(row.genre, test(row.genre));
            return *found;
        };
}

Term termOf(const FilterWord& word)
{
    if (word.key.isEmpty()) {
        const auto test = textTest(word.value, Qt::MatchContains);
        return [test](const TrackRow& row) {
            return test(row.id) || test(row.genre) || std::ranges::any_of(row.tags, test);
        };
    }
    if (word.value.isEmpty())
        throw BadWord{Words::tr("“%1:” needs a value").arg(word.key)};
    const auto above0 = [](double value) { return value > 0.0 ? std::optional(value) : std::nullopt; };
    if (word.key == QLatin1String("bpm"))
        return numberTerm(
            word, [above0](const TrackRow& row) { return above0(row.bpm); }, kSameTempo);
    if (word.key == QLatin1String("seconds"))
        return numberTerm(
            word, [above0](const TrackRow& row) { return above0(row.seconds); }, kSameTempo);
    if (word.key == QLatin1String("beats"))
        return numberTerm(
            word, [above0](const TrackRow& row) { return above0(row.beats); }, 0.0);
    if (word.key == QLatin1String("id"))
        return textTerm(
            word, [](const TrackRow& row) { return row.id; }, Qt::MatchContains);
    if (word.key == QLatin1String("version"))
        return textTerm(
            word, [](const TrackRow& row) { return row.version; }, Qt::MatchContains);
    if (word.key == QLatin1String("genre")) {
        if (word.value == QLatin1String("none"))
            return [](const TrackRow& row) { return row.genre.isEmpty(); };
        return genreTerm(word);
    }
    if (word.key == QLatin1String("problem"))
        return problemTerm(word);
    if (word.key == QLatin1String("split"))
        return splitTerm(word);
    if (word.key == QLatin1String("tag"))
        return tagTerm(word);
    if (word.key == QLatin1String("is"))
        return stateTerm(word);
    const std::string meant = nearestWord(word.key.toStdString(), kKeys);
    throw BadWord{
        meant.empty()
            ? Words::tr("“%1” is not known; there are %2").arg(word.key, joined(kKeys))
            : Words::tr("“%1” is not known; did you mean “%2”?").arg(word.key, QString::fromStdString(meant))};
}

} // namespace

TrackFilter::Parsed TrackFilter::parse(const QString& text)
{
    Parsed parsed;
    try {
        for (const FilterWord& word : filterWords(text)) {
            Term term = termOf(word);
            if (word.isNegated)
                term = [term = std::move(term)](const TrackRow& row) { return !term(row); };
            parsed.filter.m_terms.push_back(std::move(term));
        }
    } catch (const BadWord& bad) {
        parsed.error = bad.message;
    }
    return parsed;
}

bool TrackFilter::passes(const TrackRow& row) const
{
    return std::ranges::all_of(m_terms, [&row](const Term& term) { return term(row); });
}

std::optional<FilterRange> tempoRangeOf(const QString& filterText)
{
    for (const FilterWord& word : filterWords(filterText)) {
        if (word.key != QLatin1String("bpm") || word.isNegated || word.value == QLatin1String("none") ||
            word.value == QLatin1String("any"))
            continue;
        try {
            return rangeIn(word, kSameTempo);
        } catch (const BadWord&) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

QString withPredicate(const QString& filterText, const QString& key, const QString& value)
{
    QStringList words;
    bool isPlaced = value.isEmpty();
    const QString predicate = key + QLatin1Char(':') + quotedValue(value);
    for (const FilterWord& word : filterWords(filterText)) {
        if (word.key != key || word.isNegated) {
            words << word.whole;
        } else if (!isPlaced) {
            words << predicate;
            isPlaced = true;
        }
    }
    if (!isPlaced)
        words << predicate;
    return words.join(QLatin1Char(' '));
}

QString predicateOf(const QString& filterText, const QString& key)
{
    for (const FilterWord& word : filterWords(filterText))
        if (word.key == key && !word.isNegated)
            return word.value;
    return {};
}

QString quotedValue(const QString& value)
{
    const bool isOneWord = std::ranges::none_of(value, [](QChar character) { return character.isSpace(); });
    return isOneWord || value.startsWith(QLatin1Char('/')) ? value : QLatin1Char('"') + value + QLatin1Char('"');
}

} // namespace tempo::workbench
