// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/scan_command.h"

#include "app/cli/exit_code.h"
#include "app/cli/file_batch.h"
#include "app/cli/jobs_option.h"
#include "app/cli/standard_streams.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/layout.h"
#include "engine/datasets/scan_cache.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <system_error>
#include <utility>

namespace tempo::cli {

namespace {

std::optional<double> parsePositive(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) || value <= 0.0)
        return std::nullopt;
    return value;
}

std::string checkRange(const std::string& text)
{
    return parseTempoRange(text) ? "" : fmt::format("'{}' is not a range of tempi such as 40:250", text);
}

std::string checkPositive(const std::string& text)
{
    return parsePositive(text) ? "" : fmt::format("'{}' is not a number above 0", text);
}

void declareReportOptions(CLI::App& command, ScanArguments& arguments)
{
    CLI::Option* const json = command.add_flag_callback(
        "--json", [&arguments] { arguments.format = ScanFormat::Json; }, "Print one JSON object instead of the table");
    command
        .add_flag_callback(
            "--csv", [&arguments] { arguments.format = ScanFormat::Csv; }, "Print one row a track instead of the table")
        ->excludes(json);
    command.add_option("--out", arguments.folder, "Also write report.html, report.json and tracks.csv into a folder")
        ->option_text("DIR");
    command.add_flag("--strict", arguments.isStrict, "Exit with 1 if there are errors or warnings");
}

void declareTempoOptions(CLI::App& command, ScanArguments& arguments)
{
    command
        .add_option_function<std::string>(
            "--range",
            [&arguments](const std::string& text) {
                arguments.options.integrity.trainingRange = parseTempoRange(text).value();
            },
            "Tempi that training uses; others are reported")
        ->check(checkRange)
        ->option_text("LOW:HIGH [40:250]");
    command
        .add_option("--reference", arguments.options.integrity.referenceVersion,
                    "Which of several references counts, by its name in the report")
        ->option_text("NAME");
    command
        .add_option_function<std::string>(
            "--bin-width",
            [&arguments](const std::string& text) { arguments.options.statistics.binWidth = parsePositive(text); },
            "Histogram: BPM a bin, or octaves with --log")
        ->check(checkPositive)
        ->option_text("W [5, with --log 1/12]");
    command
        .add_option_function<std::string>(
            "--histogram-range",
            [&arguments](const std::string& text) {
                const TempoRange range = parseTempoRange(text).value();
                arguments.options.statistics.low = range.low;
                arguments.options.statistics.high = range.high;
            },
            "Histogram: its ends; what lies outside is counted")
        ->check(checkRange)
        ->option_text("LOW:HIGH [all tempi]");
    command.add_flag_callback(
        "--log", [&arguments] { arguments.options.statistics.axis = TempoAxis::Log2; },
        "Histogram: bins of equal width in octaves");
}

void declareOptions(CLI::App& command, ScanArguments& arguments)
{
    command.add_option("DATASET", arguments.dataset, "Folder of annotated music, or a CSV manifest")
        ->required()
        ->option_text(" ");
    command.add_option("--annotations", arguments.annotations, "Where the annotations are, if not found by themselves")
        ->option_text("DIR|FILE");
    declareReportOptions(command, arguments);
    declareTempoOptions(command, arguments);
    command.add_flag_callback(
        "--no-cache", [&arguments] { arguments.usesCache = false; }, "Read all audio, and remember nothing");
    addJobsOption(command, arguments.jobs, "Files read at a time, 1 to 1024");
}

/// Reads the audio of all tracks that have any.
/// @param scans  [n_tracks], filled in
BatchSummary readAudioOf(const Dataset& dataset, ScanCache& cache, int jobs, std::vector<TrackScan>& scans)
{
    std::vector<std::size_t> withAudio;
    for (std::size_t track = 0; track < dataset.tracks.size(); ++track)
        if (dataset.tracks[track].audio)
            withAudio.push_back(track);
    // Each place is written by one worker and read after all have ended. A file that cannot be read is a finding.
    const Worker worker = [&](std::size_t index, const ProgressSink&, const std::stop_token& stop) {
        const std::size_t track = withAudio[index];
        scans[track] = cache.scan(*dataset.tracks[track].audio, stop);
        return FileOutcome{};
    };
    return runFileBatch(
        withAudio.size(), jobs, [&] { return worker; },
        [&](std::size_t index) { return dataset.tracks[withAudio[index]].id; });
}

std::string formatted(const ScanReport& report, ScanFormat format)
{
    switch (format) {
    case ScanFormat::Json:
        return scanReportJson(report);
    case ScanFormat::Csv:
        return scanReportCsv(report);
    case ScanFormat::Table:
        break;
    }
    return scanReportTable(report);
}

void makeFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw Error(ErrorCode::FileAccess, folder.native() + ": " + error.message());
}

void writeReport(const std::filesystem::path& folder, const ScanReport& report)
{
    writeFileAtomically(folder / "report.html", {{scanReportHtml(report)}});
    writeFileAtomically(folder / "report.json", {{scanReportJson(report)}});
    writeFileAtomically(folder / "tracks.csv", {{scanReportCsv(report)}});
}

/// What the dataset cannot answer is told before its audio is read. @return whether all is well
bool checkAgainst(const Dataset& dataset, const ScanArguments& arguments)
{
    try {
        StatisticsOptions options = arguments.options.statistics;
        options.referenceVersion = arguments.options.integrity.referenceVersion;
        describeTempi(dataset, options);
        return true;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidArgument)
            throw;
        printMessage(error.message());
        return false;
    }
}

} // namespace

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

void addScanCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("scan", "Report what is in a dataset and what is wrong with it");
    const auto arguments = std::make_shared<ScanArguments>();
    declareOptions(*command, *arguments);
    command->callback([arguments, &work] { work = [arguments] { return runScan(*arguments); }; });
}

int runScan(const ScanArguments& arguments)
{
    LayoutOptions layout;
    if (!arguments.annotations.empty())
        layout.annotations = arguments.annotations;
    Dataset dataset = openDataset(arguments.dataset, layout);
    if (!checkAgainst(dataset, arguments))
        return exit_code::kWrongUsage;
    if (!arguments.folder.empty())
        makeFolder(arguments.folder);

    ScanCache cache(arguments.usesCache ? defaultScanCachePath() : std::filesystem::path());
    std::vector<TrackScan> scans(dataset.tracks.size());
    const BatchSummary summary = readAudioOf(dataset, cache, arguments.jobs, scans);
    for (const std::string& message : cache.takeMessages())
        printMessage(message);
    if (summary.signal != 0) {
        printMessage(fmt::format("stopped after {} of {} tracks; the same command goes on from there", summary.nDone,
                                 dataset.tracks.size()));
        return exit_code::kSignalBase + summary.signal;
    }

    const ScanReport report = makeScanReport(std::move(dataset), std::move(scans), arguments.options);
    if (!arguments.folder.empty())
        writeReport(arguments.folder, report);
    Output output;
    output.write(formatted(report, arguments.format));
    if (!arguments.folder.empty() && arguments.format == ScanFormat::Table)
        output.write(fmt::format("Report: {}\n", printable(std::filesystem::path(arguments.folder) / "report.html")));
    if (output.failed())
        return output.reportFailure();
    const bool isSound = report.count(Severity::Error) + report.count(Severity::Warning) == 0;
    return arguments.isStrict && !isSound ? exit_code::kSomeFailed : exit_code::kAllWell;
}

} // namespace tempo::cli
