// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/run_tables.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/csv_text.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <optional>
#include <system_error>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kEpochColumns = 9;
constexpr std::size_t kStepColumns = 5;
constexpr std::size_t kLargestTable = std::size_t{1} << 30U;

template <class Number>
Number numberOf(const CsvRow& row, std::size_t column, const fs::path& path)
{
    const std::string& text = row.cells[column];
    Number value{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size())
        throw Error(ErrorCode::Format,
                    fmt::format("'{}' line {}: '{}' is no number", printable(path), row.line, excerpt(text)));
    return value;
}

void requireColumns(const CsvRow& row, std::size_t count, const fs::path& path)
{
    if (row.cells.size() != count)
        throw Error(ErrorCode::Format, fmt::format("'{}' line {}: {} cells where {} must be", printable(path), row.line,
                                                   row.cells.size(), count));
}

EpochRecord epochOf(const CsvRow& row, const fs::path& path)
{
    requireColumns(row, kEpochColumns, path);
    const auto real = [&](std::size_t column) { return numberOf<double>(row, column, path); };
    EpochRecord record;
    record.epoch = numberOf<int>(row, 0, path);
    record.step = numberOf<std::int64_t>(row, 1, path);
    record.trainLoss = real(2);
    record.validationLoss = real(3);
    record.accuracy8 = real(4);
    record.accuracy1 = real(5);
    record.accuracy2 = real(6);
    record.learningRate = real(7);
    record.seconds = real(8);
    return record;
}

StepRecord stepOf(const CsvRow& row, const fs::path& path)
{
    requireColumns(row, kStepColumns, path);
    StepRecord record;
    record.step = numberOf<std::int64_t>(row, 0, path);
    record.epoch = numberOf<int>(row, 1, path);
    record.loss = numberOf<double>(row, 2, path);
    record.learningRate = numberOf<double>(row, 3, path);
    record.seconds = numberOf<double>(row, 4, path);
    return record;
}

template <class Record>
std::vector<Record> readTable(const fs::path& path, std::string_view header,
                              Record (*recordOf)(const CsvRow&, const fs::path&))
{
    const std::string text = wholeLinesOf(path);
    if (text.empty())
        return {};
    if (!text.starts_with(header))
        throw Error(ErrorCode::Format, fmt::format("'{}': its first line is not {}", printable(path), trimmed(header)));
    CsvReader reader(text, path.native());
    std::vector<Record> records;
    reader.next();
    while (const std::optional<CsvRow> row = reader.next())
        records.push_back(recordOf(*row, path));
    return records;
}

} // namespace

std::string wholeLinesOf(const fs::path& path)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return {};
    std::string text = readTextFile(path, kLargestTable);
    const std::size_t newline = text.rfind('\n');
    text.resize(newline == std::string::npos ? 0 : newline + 1);
    return text;
}

std::vector<EpochRecord> readEpochTable(const fs::path& file)
{
    return readTable<EpochRecord>(file, kEpochTableHeader, epochOf);
}

std::vector<StepRecord> readStepTable(const fs::path& file)
{
    return readTable<StepRecord>(file, kStepTableHeader, stepOf);
}

} // namespace tempo
