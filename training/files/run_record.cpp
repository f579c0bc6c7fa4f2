// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/run_record.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/file_lock.h"
#include "engine/datasets/text_values.h"
#include "training/config/run_config_yaml.h"
#include "training/files/run_tables.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <system_error>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestText = std::size_t{1} << 20U;
constexpr const char* kNoteName = "note.txt";
/// Mixes times, so that two changes do not make up for one another.
constexpr std::uint64_t kOddNumber = 0x9E3779B97F4A7C15U;

std::string textOf(const fs::path& file)
{
    std::error_code error;
    return fs::exists(file, error) ? readTextFile(file, kLargestText) : std::string();
}

void readEnvironment(RunRecord& record)
{
    const nlohmann::json json =
        nlohmann::json::parse(textOf(record.folder / "environment.json"), nullptr, /*allow_exceptions=*/false);
    if (!json.is_object())
        return;
    if (const auto begun = json.find("begun"); begun != json.end() && begun->is_string())
        record.begun = *begun;
    if (const auto device = json.find("device"); device != json.end() && device->is_object())
        record.device = device->value("name", "");
}

/// The last thing that the log says about how the run goes.
void readEnd(RunRecord& record)
{
    const std::string text = wholeLinesOf(record.folder / "log.txt");
    std::string_view rest = text;
    record.state = RunState::Interrupted;
    while (const std::optional<std::string_view> line = nextLine(rest)) {
        const std::size_t blank = line->find(' ');
        const std::string_view words = blank == std::string_view::npos ? *line : line->substr(blank + 1);
        if (words.starts_with("run begun") || words.starts_with("run resumed"))
            record.state = RunState::Interrupted;
        else if (words.starts_with("run ended"))
            record.state = RunState::Finished;
        else if (words.starts_with("run cancelled"))
            record.state = RunState::Cancelled;
        else if (words.starts_with("error: ")) {
            record.state = RunState::Failed;
            record.failure = words.substr(words.find(' ') + 1);
        }
    }
}

bool isLocked(const fs::path& folder)
{
    std::error_code error;
    if (!fs::exists(folder / kRunLockName, error))
        return false;
    try {
        return !FileLock(folder / kRunLockName).tryAlone();
    } catch (const std::system_error&) {
        return false;
    }
}

} // namespace

std::optional<std::size_t> bestEpochOf(std::span<const EpochRecord> epochs)
{
    const auto best = std::max_element(epochs.begin(), epochs.end(), [](const EpochRecord& a, const EpochRecord& b) {
        return a.accuracy1 != b.accuracy1 ? a.accuracy1 < b.accuracy1 : a.validationLoss > b.validationLoss;
    });
    if (best == epochs.end())
        return std::nullopt;
    return static_cast<std::size_t>(best - epochs.begin());
}

RunRecord readRun(const fs::path& folder)
{
    std::error_code error;
    if (!fs::is_regular_file(folder / "config.yaml", error))
        throw Error(ErrorCode::Format, printable(folder) + ": is no run folder, since it has no config.yaml");
    RunRecord record;
    record.folder = folder;
    record.name = printable(folder.filename());
    record.configText = textOf(folder / "config.yaml");
    try {
        record.config = parseRunConfig(record.configText, record.name);
    } catch (const Error&) {
        // Of a later version, or edited: the run can be looked at all the same.
        record.config.reset();
    }
    readEnvironment(record);
    readEnd(record);
    if (isLocked(folder))
        record.state = RunState::Running;
    record.epochs = readEpochTable(folder / "metrics.csv");
    record.best = bestEpochOf(record.epochs);
    record.hasModel = fs::exists(folder / "model.safetensors", error);
    record.hasCheckpoint = fs::exists(folder / "checkpoints" / "last.ckpt", error);
    record.note = trimmed(textOf(folder / kNoteName));
    return record;
}

std::vector<fs::path> findRuns(const fs::path& folder)
{
    std::vector<fs::path> runs;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        if (fs::is_regular_file(entry->path() / "config.yaml", ignored))
            runs.push_back(entry->path());
    }
    std::sort(runs.begin(), runs.end());
    return runs;
}

std::uint64_t runChange(const fs::path& folder)
{
    std::uint64_t state = isLocked(folder) ? 1 : 0;
    for (const char* const name :
         {"config.yaml", "metrics.csv", "steps.csv", "log.txt", kNoteName, "model.safetensors"}) {
        std::error_code error;
        const fs::file_time_type time = fs::last_write_time(folder / name, error);
        if (!error)
            state = state * kOddNumber + static_cast<std::uint64_t>(time.time_since_epoch().count());
    }
    return state;
}

void writeRunNote(const fs::path& folder, const std::string& note)
{
    std::error_code error;
    if (note.empty())
        fs::remove(folder / kNoteName, error);
    else
        writeFileAtomically(folder / kNoteName, {{std::string_view(note)}});
}

} // namespace tempo
