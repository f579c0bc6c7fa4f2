// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/scan_command.h"

#include "app/cli/exit_code.h"
#include "app/cli/standard_streams.h"
#include "engine/core/printable.h"
#include "engine/datasets/atomic_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <system_error>
#include <utility>

namespace tempo::cli {

namespace {

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

void declareHistogramOptions(CLI::App& command, StatisticsOptions& options)
{
    command
        .add_option_function<std::string>(
            "--bin-width", [&options](const std::string& text) { options.binWidth = parsePositive(text); },
            "Histogram: BPM a bin, or octaves with --log")
        ->check(checkPositive)
        ->option_text("W [5, with --log 1/12]");
    command
        .add_option_function<std::string>(
            "--histogram-range",
            [&options](const std::string& text) {
                const TempoRange range = parseTempoRange(text).value();
                options.low = range.low;
                options.high = range.high;
            },
            "Histogram: its ends; what lies outside is counted")
        ->check(checkTempoRange)
        ->option_text("LOW:HIGH [all tempi]");
    command.add_flag_callback(
        "--log", [&options] { options.axis = TempoAxis::Log2; }, "Histogram: bins of equal width in octaves");
}

void declareOptions(CLI::App& command, ScanArguments& arguments)
{
    addDatasetOptions(command, arguments.scan);
    declareReportOptions(command, arguments);
    addTempoOptions(command, arguments.scan);
    declareHistogramOptions(command, arguments.scan.options.statistics);
    addReadingOptions(command, arguments.scan);
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

} // namespace

void addScanCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("scan", "Report what is in a dataset and what is wrong with it");
    const auto arguments = std::make_shared<ScanArguments>();
    declareOptions(*command, *arguments);
    command->callback([arguments, &work] { work = [arguments] { return runScan(*arguments); }; });
}

int runScan(const ScanArguments& arguments)
{
    std::optional<Dataset> dataset = openForScan(arguments.scan);
    if (!dataset)
        return exit_code::kWrongUsage;
    if (!arguments.folder.empty())
        makeFolder(arguments.folder);
    const DatasetScan scan = scanDataset(std::move(*dataset), arguments.scan);
    if (!scan.report)
        return scan.exitCode;

    const ScanReport& report = *scan.report;
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
