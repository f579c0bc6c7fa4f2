// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/song_export.h"

#include "engine/core/printable.h"
#include "engine/core/progress.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/csv_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <set>
#include <string_view>
#include <vector>

namespace tempo::workbench {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 11> kColumns{"file",          "bpm",          "confidence", "candidates",
                                                    "method",        "seconds",      "error",      "baseline_bpm",
                                                    "estimated_bpm", "corrected_by", "variation"};

std::string number(std::optional<double> value)
{
    return value ? fmt::format("{}", *value) : std::string();
}

std::string bpmNumber(std::optional<Bpm> tempo)
{
    return tempo ? number(tempo->value()) : std::string();
}

std::string errorOf(const Song& song)
{
    if (song.state == SongState::Done)
        return {};
    return song.state == SongState::Failed ? song.error().toStdString() : std::string("not estimated");
}

std::vector<std::string> cellsOf(const Song& song)
{
    std::vector<std::string> cells{song.path.native(), bpmNumber(song.tempo())};
    const SongResult* const result = song.estimated() ? song.result.get() : nullptr;
    cells.push_back(result ? number(result->outcome.estimate.confidence) : std::string());
    std::string candidates;
    if (result)
        for (const TempoCandidate& candidate : result->outcome.estimate.candidates)
            candidates +=
                fmt::format("{}{}:{:.4f}", candidates.empty() ? "" : " ", candidate.bpm.value(), candidate.weight);
    cells.push_back(std::move(candidates));
    cells.push_back(result ? result->method : std::string());
    cells.push_back(result ? number(result->outcome.processingTime.value()) : std::string());
    cells.push_back(errorOf(song));
    cells.push_back(result ? bpmNumber(result->baseline) : std::string());
    cells.push_back(bpmNumber(song.estimated()));
    cells.push_back(song.corrected ? song.reason.toStdString() : std::string());
    cells.push_back(result ? number(result->variation) : std::string());
    return cells;
}

std::string withoutTabs(std::string cell)
{
    for (char& character : cell)
        if (character == '\t' || character == '\n' || character == '\r')
            character = ' ';
    return cell;
}

Json annotationOf(Bpm tempo, double confidence, Seconds duration, const std::string& annotator,
                  const std::string& tools)
{
    Json annotation;
    annotation["namespace"] = "tempo";
    annotation["time"] = 0.0;
    annotation["duration"] = duration.value();
    annotation["data"] = Json::array(
        {{{"time", 0.0}, {"duration", duration.value()}, {"value", tempo.value()}, {"confidence", confidence}}});
    annotation["annotation_metadata"] = {{"annotator", {{"name", annotator}}},
                                         {"annotation_tools", tools},
                                         {"data_source", annotator == "person" ? "manual annotation" : "program"},
                                         {"corpus", ""},
                                         {"version", ""}};
    annotation["sandbox"] = Json::object();
    return annotation;
}

} // namespace

std::string songsCsv(std::span<const Song> songs)
{
    std::string text = fmt::format("{}\n", fmt::join(kColumns, ","));
    for (const Song& song : songs) {
        std::vector<std::string> cells = cellsOf(song);
        for (std::string& cell : cells)
            cell = csvCell(cell);
        text += fmt::format("{}\n", fmt::join(cells, ","));
    }
    return text;
}

std::string songsTsv(std::span<const Song> songs)
{
    std::string text = fmt::format("{}\n", fmt::join(kColumns, "\t"));
    for (const Song& song : songs) {
        std::vector<std::string> cells = cellsOf(song);
        for (std::string& cell : cells)
            cell = withoutTabs(std::move(cell));
        text += fmt::format("{}\n", fmt::join(cells, "\t"));
    }
    return text;
}

std::string songJams(const Song& song)
{
    const app::FileOutcome& outcome = song.result->outcome;
    Json annotations = Json::array();
    if (song.corrected)
        annotations.push_back(annotationOf(*song.corrected, 1.0, outcome.duration, "person", "tempnetic"));
    if (song.estimated()) {
        Json estimate = annotationOf(*song.estimated(), outcome.estimate.confidence, outcome.duration,
                                     song.result->method, "tempnetic " + song.result->method);
        Json candidates = Json::array();
        for (const TempoCandidate& candidate : outcome.estimate.candidates)
            candidates.push_back({{"bpm", candidate.bpm.value()}, {"weight", candidate.weight}});
        estimate["sandbox"]["candidates"] = std::move(candidates);
        annotations.push_back(std::move(estimate));
    }
    if (song.result->baseline && song.result->method != "librosa")
        annotations.push_back(annotationOf(*song.result->baseline, song.result->baselineConfidence, outcome.duration,
                                           "librosa", "tempnetic librosa"));
    Json jams;
    jams["file_metadata"] = {{"title", printable(song.path.stem())},
                             {"artist", ""},
                             {"release", ""},
                             {"duration", outcome.duration.value()},
                             {"identifiers", {{"path", song.path.native()}}},
                             {"jams_version", "0.3.4"}};
    jams["annotations"] = std::move(annotations);
    jams["sandbox"] = Json::object();
    return jams.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int writeJams(std::span<const Song> songs, const std::filesystem::path& folder, const std::stop_token& stop)
{
    std::set<std::string> used;
    int nWritten = 0;
    for (const Song& song : songs) {
        throwIfStopped(stop);
        if (!song.result || !song.tempo())
            continue;
        const std::string stem = song.path.stem().native();
        std::string name = stem;
        for (int number = 2; !used.insert(name).second; ++number)
            name = fmt::format("{} ({})", stem, number);
        const std::string text = songJams(song);
        const std::array<std::string_view, 1> parts{text};
        writeFileAtomically(folder / (name + ".jams"), parts);
        ++nWritten;
    }
    return nWritten;
}

} // namespace tempo::workbench
