// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/filter_words.h"

namespace tempo::workbench {

namespace {

/// Quotes group, slashes at a value's beginning too.
qsizetype endOfWord(const QString& text, qsizetype start)
{
    QChar open;
    for (qsizetype at = start; at < text.size(); ++at) {
        const QChar character = text[at];
        if (!open.isNull()) {
            if (character == QLatin1Char('\\') && open == QLatin1Char('/'))
                ++at;
            else if (character == open)
                open = QChar();
            continue;
        }
        if (character.isSpace())
            return at;
        const bool beginsValue = at == start || text[at - 1] == QLatin1Char(':') || text[at - 1] == QLatin1Char('-');
        if (character == QLatin1Char('"') || (character == QLatin1Char('/') && beginsValue))
            open = character;
    }
    return text.size();
}

FilterWord wordOf(const QString& whole)
{
    FilterWord word{.whole = whole, .isNegated = false, .key = {}, .value = whole};
    if (word.value.size() > 1 && word.value.startsWith(QLatin1Char('-'))) {
        word.isNegated = true;
        word.value.remove(0, 1);
    }
    const qsizetype colon = word.value.indexOf(QLatin1Char(':'));
    const bool isPlain = word.value.startsWith(QLatin1Char('"')) || word.value.startsWith(QLatin1Char('/'));
    if (colon > 0 && !isPlain) {
        word.key = word.value.left(colon).toLower();
        word.value.remove(0, colon + 1);
    }
    if (!word.value.startsWith(QLatin1Char('/')))
        word.value.remove(QLatin1Char('"'));
    return word;
}

} // namespace

std::vector<FilterWord> filterWords(const QString& text)
{
    std::vector<FilterWord> words;
    for (qsizetype start = 0; start < text.size();) {
        if (text[start].isSpace()) {
            ++start;
            continue;
        }
        const qsizetype end = endOfWord(text, start);
        words.push_back(wordOf(text.mid(start, end - start)));
        start = end;
    }
    return words;
}

} // namespace tempo::workbench
