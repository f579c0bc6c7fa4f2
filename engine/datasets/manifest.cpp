// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/manifest.h"

#include "engine/core/printable.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/csv_text.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tempo {

namespace {

/// PATH_MAX of Linux: no file can be opened by a longer name.
constexpr std::size_t kLongestPath = 4096;

enum Column : std::size_t { Path, Tempo, Genre, Beats, Group, ColumnCount };

/// Which cell of a row is which column's.
struct Header {
    std::array<std::optional<std::size_t>, ColumnCount> places;
    std::size_t cells = 0;
};

[[noreturn]] void fail(std::string_view name, std::string_view cause)
{
    throw Error(ErrorCode::Format, fmt::format("'{}': {}", printable(name), cause));
}

std::optional<Column> columnOf(std::string_view name)
{
    const std::string lower = lowerCase(trimmed(name));
    if (lower == "path")
        return Path;
    if (lower == "bpm")
        return Tempo;
    if (lower == "genre")
        return Genre;
    if (lower == "beats")
        return Beats;
    if (lower == "group" || lower == "artist")
        return Group;
    return std::nullopt;
}

Header readHeader(const std::optional<CsvRow>& row, std::string_view name)
{
    constexpr std::string_view kWanted = "the first line must name the columns: path,bpm[,genre][,beats][,group]";
    if (!row)
        fail(name, fmt::format("an empty manifest; {}", kWanted));
    Header header;
    header.cells = row->cells.size();
    for (std::size_t i = 0; i < row->cells.size(); ++i) {
        const std::optional<Column> column = columnOf(row->cells[i]);
        if (!column)
            continue;
        if (header.places[*column])
            fail(name, fmt::format("two columns '{}' (group and artist are one)", excerpt(row->cells[i])));
        header.places[*column] = i;
    }
    if (header.places[Path] && (header.places[Tempo] || header.places[Beats]))
        return header;
    if (row->cells.size() == 1 && row->cells.front().find_first_of(";\t") != std::string::npos)
        fail(name, fmt::format("columns are separated by something else than commas; {}", kWanted));
    fail(name, kWanted);
}

std::filesystem::path parsePath(const std::string& cell, std::string_view where, const std::filesystem::path& folder)
{
    if (cell.size() > kLongestPath || cell.find('\n') != std::string::npos)
        throw Error(ErrorCode::Format, fmt::format("{}: '{}' is no path", where, excerpt(cell)));
    return folder / cell;
}

/// Reads cell after cell, so that a bad one leaves those before it.
void fillRow(const CsvRow& cells, const Header& header, const std::filesystem::path& folder, std::string_view where,
             ManifestRow& row)
{
    if (cells.cells.size() != header.cells)
        throw Error(ErrorCode::Format, fmt::format("{}: {} cells where the header has {}; quote cells with commas",
                                                   where, cells.cells.size(), header.cells));
    const auto cell = [&](Column column) {
        return header.places[column] ? cells.cells[*header.places[column]] : std::string();
    };
    row.genre = cell(Genre);
    row.group = cell(Group);
    if (cell(Path).empty())
        throw Error(ErrorCode::Format, fmt::format("{}: no path", where));
    row.path = parsePath(cell(Path), where, folder);
    if (const std::string beats = cell(Beats); !beats.empty())
        row.beats = parsePath(beats, where, folder);
    if (const std::string bpm = cell(Tempo); !bpm.empty())
        row.bpm = requireTempo(parseNumber(bpm, where), where);
}

} // namespace

bool isManifestHeader(std::string_view text)
{
    try {
        std::string_view rest = text;
        const std::string_view line = nextLine(rest).value_or("");
        readHeader(CsvReader(line, "").next(), "");
        return true;
    } catch (const Error&) {
        return false;
    }
}

Manifest parseManifest(std::string_view text, std::string_view name, const std::filesystem::path& folder)
{
    requireText(text, name);
    CsvReader reader(text, name);
    const Header header = readHeader(reader.next(), name);

    Manifest manifest;
    manifest.hasBpm = header.places[Tempo].has_value();
    manifest.hasBeats = header.places[Beats].has_value();
    while (const std::optional<CsvRow> cells = reader.next()) {
        ManifestRow& row = manifest.rows.emplace_back();
        row.line = cells->line;
        try {
            fillRow(*cells, header, folder, fmt::format("'{}' line {}", printable(name), row.line), row);
        } catch (const Error& error) {
            row.error = error;
        }
    }
    return manifest;
}

} // namespace tempo
