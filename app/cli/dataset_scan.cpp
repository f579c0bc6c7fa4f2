// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/dataset_scan.h"

#include "app/cli/exit_code.h"
#include "app/cli/file_batch.h"
#include "app/cli/jobs_option.h"
#include "app/cli/standard_streams.h"
#include "engine/datasets/layout.h"
#include "engine/datasets/scan_cache.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <system_error>
#include <utility>

namespace tempo::cli {

namespace {

std::vector<std::size_t> tracksWithAudio(const Dataset& dataset)
{
    std::vector<std::size_t> tracks;
    for (std::size_t track = 0; track < dataset.tracks.size(); ++track)
        if (dataset.tracks[track].audio)
            tracks.push_back(track);
    return tracks;
}

/// @param withAudio  the tracks whose audio is read
/// @param scans      [n_tracks], filled in
BatchSummary readAudioOf(const Dataset& dataset, const std::vector<std::size_t>& withAudio, ScanCache& cache, int jobs,
                         std::vector<TrackScan>& scans)
{
    // Stays where a worker fails, so that no track passes for sound that was not read.
    for (const std::size_t track : withAudio)
        scans[track].error = Error(ErrorCode::Internal, "was not read");
    // Each place is written by one worker and read after all have ended. A file that cannot be read is a finding.
    const ItemWork work = [&](std::size_t index, const ProgressSink&, const std::stop_token& stop) {
        const std::size_t track = withAudio[index];
        scans[track] = cache.scan(*dataset.tracks[track].audio, stop);
    };
    return runFileBatch(
        withAudio.size(), jobs, [&] { return work; },
        [&](std::size_t index) { return dataset.tracks[withAudio[index]].id; });
}

} // namespace

std::optional<double> parsePositive(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) || value <= 0.0)
        return std::nullopt;
    return value;
}

std::optional<TempoRange> parseTempoRange(const std::string& text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos)
        return std::nullopt;
    const std::string_view view(text);
    const std::optional<double> low = parsePositive(view.substr(0, colon));
    const std::optional<double> high = parsePositive(view.substr(colon + 1));
    if (!low || !high || *low >= *high)
        return std::nullopt;
    return TempoRange{Bpm{*low}, Bpm{*high}};
}

std::string checkTempoRange(const std::string& text)
{
    return parseTempoRange(text) ? "" : fmt::format("'{}' is not a range of tempi such as 40:250", text);
}

void addDatasetOptions(CLI::App& command, DatasetScanArguments& arguments)
{
    command.add_option("DATASET", arguments.dataset, "Folder of annotated music, or a CSV manifest")
        ->required()
        ->option_text(" ");
    command.add_option("--annotations", arguments.annotations, "Where the annotations are, if not found by themselves")
        ->option_text("DIR|FILE");
}

void addTempoOptions(CLI::App& command, DatasetScanArguments& arguments)
{
    command
        .add_option_function<std::string>(
            "--range",
            [&arguments](const std::string& text) {
                arguments.options.integrity.trainingRange = parseTempoRange(text).value();
            },
            "Tempi that training uses; others are reported")
        ->check(checkTempoRange)
        ->option_text("LOW:HIGH [40:250]");
    command
        .add_option("--reference", arguments.options.integrity.referenceVersion,
                    "Which of several references counts, by its name in the report")
        ->option_text("NAME");
}

void addReadingOptions(CLI::App& command, DatasetScanArguments& arguments)
{
    command.add_flag_callback(
        "--no-cache", [&arguments] { arguments.usesCache = false; }, "Read all audio, and remember nothing");
    addJobsOption(command, arguments.jobs, "Files read at a time, 1 to 1024");
}

std::optional<Dataset> openForScan(const DatasetScanArguments& arguments)
{
    LayoutOptions layout;
    if (!arguments.annotations.empty())
        layout.annotations = arguments.annotations;
    Dataset dataset = openDataset(arguments.dataset, layout);
    try {
        StatisticsOptions options = arguments.options.statistics;
        options.referenceVersion = arguments.options.integrity.referenceVersion;
        describeTempi(dataset, options);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidArgument)
            throw;
        printMessage(error.message());
        return std::nullopt;
    }
    return dataset;
}

DatasetScan scanDataset(Dataset dataset, const DatasetScanArguments& arguments)
{
    ScanCache cache(arguments.usesCache ? defaultScanCachePath() : std::filesystem::path());
    const std::vector<std::size_t> withAudio = tracksWithAudio(dataset);
    std::vector<TrackScan> scans(dataset.tracks.size());
    const BatchSummary summary = readAudioOf(dataset, withAudio, cache, arguments.jobs, scans);
    for (const std::string& message : cache.takeMessages())
        printMessage(message);
    if (summary.signal != 0) {
        printMessage(fmt::format("stopped after {} of {} files; the same command goes on from there", summary.nDone,
                                 withAudio.size()));
        return {.report = std::nullopt, .exitCode = exit_code::kSignalBase + summary.signal};
    }
    return {.report = makeScanReport(std::move(dataset), std::move(scans), arguments.options)};
}

} // namespace tempo::cli
