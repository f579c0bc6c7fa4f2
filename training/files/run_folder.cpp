// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/run_folder.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/csv_text.h"
#include "engine/datasets/split_file.h"
#include "engine/datasets/text_values.h"
#include "training/files/append_file.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <functional>
#include <optional>
#include <system_error>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEpochHeader =
    "epoch,step,train_loss,val_loss,val_accuracy_8,val_accuracy_1,val_accuracy_2,lr,seconds\n";
constexpr std::size_t kEpochColumns = 9;
constexpr std::string_view kStepHeader = "step,epoch,loss,lr,seconds\n";
constexpr std::size_t kLargestTable = std::size_t{1} << 30U;
constexpr std::size_t kLargestConfig = std::size_t{1} << 20U;

[[noreturn]] void fail(const fs::path& path, const std::string& cause)
{
    throw Error(ErrorCode::FileAccess, printable(path) + ": " + cause);
}

void makeFolders(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        fail(folder, error.message());
}

/// Hidden files are locks and leftovers, no run.
bool isEmptyFolder(const fs::path& folder)
{
    for (const auto& entry : fs::directory_iterator(folder))
        if (!entry.path().filename().native().starts_with('.'))
            return false;
    return true;
}

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

/// The whole lines of a table with its header; a torn last one is left away.
std::string wholeLines(const fs::path& path)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return {};
    std::string text = readTextFile(path, kLargestTable);
    const std::size_t newline = text.rfind('\n');
    text.resize(newline == std::string::npos ? 0 : newline + 1);
    return text;
}

/// Rewrites a table with the rows whose first number is `last` or less.
void keepRowsUpTo(const fs::path& path, std::int64_t last)
{
    const std::string text = wholeLines(path);
    std::string_view rest = text;
    std::string kept;
    bool isHeader = true;
    while (const std::optional<std::string_view> line = nextLine(rest)) {
        std::int64_t number = 0;
        const auto [end, code] = std::from_chars(line->data(), line->data() + line->size(), number);
        if (isHeader || (code == std::errc() && number <= last))
            kept += std::string(*line) + "\n";
        isHeader = false;
    }
    if (kept != text)
        writeFileAtomically(path, {{std::string_view(kept)}});
}

EpochRecord epochOf(const CsvRow& row, const fs::path& path)
{
    if (row.cells.size() != kEpochColumns)
        throw Error(ErrorCode::Format, fmt::format("'{}' line {}: {} cells where {} must be", printable(path), row.line,
                                                   row.cells.size(), kEpochColumns));
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

} // namespace

RunFolder RunFolder::create(const fs::path& folder)
{
    makeFolders(folder);
    std::error_code error;
    if (!fs::is_directory(folder, error))
        fail(folder, "is no folder");
    try {
        if (!isEmptyFolder(folder))
            fail(folder, "is not empty; name a new run, or go on with this one by --resume");
    } catch (const fs::filesystem_error& unreadable) {
        fail(folder, unreadable.code().message());
    }
    RunFolder run(folder);
    makeFolders(run.bestCheckpoint().parent_path());
    run.log("run begun");
    return run;
}

RunFolder RunFolder::open(const fs::path& folder)
{
    std::error_code error;
    if (!fs::is_directory(folder, error))
        fail(folder, "there is no such run folder");
    if (!fs::is_regular_file(folder / "config.yaml", error))
        throw Error(ErrorCode::Format,
                    printable(folder) + ": is no run folder, since it has no config.yaml; name one of 'tempnetic fit'");
    RunFolder run(folder);
    makeFolders(run.bestCheckpoint().parent_path());
    for (const char* const name : {"metrics.csv", "steps.csv", "log.txt"})
        dropTornLine(folder / name);
    return run;
}

void RunFolder::writeConfig(std::string_view yaml)
{
    writeFileAtomically(m_path / "config.yaml", {{yaml}});
}

std::string RunFolder::readConfig() const
{
    return readTextFile(m_path / "config.yaml", kLargestConfig);
}

void RunFolder::writeSplit(const Split& split)
{
    writeSplitFile(m_path / "split.csv", split);
}

void RunFolder::writeEnvironment(std::string_view json)
{
    writeFileAtomically(m_path / "environment.json", {{json}});
}

void RunFolder::truncateAfter(int epoch, std::int64_t step)
{
    keepRowsUpTo(m_path / "metrics.csv", epoch);
    keepRowsUpTo(m_path / "steps.csv", step);
}

void RunFolder::append(const EpochRecord& record)
{
    appendLine(m_path / "metrics.csv", kEpochHeader,
               fmt::format("{},{},{},{},{},{},{},{},{:.3f}\n", record.epoch, record.step, record.trainLoss,
                           record.validationLoss, record.accuracy8, record.accuracy1, record.accuracy2,
                           record.learningRate, record.seconds));
}

void RunFolder::append(const StepRecord& record)
{
    appendLine(m_path / "steps.csv", kStepHeader,
               fmt::format("{},{},{},{},{:.3f}\n", record.step, record.epoch, record.loss, record.learningRate,
                           record.seconds));
}

void RunFolder::log(std::string_view line)
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    appendLine(m_path / "log.txt", "", fmt::format("{:%Y-%m-%dT%H:%M:%SZ} {}\n", fmt::gmtime(now), printable(line)));
}

std::vector<EpochRecord> RunFolder::readEpochs() const
{
    const fs::path path = m_path / "metrics.csv";
    const std::string text = wholeLines(path);
    if (text.empty())
        return {};
    if (!text.starts_with(kEpochHeader))
        throw Error(ErrorCode::Format,
                    fmt::format("'{}': its first line is not {}", printable(path), trimmed(kEpochHeader)));
    CsvReader reader(text, path.native());
    std::vector<EpochRecord> epochs;
    reader.next();
    while (const std::optional<CsvRow> row = reader.next())
        epochs.push_back(epochOf(*row, path));
    return epochs;
}

} // namespace tempo
