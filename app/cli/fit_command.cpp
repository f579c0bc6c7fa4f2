// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fit_command.h"

#include "app/cli/batch_work_runner.h"
#include "app/cli/exit_code.h"
#include "app/cli/fit_text.h"
#include "app/cli/standard_streams.h"
#include "app/cli/training_watch.h"
#include "app/common/shipped_configs.h"
#include "engine/core/printable.h"
#include "training/config/run_config_yaml.h"
#include "training/neural/training_session.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <system_error>

namespace tempo::cli {

namespace {

namespace fs = std::filesystem;

void declareOptions(CLI::App& command, FitArguments& arguments)
{
    command
        .add_option("SETTING", arguments.overrides,
                    "Settings that count more than the files, such as trainer.max_epochs=20")
        ->option_text(" ");
    CLI::Option* const config =
        command.add_option("-c,--config", arguments.configs, "YAML files; where two differ, the later one counts")
            ->allow_extra_args(false)
            ->option_text("FILE ...");
    command.add_option("--resume", arguments.resumed, "Go on with a run at its last checkpoint")
        ->option_text("RUN")
        ->excludes(config);
}

/// A file as it is named, or else among those that come with tempnetic.
fs::path configPath(const std::string& name)
{
    const fs::path path(name);
    std::error_code error;
    if (fs::exists(path, error) || path.is_absolute())
        return path;
    const fs::path shipped = app::shippedConfigs() / path;
    return fs::exists(shipped, error) ? shipped : path;
}

RunConfig configOf(const FitArguments& arguments)
{
    std::vector<fs::path> files;
    for (const std::string& name : arguments.configs)
        files.push_back(configPath(name));
    return loadRunConfig(files, arguments.overrides);
}

TrainingSession openSession(const FitArguments& arguments, const std::optional<RunConfig>& config, NeuralModule& module,
                            WorkRunner& runner)
{
    if (config)
        return TrainingSession::begin(*config, module, runner);
    return TrainingSession::resume(fs::absolute(arguments.resumed), arguments.overrides, module, runner);
}

int report(const WatchedOutcome& watched, const TrainingSession& session)
{
    if (watched.outcome.end == TrainingOutcome::End::Cancelled) {
        printMessage(fmt::format("cancelled; 'tempnetic fit --resume {}' goes on from the last checkpoint",
                                 printable(session.job().runFolder)));
        return exit_code::kSignalBase + (watched.signal != 0 ? watched.signal : SIGINT);
    }
    Output output;
    if (!output.write(fitResultText(watched.outcome, session.job(), session.reference())))
        return output.reportFailure();
    return exit_code::kAllWell;
}

} // namespace

void addFitCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("fit", "Train a network on a dataset");
    const auto arguments = std::make_shared<FitArguments>();
    declareOptions(*command, *arguments);
    command->callback([arguments, &work] { work = [arguments] { return runFit(*arguments); }; });
}

int runFit(const FitArguments& arguments)
{
    std::optional<RunConfig> config;
    if (arguments.resumed.empty()) {
        try {
            config = configOf(arguments);
        } catch (const Error& error) {
            printMessage(error.message());
            return exit_code::kWrongUsage;
        }
    }
    NeuralModule& module = neuralModule();
    BatchWorkRunner runner;
    try {
        TrainingSession session = openSession(arguments, config, module, runner);
        for (const std::string& message : session.messages())
            printMessage(message);
        return report(watchTraining(session, module), session);
    } catch (const Cancelled&) {
        printMessage("stopped before the training began; what was read is remembered");
        return exit_code::kSignalBase + runner.signal();
    }
}

} // namespace tempo::cli
