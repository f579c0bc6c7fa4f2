// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/csv_text.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>

namespace tempo {

namespace {

constexpr std::string_view kBlanks = " \t";

bool atLineEnd(std::string_view rest)
{
    return rest.empty() || rest.starts_with('\n') || rest.starts_with("\r\n") || rest == "\r";
}

std::string_view withoutLeadingBlanks(std::string_view text)
{
    return text.substr(std::min(text.find_first_not_of(kBlanks), text.size()));
}

} // namespace

CsvReader::CsvReader(std::string_view text, std::string_view name)
    : m_rest(withoutByteOrderMark(text)), m_name(printable(name))
{
}

std::optional<CsvRow> CsvReader::next()
{
    while (!m_rest.empty() && atLineEnd(withoutLeadingBlanks(m_rest)))
        endOfLine();
    if (m_rest.empty())
        return std::nullopt;

    CsvRow row{m_line, {}};
    for (;;) {
        m_rest = withoutLeadingBlanks(m_rest);
        row.cells.push_back(m_rest.starts_with('"') ? quotedCell() : plainCell());
        if (!m_rest.starts_with(','))
            break;
        m_rest.remove_prefix(1);
    }
    endOfLine();
    return row;
}

std::string CsvReader::quotedCell()
{
    const std::size_t begins = m_line;
    std::string cell;
    m_rest.remove_prefix(1);
    for (;;) {
        const std::size_t quote = m_rest.find('"');
        if (quote == std::string_view::npos)
            throw Error(ErrorCode::Format,
                        fmt::format("'{}' line {}: a quoted cell begins here and does not end", m_name, begins));
        cell += m_rest.substr(0, quote);
        m_line += static_cast<std::size_t>(std::count(m_rest.begin(), m_rest.begin() + static_cast<long>(quote), '\n'));
        m_rest.remove_prefix(quote + 1);
        if (!m_rest.starts_with('"'))
            break;
        cell += '"';
        m_rest.remove_prefix(1);
    }
    m_rest = withoutLeadingBlanks(m_rest);
    if (!m_rest.starts_with(',') && !atLineEnd(m_rest))
        throw Error(ErrorCode::Format, fmt::format("'{}' line {}: text after the closing quote of a cell; double the "
                                                   "quotes that belong to it",
                                                   m_name, m_line));
    return cell;
}

std::string CsvReader::plainCell()
{
    std::size_t end = std::min(m_rest.find_first_of(",\n"), m_rest.size());
    if (end > 0 && m_rest[end - 1] == '\r' && atLineEnd(m_rest.substr(end - 1)))
        --end;
    const std::string_view cell = m_rest.substr(0, end);
    m_rest.remove_prefix(end);
    return std::string(cell.substr(0, cell.find_last_not_of(kBlanks) + 1));
}

void CsvReader::endOfLine()
{
    const std::size_t end = m_rest.find('\n');
    m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
    ++m_line;
}

std::string csvCell(std::string_view text)
{
    const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos &&
                       (text.empty() || (kBlanks.find(text.front()) == std::string_view::npos &&
                                         kBlanks.find(text.back()) == std::string_view::npos));
    if (plain)
        return std::string(text);
    std::string cell = "\"";
    for (const char c : text) {
        cell += c;
        if (c == '"')
            cell += c;
    }
    return cell + '"';
}

} // namespace tempo
