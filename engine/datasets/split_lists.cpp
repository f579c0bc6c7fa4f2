// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/folder_listing.h"
#include "engine/datasets/gtzan_names.h"
#include "engine/datasets/name_index.h"
#include "engine/datasets/split_file.h"
#include "engine/datasets/split_units.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>
#include <utility>

namespace tempo {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestList = std::size_t{64} << 20U;

/// Finds the track that a line of a list means.
class LineFinder {
public:
    explicit LineFinder(const Dataset& dataset) : m_dataset(dataset)
    {
        for (std::size_t i = 0; i < dataset.tracks.size(); ++i) {
            const Track& track = dataset.tracks[i];
            m_byId.emplace(track.id, i);
            if (!track.audio)
                continue;
            m_byPath.emplace(track.audio->native(), i);
            m_index.add(nameBelow(*track.audio, dataset.root), i);
        }
    }

    /// @throws Error(Format) if no track is meant, or more than one can be
    std::size_t find(const std::string& line, const fs::path& listFolder, std::string_view where) const
    {
        if (const auto found = m_byId.find(line); found != m_byId.end())
            return found->second;
        for (const fs::path& folder : {listFolder, m_dataset.root})
            if (const auto found = m_byPath.find((folder / line).lexically_normal().native()); found != m_byPath.end())
                return found->second;
        const fs::path path(line);
        const bool isFile = kindOf(path) == FileKind::Audio;
        // GTZAN's names mean the same recording in whatever format and folder it was when the list was made.
        const std::string stem = isFile ? path.stem().native() : path.filename().native();
        if (const std::optional<std::string> id = gtzanIdOf(stem))
            if (const auto found = m_byId.find(*id); found != m_byId.end())
                return found->second;
        const std::string name = isFile ? nameBelow(path, {}) : line;
        const NameIndex::Match match = m_index.find(name);
        if (match.item)
            return *match.item;
        throw Error(ErrorCode::Format, fmt::format("{}: '{}' {}", where, excerpt(line),
                                                   match.ambiguous ? "can be several tracks; write more of its path"
                                                                   : "is no track of the "
                                                                     "dataset"));
    }

private:
    const Dataset& m_dataset;
    std::unordered_map<std::string, std::size_t> m_byId;
    std::unordered_map<std::string, std::size_t> m_byPath;
    NameIndex m_index;
};

class ListReader {
public:
    explicit ListReader(const Dataset& dataset) : m_finder(dataset), m_dataset(dataset)
    {
        parts.assign(dataset.tracks.size(), SplitPart::LeftOut);
    }

    void read(const fs::path& list, SplitPart part)
    {
        if (list.empty())
            return;
        const std::string text = readTextFile(list, kLargestList);
        requireText(text, list.native());
        std::string_view rest = withoutByteOrderMark(text);
        std::size_t number = 0;
        while (const std::optional<std::string_view> line = nextLine(rest)) {
            ++number;
            const std::string_view name = trimmed(*line);
            if (name.empty() || name.starts_with('#'))
                continue;
            const std::string where = fmt::format("'{}' line {}", printable(list), number);
            const std::size_t track = m_finder.find(std::string(name), fs::absolute(list).parent_path(), where);
            if (parts[track] != SplitPart::LeftOut && parts[track] != part)
                throw Error(ErrorCode::Format, fmt::format("{}: {} is on the list '{}' as well", where,
                                                           m_dataset.tracks[track].id, nameOf(parts[track])));
            parts[track] = part;
        }
    }

    std::vector<SplitPart> parts; ///< [n_tracks] LeftOut for tracks on no list

private:
    LineFinder m_finder;
    const Dataset& m_dataset;
};

/// Where a track must give way to others of its unit: train to val to test.
int weightOf(SplitPart part)
{
    switch (part) {
    case SplitPart::Test:
        return 2;
    case SplitPart::Validation:
        return 1;
    case SplitPart::Train:
    case SplitPart::LeftOut:
        break;
    }
    return 0;
}

} // namespace

Split readSplitLists(const Dataset& dataset, const SplitConstraints& constraints, const SplitLists& lists)
{
    if (lists.train.empty() && lists.validation.empty() && lists.test.empty())
        throw Error(ErrorCode::InvalidArgument, "a split by lists needs at least one of the lists train, val and test");
    ListReader reader(dataset);
    reader.read(lists.train, SplitPart::Train);
    reader.read(lists.validation, SplitPart::Validation);
    reader.read(lists.test, SplitPart::Test);

    const SplitUnits units = unitsOf(dataset, constraints);
    // The track of each unit that the others give way to.
    const std::size_t none = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> strongest(units.units.size(), none);
    for (std::size_t i = 0; i < dataset.tracks.size(); ++i) {
        if (!units.reasons[i].empty() || reader.parts[i] == SplitPart::LeftOut)
            continue;
        std::size_t& strong = strongest[units.unitOf[i]];
        if (strong == none || weightOf(reader.parts[i]) > weightOf(reader.parts[strong]))
            strong = i;
    }

    Split split;
    for (std::size_t i = 0; i < dataset.tracks.size(); ++i) {
        SplitEntry& entry = split.entries.emplace_back();
        entry = {dataset.tracks[i].id, SplitPart::LeftOut, std::nullopt, units.reasons[i]};
        if (!entry.reason.empty())
            continue;
        if (reader.parts[i] == SplitPart::LeftOut) {
            entry.reason = "on none of the lists";
            continue;
        }
        const std::size_t strong = strongest[units.unitOf[i]];
        if (reader.parts[i] == reader.parts[strong])
            entry.part = reader.parts[i];
        else
            entry.reason = fmt::format("belongs together with {}, which is on the list '{}'", dataset.tracks[strong].id,
                                       nameOf(reader.parts[strong]));
    }
    std::sort(split.entries.begin(), split.entries.end(),
              [](const SplitEntry& left, const SplitEntry& right) { return left.id < right.id; });
    const std::pair<const fs::path*, SplitPart> given[] = {
        {&lists.train, SplitPart::Train}, {&lists.validation, SplitPart::Validation}, {&lists.test, SplitPart::Test}};
    for (const auto& [list, part] : given)
        if (!list->empty() && idsOf(split, part).empty())
            split.warnings.push_back(fmt::format("no track is for '{}'", nameOf(part)));
    return split;
}

} // namespace tempo
