// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/run_folder.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/split_file.h"
#include "engine/datasets/text_values.h"
#include "training/files/append_file.h"
#include "training/files/run_tables.h"

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

/// Rewrites a table with the rows whose first number is `last` or less.
void keepRowsUpTo(const fs::path& path, std::int64_t last)
{
    const std::string text = wholeLinesOf(path);
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
    appendLine(m_path / "metrics.csv", kEpochTableHeader,
               fmt::format("{},{},{},{},{},{},{},{},{:.3f}\n", record.epoch, record.step, record.trainLoss,
                           record.validationLoss, record.accuracy8, record.accuracy1, record.accuracy2,
                           record.learningRate, record.seconds));
}

void RunFolder::append(const StepRecord& record)
{
    appendLine(m_path / "steps.csv", kStepTableHeader,
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
    return readEpochTable(m_path / "metrics.csv");
}

} // namespace tempo
