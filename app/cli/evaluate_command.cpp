// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluate_command.h"

#include "app/cli/batch_work_runner.h"
#include "app/cli/exit_code.h"
#include "app/cli/freed_memory.h"
#include "app/cli/standard_streams.h"
#include "app/common/evidence.h"
#include "engine/core/printable.h"
#include "engine/evaluation/evaluation_items.h"
#include "engine/evaluation/report_files.h"
#include "engine/evaluation/report_tables.h"
#include "training/files/prediction_cache.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <utility>

namespace tempo::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kNone = "none";
constexpr double kLargestTolerance = 20.0;

std::string checkTolerance(const std::string& text)
{
    const std::optional<double> percent = parsePositive(text);
    return percent && *percent < kLargestTolerance
               ? ""
               : fmt::format("'{}' is not a tolerance in % above 0 and below 20", text);
}

std::string checkChoice(const std::string& text)
{
    return trackChoiceOf(text) ? "" : "unknown split '" + text + "'; known: val, test, train, all";
}

void declareSystems(CLI::App& command, EvaluateArguments& arguments)
{
    command.add_option("--model", arguments.models, "Model file to evaluate; 'none' for no network; may be repeated")
        ->allow_extra_args(false)
        ->option_text("FILE [the one that comes with tempnetic]");
    command.add_option("--baseline", arguments.baseline, "Classical method to evaluate: librosa or none")
        ->check(CLI::IsMember({"librosa", "none"}))
        ->option_text("NAME [librosa]");
    command
        .add_option("--estimates", arguments.estimates,
                    "Another program's estimates: a CSV table, a JAMS file or a folder with one file a track; may be "
                    "repeated")
        ->allow_extra_args(false)
        ->option_text("[NAME=]FILE|DIR");
}

void declareOptions(CLI::App& command, EvaluateArguments& arguments)
{
    addDatasetOptions(command, arguments.scan);
    declareSystems(command, arguments);
    command
        .add_option_function<std::string>(
            "--split", [&arguments](const std::string& name) { arguments.choice = trackChoiceOf(name).value(); },
            "Tracks: val (no model learnt from them), test (no model knows them), train, all")
        ->check(checkChoice)
        ->option_text("NAME [val]");
    command
        .add_option("--reference", arguments.references,
                    "Which of several references to judge by; the first named is the one that counts; may be repeated")
        ->allow_extra_args(false)
        ->option_text("NAME [all]");
    command
        .add_option_function<std::string>(
            "--tolerance",
            [&arguments](const std::string& text) { arguments.tolerance = parsePositive(text).value() / 100.0; },
            "Tolerance of Accuracy1 and Accuracy2 in %")
        ->check(checkTolerance)
        ->option_text("PERCENT [4]");
    command.add_option("--out", arguments.folder, "Folder for the results")->required()->option_text("DIR");
    command
        .add_option("--bundle", arguments.bundle,
                    "Also write everything as one file, which tempnetic-workbench opens without the dataset")
        ->option_text("FILE");
    addReadingOptions(command, arguments.scan);
}

std::vector<std::size_t> chosenTracks(const Evaluation& evaluation, const EvaluateArguments& arguments)
{
    std::vector<std::size_t> chosen = chooseTracks(evaluation, arguments.choice);
    if (chosen.empty())
        throw Error(
            ErrorCode::InvalidArgument,
            fmt::format("{}: no track is left with --split {}{}", printable(fs::path(arguments.scan.dataset)),
                        nameOf(arguments.choice),
                        arguments.choice == TrackChoice::Train
                            ? ": no model learnt from any of them"
                            : ": the models learnt from all of them, or know them; --split all judges on them and "
                              "says so everywhere"));
    return chosen;
}

/// Model 'none' stands for no network; without any, the one that comes with tempnetic is meant.
app::SystemWishes wishesOf(const EvaluateArguments& arguments)
{
    app::SystemWishes wishes{.hasBaseline = arguments.baseline != kNone};
    if (!arguments.models.empty())
        wishes.models.emplace();
    for (const std::string& model : arguments.models)
        if (model != kNone)
            wishes.models->emplace_back(model);
    for (const std::string& text : arguments.estimates)
        wishes.estimates.push_back(parseEstimates(text));
    return wishes;
}

/// Lets this program's own systems listen, with what earlier runs left.
/// @throws Cancelled, with what is done kept
void predictOwn(const EvaluateArguments& arguments, const app::EvaluationSystems& systems, const ScanReport& scan,
                std::span<const std::size_t> judged, WorkRunner& runner, Evaluation& evaluation)
{
    const bool usesCache = arguments.scan.usesCache;
    std::optional<FeatureStore> features;
    if (usesCache)
        features.emplace(defaultFeatureFolder());
    OnsetStore onsets(usesCache ? defaultFeatureFolder() / "onset" : fs::path());
    const EvaluationStores stores{.features = features ? &*features : nullptr,
                                  .onsets = onsets,
                                  .predictions = usesCache ? defaultPredictionFolder() : fs::path()};
    systems.predict({.dataset = scan.dataset, .scans = scan.scans, .wanted = judged, .jobs = arguments.scan.jobs},
                    stores, runner, evaluation);
}

int report(const EvaluateArguments& arguments, const Dataset& dataset, const Evaluation& evaluation,
           const std::vector<std::size_t>& chosen)
{
    const EvaluationOptions options{.reference = {},
                                    .tolerance = arguments.tolerance,
                                    .scope = app::scopeText(arguments.choice, chosen.size(), evaluation.items.size())};
    const EvaluationReport result = makeEvaluationReport(evaluation, chosen, options);
    if (!arguments.bundle.empty())
        writeEvidence(arguments.bundle, app::evidenceOf(dataset, evaluation, arguments.choice, chosen, options));
    for (const std::string& message : writeEvaluation(arguments.folder, evaluation, result))
        printMessage(message);
    bool isComplete = true;
    for (const SystemReport& system : result.systems) {
        isComplete = isComplete && system.unanswered.empty();
        if (!system.unanswered.empty())
            printMessage(fmt::format("{}: no answer for {} of {} tracks, such as {}; they count as wrong",
                                     printable(std::string_view(system.name)), system.unanswered.size(),
                                     result.items.size(),
                                     printable(std::string_view(evaluation.items[system.unanswered.front()].id))));
    }
    for (const std::string& note : reportNotes(evaluation, result))
        if (!isComplete || !note.starts_with("A track"))
            printMessage(note);
    Output output;
    output.write(evaluationTable(evaluation, result));
    output.write(fmt::format("\nReport: {}\n", printable(fs::path(arguments.folder) / "report.html")));
    if (output.failed())
        return output.reportFailure();
    return isComplete ? exit_code::kAllWell : exit_code::kSomeFailed;
}

} // namespace

app::EstimatesSource parseEstimates(const std::string& text)
{
    const std::size_t equals = text.find('=');
    std::error_code ignored;
    if (equals == std::string::npos || equals == 0 || fs::exists(text, ignored)) {
        const fs::path path = fs::path(text).lexically_normal();
        const fs::path last = path.has_filename() ? path.filename() : path.parent_path().filename();
        return {.name = printable(fs::is_directory(path, ignored) ? last : last.stem()), .path = text};
    }
    return {.name = printable(std::string_view(text).substr(0, equals)), .path = text.substr(equals + 1)};
}

void addEvaluateCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("evaluate", "Measure baseline, models and others on a dataset");
    const auto arguments = std::make_shared<EvaluateArguments>();
    declareOptions(*command, *arguments);
    command->callback([arguments, &work] { work = [arguments] { return runEvaluate(*arguments); }; });
}

int runEvaluate(const EvaluateArguments& arguments)
{
    DatasetScanArguments scanning = arguments.scan;
    if (!arguments.references.empty())
        scanning.options.integrity.referenceVersion = arguments.references.front();
    std::optional<Dataset> dataset = openForScan(scanning);
    if (!dataset)
        return exit_code::kWrongUsage;
    const DatasetScan scan = scanDataset(std::move(*dataset), scanning);
    if (!scan.report)
        return scan.exitCode;
    std::vector<std::string> messages;
    Evaluation evaluation = evaluationOf(scan.report->dataset, scan.report->scans, arguments.references, messages);
    const app::EvaluationSystems systems(wishesOf(arguments), scan.report->dataset, evaluation, messages);
    for (const std::string& message : messages)
        printMessage(message);
    const std::vector<std::size_t> chosen = chosenTracks(evaluation, arguments);
    if (systems.listens()) {
        keepFreedMemory();
        BatchWorkRunner runner;
        try {
            predictOwn(arguments, systems, *scan.report, app::itemsWithReference(evaluation, chosen), runner,
                       evaluation);
        } catch (const Cancelled&) {
            printMessage("stopped; the same command goes on from there");
            return exit_code::kSignalBase + (runner.signal() != 0 ? runner.signal() : SIGINT);
        }
    }
    return report(arguments, scan.report->dataset, evaluation, chosen);
}

} // namespace tempo::cli
