// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// One row of a table.
struct CsvRow {
    std::size_t line = 0; ///< where it begins, counted from 1
    std::vector<std::string> cells;
};

/// Reads comma-separated values row by row (RFC 4180): quoted cells may hold commas, line ends and doubled quotes. A
/// byte order mark and CRLF are understood, blank lines passed over, blanks around unquoted cells removed.
class CsvReader {
public:
    /// @param text  kept as a view; @param name  for messages
    CsvReader(std::string_view text, std::string_view name);

    /// The next row; empty at the end.
    /// @throws Error(Format) naming the line: a quoted cell without an end, or with text after its closing quote
    std::optional<CsvRow> next();

private:
    std::string quotedCell();
    std::string plainCell();
    void endOfLine();

    std::string_view m_rest;
    std::string m_name;
    std::size_t m_line = 1;
};

/// A cell as it is written: quoted if it holds a comma, a quote, a line end or blanks at an end.
std::string csvCell(std::string_view text);

} // namespace tempo
