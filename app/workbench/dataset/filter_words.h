// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace tempo::workbench {

/// One word of a filter's text.
struct FilterWord {
    QString whole; ///< as it was typed
    bool isNegated = false;
    QString key;   ///< lower case; empty for plain text
    QString value; ///< without quotes; a regular expression keeps its slashes
};

/// Cuts a text at blanks outside of quotes and slashes; an open quote lasts to the end.
std::vector<FilterWord> filterWords(const QString& text);

} // namespace tempo::workbench
