// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/split_command.h"

#include "app/cli/exit_code.h"
#include "app/cli/seed_option.h"
#include "app/cli/split_table.h"
#include "app/cli/standard_streams.h"
#include "app/cli/usage_check.h"
#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

namespace tempo::cli {

namespace {

constexpr std::size_t kLargestSplit = std::size_t{256} << 20U;

constexpr std::array<std::pair<std::string_view, SplitMethod>, 3> kMethods{
    {{"random", SplitMethod::Random}, {"first", SplitMethod::FirstOfGenre}, {"kfold", SplitMethod::KFold}}};

std::optional<SplitMethod> methodOf(std::string_view name)
{
    for (const auto& [known, method] : kMethods)
        if (known == name)
            return method;
    return std::nullopt;
}

std::string checkMethod(const std::string& name)
{
    return methodOf(name) ? "" : "unknown method '" + name + "'; known: random, first, kfold";
}

/// The options that only some methods use, to refuse those that would have no effect.
struct MethodOptions {
    CLI::Option* method = nullptr;
    CLI::Option* validation = nullptr;
    CLI::Option* test = nullptr;
    CLI::Option* seed = nullptr;
    CLI::Option* folds = nullptr;
    CLI::Option* fold = nullptr;
    CLI::Option* noByGenre = nullptr;
    std::array<CLI::Option*, 3> lists{};
};

MethodOptions declareMethodOptions(CLI::App& command, SplitOptions& options)
{
    MethodOptions declared;
    declared.method =
        command
            .add_option_function<std::string>(
                "--method", [&options](const std::string& name) { options.method = methodOf(name).value(); },
                "random, first (of each genre, by name; the original project's) or kfold")
            ->check(checkMethod)
            ->option_text("NAME [random]");
    declared.validation =
        command.add_option("--validation", options.validationFraction, "Share of the tracks that validates")
            ->option_text("F [0.2]");
    declared.test = command.add_option("--test", options.testFraction, "Share of the tracks that tests, for random")
                        ->option_text("F [0]");
    declared.seed = addSeedOption(command, options.seed, "The same seed gives the same split");
    declared.folds = command.add_option("--folds", options.folds, "Number of folds, for kfold")->option_text("K [10]");
    declared.fold = command.add_option("--fold", options.heldOutFold, "The fold that validates, from 0, for kfold")
                        ->option_text("I [0]");
    declared.noByGenre = command.add_flag_callback(
        "--no-by-genre", [&options] { options.byGenre = false; }, "Deal all tracks at once, not genre by genre");
    return declared;
}

std::array<CLI::Option*, 3> declareListOptions(CLI::App& command, SplitLists& lists)
{
    const auto add = [&command](const char* name, std::filesystem::path& list, const char* description) {
        return command
            .add_option_function<std::string>(
                name, [&list](const std::string& file) { list = file; }, description)
            ->option_text("FILE");
    };
    return {add("--train-list", lists.train, "Your own split: ids or audio paths that train, one a line"),
            add("--valid-list", lists.validation, "The same for validation"),
            add("--test-list", lists.test, "The same for test")};
}

/// @throws CLI::ValidationError for options that contradict each other or are out of their ranges
void checkCombination(const MethodOptions& declared, const SplitOptions& options)
{
    const auto refuse = [](const CLI::Option* option, const std::string& reason) {
        if (option->count() > 0)
            throw CLI::ValidationError(option->get_name() + " " + reason);
    };
    const auto isGiven = [](const CLI::Option* option) { return option->count() > 0; };
    if (std::ranges::any_of(declared.lists, isGiven))
        for (const CLI::Option* option : {declared.method, declared.validation, declared.test, declared.seed,
                                          declared.folds, declared.fold, declared.noByGenre})
            refuse(option, "has no effect on a split by lists");
    if (options.method != SplitMethod::Random)
        refuse(declared.test, "is for --method random");
    if (options.method == SplitMethod::FirstOfGenre)
        refuse(declared.seed, "has no effect with --method first");
    if (options.method == SplitMethod::KFold)
        refuse(declared.validation, "has no effect with --method kfold; one fold validates");
    else
        for (const CLI::Option* option : {declared.folds, declared.fold})
            refuse(option, "is for --method kfold");
    refuseAsUsage([&] { requireValid(options); });
}

Split splitOf(const ScanReport& report, const SplitArguments& arguments)
{
    const SplitConstraints constraints = splitConstraints(report);
    const SplitLists& lists = arguments.lists;
    const bool hasLists = !lists.train.empty() || !lists.validation.empty() || !lists.test.empty();
    return hasLists ? readSplitLists(report.dataset, constraints, lists)
                    : makeSplit(report.dataset, constraints, arguments.options);
}

/// @throws Error(FileAccess) if the file holds something else and is not to be overwritten
void saveSplit(const SplitArguments& arguments, const Split& split)
{
    const std::filesystem::path file(arguments.file);
    std::error_code ignored;
    if (!arguments.isOverwriting && std::filesystem::exists(file, ignored) &&
        readTextFile(file, kLargestSplit) != splitToCsv(split))
        throw Error(ErrorCode::FileAccess,
                    file.native() + ": holds something else; name another file, or replace it with --force");
    writeSplitFile(file, split);
}

} // namespace

void addSplitCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("split", "Deal a dataset out into training, validation and test");
    const auto arguments = std::make_shared<SplitArguments>();
    addDatasetOptions(*command, arguments->scan);
    command->add_option("--out", arguments->file, "Write the split into a file instead of to standard output")
        ->option_text("FILE");
    command->add_flag("--force", arguments->isOverwriting, "Replace a file that holds another split");
    MethodOptions declared = declareMethodOptions(*command, arguments->options);
    declared.lists = declareListOptions(*command, arguments->lists);
    addTempoOptions(*command, arguments->scan);
    addReadingOptions(*command, arguments->scan);
    command->callback([arguments, declared, &work] {
        checkCombination(declared, arguments->options);
        work = [arguments] { return runSplit(*arguments); };
    });
}

int runSplit(const SplitArguments& arguments)
{
    std::optional<Dataset> dataset = openForScan(arguments.scan);
    if (!dataset)
        return exit_code::kWrongUsage;
    const DatasetScan scan = scanDataset(std::move(*dataset), arguments.scan);
    if (!scan.report)
        return scan.exitCode;

    const Split split = splitOf(*scan.report, arguments);
    for (const std::string& warning : scan.report->dataset.warnings)
        printMessage(warning);
    for (const std::string& warning : split.warnings)
        printMessage(warning);
    Output output;
    if (arguments.file.empty()) {
        output.write(splitToCsv(split));
    } else {
        saveSplit(arguments, split);
        output.write(
            splitTable(scan.report->dataset, split) +
            fmt::format("{}: SHA-256 {}\n", printable(std::filesystem::path(arguments.file)), fingerprintOf(split)));
    }
    return output.failed() ? output.reportFailure() : exit_code::kAllWell;
}

} // namespace tempo::cli
