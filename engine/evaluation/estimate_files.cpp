// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/estimate_files.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/csv_text.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace tempo {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestTable = std::size_t{256} << 20U;
constexpr std::size_t kLargestTrackFile = std::size_t{16} << 20U;

constexpr std::array<std::string_view, 6> kKeyColumns{"id", "track", "path", "file", "filename", "name"};
constexpr std::array<std::string_view, 4> kTempoColumns{"bpm", "tempo", "estimate", "estimated_bpm"};

/// Sets the tempo, or says why there is none.
void setTempo(ForeignEstimate& estimate, std::string_view word)
{
    if (word.empty()) {
        estimate.error = "no tempo";
        return;
    }
    try {
        const double bpm = parseNumber(word, "tempo");
        if (bpm > 0.0)
            estimate.bpm = Bpm{bpm};
        else
            estimate.error = fmt::format("{:g} BPM is no tempo", bpm);
    } catch (const Error&) {
        estimate.error = fmt::format("'{}' is no tempo", excerpt(word));
    }
}

std::optional<double> confidenceOf(std::string_view word)
{
    try {
        const double confidence = parseNumber(word, "confidence");
        return confidence >= 0.0 && confidence <= 1.0 ? std::optional(confidence) : std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

template <std::size_t N>
std::optional<std::size_t> findColumn(const std::vector<std::string>& header,
                                      const std::array<std::string_view, N>& names)
{
    for (const std::string_view name : names) {
        const auto place = std::ranges::find(header, name);
        if (place != header.end())
            return static_cast<std::size_t>(place - header.begin());
    }
    return std::nullopt;
}

struct Columns {
    std::size_t key;
    std::size_t bpm;
    std::optional<std::size_t> confidence;
    std::optional<std::size_t> system;
};

Columns columnsOf(const std::optional<CsvRow>& row, const std::string& file)
{
    std::vector<std::string> header;
    if (row)
        for (const std::string& cell : row->cells)
            header.push_back(lowerCase(cell));
    const std::optional<std::size_t> key = findColumn(header, kKeyColumns);
    const std::optional<std::size_t> bpm = findColumn(header, kTempoColumns);
    if (!key || !bpm)
        throw Error(ErrorCode::Format,
                    file + ": no table of estimates: its first line must name a column 'id' (or 'path', 'file') and a "
                           "column 'bpm'");
    return {*key, *bpm, findColumn(header, std::array<std::string_view, 1>{"confidence"}),
            findColumn(header, std::array<std::string_view, 1>{"system"})};
}

ForeignEstimate estimateOf(const CsvRow& row, const Columns& columns, const std::string& file)
{
    const auto cell = [&](std::size_t column) {
        return column < row.cells.size() ? trimmed(row.cells[column]) : std::string_view{};
    };
    ForeignEstimate estimate{.key = std::string(cell(columns.key)), .where = fmt::format("{} line {}", file, row.line)};
    setTempo(estimate, cell(columns.bpm));
    if (columns.confidence)
        estimate.confidence = confidenceOf(cell(*columns.confidence));
    return estimate;
}

ForeignEstimate failedEstimate(const std::string& key, const fs::path& file, const Error& error)
{
    return {.key = key, .where = fmt::format("'{}'", printable(file)), .error = printable(error.message())};
}

/// One file of a folder.
std::vector<ForeignEstimate> readTrackFile(const fs::path& file, const fs::path& folder)
{
    const std::string key = file.lexically_relative(folder).native();
    try {
        const std::string text = readTextFile(file, kLargestTrackFile);
        if (lowerCase(file.extension().native()) == ".jams")
            return parseEstimateJams(text, key, file.native());
        return {parseEstimateText(text, key, file.native())};
    } catch (const Error& error) {
        return {failedEstimate(key, file, error)};
    }
}

std::vector<fs::path> trackFilesOf(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
         entry.increment(error)) {
        const std::string ending = lowerCase(entry->path().extension().native());
        std::error_code ignored;
        if ((ending == ".bpm" || ending == ".txt" || ending == ".jams") && entry->is_regular_file(ignored))
            files.push_back(entry->path());
    }
    if (error)
        throw Error(ErrorCode::FileAccess, printable(folder) + ": " + error.message());
    std::ranges::sort(files);
    return files;
}

} // namespace

std::vector<ForeignEstimate> parseEstimateCsv(std::string_view text, std::string_view name)
{
    requireText(text, name);
    const std::string file = fmt::format("'{}'", printable(name));
    CsvReader reader(text, name);
    const Columns columns = columnsOf(reader.next(), file);
    std::vector<ForeignEstimate> estimates;
    std::set<std::string> systems;
    while (const std::optional<CsvRow> row = reader.next()) {
        estimates.push_back(estimateOf(*row, columns, file));
        if (columns.system && *columns.system < row->cells.size() &&
            systems.insert(row->cells[*columns.system]).second && systems.size() > 1)
            throw Error(ErrorCode::Format,
                        fmt::format("{}: holds estimates of several systems ('{}', '{}'); give it the "
                                    "rows of one",
                                    file, excerpt(*systems.begin()), excerpt(*systems.rbegin())));
    }
    return estimates;
}

std::vector<ForeignEstimate> parseEstimateJams(std::string_view text, std::string_view key, std::string_view name)
{
    ForeignEstimate estimate{.key = std::string(key), .where = fmt::format("'{}'", printable(name))};
    try {
        const std::vector<TempoReference> references = parseJams(text, name);
        const auto tempo = std::ranges::find_if(
            references, [](const TempoReference& reference) { return reference.version.starts_with("JAMS tempo"); });
        if (tempo == references.end())
            estimate.error = "no 'tempo' annotation";
        else if (tempo->error)
            estimate.error = printable(tempo->error->message());
        else
            estimate.bpm = tempo->bpm;
    } catch (const Error& error) {
        estimate.error = printable(error.message());
    }
    return {estimate};
}

ForeignEstimate parseEstimateText(std::string_view text, std::string_view key, std::string_view name)
{
    ForeignEstimate estimate{.key = std::string(key), .where = fmt::format("'{}'", printable(name))};
    const std::vector<std::string_view> words = wordsOf(withoutByteOrderMark(text));
    if (words.size() == 1) {
        setTempo(estimate, words.front());
    } else if (words.size() == 3) {
        const std::optional<double> share = confidenceOf(words[2]);
        if (share)
            setTempo(estimate, *share >= 0.5 ? words[0] : words[1]);
        else
            estimate.error = "neither one tempo nor two tempi and the share of the first";
    } else {
        estimate.error = fmt::format("{} words instead of one tempo", words.size());
    }
    return estimate;
}

std::vector<ForeignEstimate> readEstimates(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) {
        const std::string text = readTextFile(path, kLargestTable);
        if (lowerCase(path.extension().native()) == ".jams")
            return parseEstimateJams(text, path.filename().native(), path.native());
        return parseEstimateCsv(text, path.native());
    }
    std::vector<ForeignEstimate> estimates;
    for (const fs::path& file : trackFilesOf(path))
        std::ranges::move(readTrackFile(file, path), std::back_inserter(estimates));
    if (estimates.empty())
        throw Error(ErrorCode::Format, printable(path) + ": holds no .bpm, .txt or .jams file");
    return estimates;
}

} // namespace tempo
