// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace tempo::workbench {

/// A text of the engine in the user's language, with numbers as the language writes them: titles, headers, notes and
/// labels of reports, kinds of problem, stages of a job. The engine has no Qt and writes English; its sentences are
/// listed in the source of this function, with %1, %2 where they hold a number or a name. What is not in the list, such
/// as names of genres and systems, and error messages, stays as it is.
QString engineText(std::string_view text);

/// The same of a table's cell. @param isNumber whether it stands in a column of numbers, and is not a name
QString engineCell(const std::string& text, bool isNumber);

} // namespace tempo::workbench
