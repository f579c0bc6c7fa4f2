// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/split_file.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/csv_text.h"
#include "engine/datasets/sha256.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <system_error>

namespace tempo {

namespace fs = std::filesystem;

namespace {

// A million tracks fit.
constexpr std::size_t kLargestSplit = std::size_t{256} << 20U;
constexpr std::array kParts = {SplitPart::Train, SplitPart::Validation, SplitPart::Test, SplitPart::LeftOut};

[[noreturn]] void fail(std::string_view where, std::string_view cause)
{
    throw Error(ErrorCode::Format, fmt::format("{}: {}", where, cause));
}

bool hasFolds(const Split& split)
{
    return std::any_of(split.entries.begin(), split.entries.end(),
                       [](const SplitEntry& entry) { return entry.fold.has_value(); });
}

SplitPart partOf(std::string_view name, std::string_view where)
{
    for (const SplitPart part : kParts)
        if (nameOf(part) == name)
            return part;
    fail(where, fmt::format("'{}' is no part of a split; train, val, test and out are", excerpt(name)));
}

std::optional<int> foldOf(std::string_view text, std::string_view where)
{
    if (text.empty())
        return std::nullopt;
    int fold = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), fold);
    if (code != std::errc() || end != text.data() + text.size() || fold < 0)
        fail(where, fmt::format("'{}' is no fold; they count from 0", excerpt(text)));
    return fold;
}

SplitEntry entryOf(const CsvRow& row, bool folds, std::string_view where)
{
    const std::size_t expected = folds ? 4 : 3;
    if (row.cells.size() != expected)
        fail(where, fmt::format("{} cells where the header has {}", row.cells.size(), expected));
    SplitEntry entry;
    entry.id = row.cells[0];
    entry.part = partOf(row.cells[1], where);
    entry.fold = folds ? foldOf(row.cells[2], where) : std::nullopt;
    entry.reason = row.cells.back();
    const bool leftOut = entry.part == SplitPart::LeftOut;
    if (entry.id.empty())
        fail(where, "no id");
    if (folds && leftOut == entry.fold.has_value())
        fail(where, leftOut ? "a fold for a track that is left out" : "no fold");
    if (leftOut == entry.reason.empty())
        fail(where, leftOut ? "a track is left out without a reason" : "a reason for a track that is not left out");
    return entry;
}

fs::path fingerprintPath(const fs::path& path)
{
    return path.native() + ".sha256";
}

/// Holds a file's text against the fingerprint beside it.
void checkFingerprint(const fs::path& path, std::string_view text)
{
    const fs::path beside = fingerprintPath(path);
    std::error_code code;
    if (!fs::exists(beside, code))
        return;
    constexpr std::size_t kLargestFingerprint = 65536;
    const std::string line = readTextFile(beside, kLargestFingerprint);
    if (!line.starts_with(sha256Hex(text)))
        fail(fmt::format("'{}'", printable(path)),
             fmt::format("changed since '{}' was written; remove that file if the change is wanted",
                         printable(beside.filename())));
}

} // namespace

std::string splitToCsv(const Split& split)
{
    const bool folds = hasFolds(split);
    std::vector<const SplitEntry*> sorted;
    for (const SplitEntry& entry : split.entries)
        sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(),
              [](const SplitEntry* left, const SplitEntry* right) { return left->id < right->id; });
    std::string text = folds ? "id,split,fold,reason\n" : "id,split,reason\n";
    for (const SplitEntry* entry : sorted) {
        text += csvCell(entry->id);
        text += ',';
        text += nameOf(entry->part);
        text += ',';
        if (folds)
            text += (entry->fold ? std::to_string(*entry->fold) : "") + ",";
        text += csvCell(entry->reason);
        text += '\n';
    }
    return text;
}

std::string fingerprintOf(const Split& split)
{
    return sha256Hex(splitToCsv(split));
}

Split parseSplitCsv(std::string_view text, std::string_view name)
{
    requireText(text, name);
    const std::string file = fmt::format("'{}'", printable(name));
    CsvReader reader(text, name);
    const CsvRow header = reader.next().value_or(CsvRow{});
    const bool folds = header.cells == std::vector<std::string>{"id", "split", "fold", "reason"};
    if (!folds && header.cells != std::vector<std::string>{"id", "split", "reason"})
        fail(file, "not a split: the first line must be id,split,reason or id,split,fold,reason");

    Split split;
    std::set<std::string> seen;
    while (const std::optional<CsvRow> row = reader.next()) {
        const std::string where = fmt::format("{} line {}", file, row->line);
        SplitEntry entry = entryOf(*row, folds, where);
        if (!seen.insert(entry.id).second)
            fail(where, fmt::format("a second line for '{}'", excerpt(entry.id)));
        split.entries.push_back(std::move(entry));
    }
    if (split.entries.empty())
        fail(file, "a split without tracks");
    std::sort(split.entries.begin(), split.entries.end(),
              [](const SplitEntry& left, const SplitEntry& right) { return left.id < right.id; });
    return split;
}

void writeSplitFile(const fs::path& path, const Split& split)
{
    const std::string text = splitToCsv(split);
    const std::string fingerprint = sha256Hex(text) + "  " + path.filename().native() + "\n";
    // In this order a crash leaves a split without a fingerprint at worst, never with a wrong one.
    std::error_code code;
    fs::remove(fingerprintPath(path), code);
    const std::array<std::string_view, 1> parts = {text};
    writeFileAtomically(path, parts);
    const std::array<std::string_view, 1> fingerprintParts = {fingerprint};
    writeFileAtomically(fingerprintPath(path), fingerprintParts);
}

Split readSplitFile(const fs::path& path)
{
    const std::string text = readTextFile(path, kLargestSplit);
    checkFingerprint(path, text);
    return parseSplitCsv(text, path.native());
}

} // namespace tempo
