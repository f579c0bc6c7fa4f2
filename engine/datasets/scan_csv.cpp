// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/csv_text.h"
#include "engine/datasets/scan_report.h"
#include "engine/datasets/track_facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace tempo {

namespace {

template <class T>
std::string numberCell(const std::optional<T>& value)
{
    if (!value)
        return {};
    if constexpr (std::is_arithmetic_v<T>)
        return fmt::format("{}", *value);
    else
        return fmt::format("{}", value->value());
}

/// Joined with "; ", each once.
std::string keysOf(const std::vector<const Problem*>& problems)
{
    std::string text;
    for (std::size_t i = 0; i < problems.size(); ++i)
        if (i == 0 || problems[i]->kind != problems[i - 1]->kind)
            text += (text.empty() ? "" : "; ") + std::string(keyOf(problems[i]->kind));
    return text;
}

std::string detailsOf(const std::vector<const Problem*>& problems)
{
    std::string text;
    for (const Problem* const problem : problems)
        text += (text.empty() ? "" : "; ") + problem->detail;
    return text;
}

std::vector<std::string> audioCells(const AudioReport* audio)
{
    if (audio == nullptr)
        return std::vector<std::string>(6);
    return {fmt::format("{}", audio->decodedDuration.value()),
            fmt::format("{}", audio->sourceRate.value()),
            fmt::format("{}", audio->channels),
            audio->codec,
            fmt::format("{}", audio->peak),
            fmt::format("{}", audio->clippedShare)};
}

std::string row(const std::vector<std::string>& cells)
{
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i)
        text += (i == 0 ? "" : ",") + csvCell(cells[i]);
    return text + "\n";
}

} // namespace

std::string scanReportCsv(const ScanReport& report)
{
    std::string text = "id,genre,audio,bpm,beats_bpm,beat_variation,seconds,rate_hz,channels,codec,peak,clipped_share,"
                       "samples_xxh3,duplicate_group,problems,details\n";
    for (const TrackFacts& facts : trackFacts(report)) {
        std::vector<std::string> cells{facts.track.id,
                                       facts.track.genre,
                                       facts.track.audio ? facts.track.audio->native() : std::string(),
                                       numberCell(facts.bpm),
                                       numberCell(facts.beatsBpm),
                                       numberCell(facts.beatVariation)};
        std::ranges::move(audioCells(facts.audio), std::back_inserter(cells));
        cells.insert(cells.end(),
                     {facts.hash, numberCell(facts.duplicates), keysOf(facts.problems), detailsOf(facts.problems)});
        text += row(cells);
    }
    for (const std::string& id : report.dataset.expectedButMissing) {
        std::vector<std::string> cells(16);
        cells.front() = id;
        cells[14] = keyOf(ProblemKind::MissingTrack);
        text += row(cells);
    }
    return text;
}

} // namespace tempo
