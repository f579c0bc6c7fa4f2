// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/estimate_command.h"

#include "app/cli/batch_runner.h"
#include "app/cli/estimate_text.h"
#include "app/cli/exit_code.h"
#include "app/cli/freed_memory.h"
#include "app/cli/interrupt.h"
#include "app/cli/jobs_option.h"
#include "app/cli/progress_line.h"
#include "app/cli/standard_streams.h"
#include "app/common/estimator_choice.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <utility>

namespace tempo::cli {

namespace {

/// Whether the answer is the one line for one file. A folder or playlist with one file in it still makes a table, so
/// that a script does not meet another format when a file is added.
bool isSingleFile(const EstimateArguments& arguments)
{
    if (arguments.inputs.size() != 1)
        return false;
    const std::filesystem::path path(arguments.inputs.front());
    std::error_code ignored;
    return !isPlaylist(path) && !std::filesystem::is_directory(path, ignored);
}

/// Prints outcomes in the form that was asked for and remembers whether all went well.
class Printer {
public:
    Printer(const EstimateArguments& arguments, std::string method, std::span<const AudioSource> sources)
        : m_arguments(arguments), m_method(std::move(method)), m_table(sources), m_isSingleFile(isSingleFile(arguments))
    {
    }

    void print(const app::FileOutcome& outcome)
    {
        if (const std::string& message = outcome.hasFailed() ? outcome.error : outcome.warning; !message.empty())
            printMessage(outcome.path.native() + ": " + message);
        m_hasFailures = m_hasFailures || outcome.hasFailed();
        m_output.write(format(outcome));
    }

    [[nodiscard]] const Output& output() const { return m_output; }
    [[nodiscard]] bool hasFailures() const { return m_hasFailures; }

private:
    [[nodiscard]] std::string format(const app::FileOutcome& outcome)
    {
        if (m_arguments.format == ResultFormat::JsonLines)
            return jsonLine(outcome, m_method, m_arguments.options.estimate);
        std::string text;
        if (!m_isSingleFile)
            text = (m_isHeaderPrinted ? "" : m_table.header()) + m_table.row(outcome);
        else if (outcome.estimate.bpm)
            text = tempoLine(*outcome.estimate.bpm);
        m_isHeaderPrinted = true;
        if (outcome.estimate.curve)
            text += curveListing(*outcome.estimate.curve);
        return text;
    }

    const EstimateArguments& m_arguments;
    std::string m_method;
    ResultTable m_table;
    Output m_output;
    bool m_isSingleFile;
    bool m_isHeaderPrinted = false;
    bool m_hasFailures = false;
};

/// A worker with an estimator of its own, made when the first file needs it.
Worker makeWorker(const app::EstimatorChoice& choice, const app::OutcomeOptions& options,
                  std::span<const AudioSource> sources)
{
    return [&choice, &options, sources, estimator = std::shared_ptr<TempoEstimator>()](
               std::size_t index, const ProgressSink& progress, const std::stop_token& stop) mutable {
        const app::EstimatorSource lazyEstimator = [&]() -> TempoEstimator& {
            if (!estimator)
                estimator = app::makeChosenEstimator(choice);
            return *estimator;
        };
        return app::estimateSource(lazyEstimator, sources[index], options, progress, stop);
    };
}

std::string checkMethod(const std::string& text)
{
    const std::vector<std::string_view> names = app::methodNames();
    if (std::ranges::find(names, text) != names.end())
        return {};
    return fmt::format("unknown method '{}'; known: {}", text, fmt::join(names, ", "));
}

void declareOptions(CLI::App& command, EstimateArguments& arguments)
{
    command
        .add_option("FILE|FOLDER|PLAYLIST", arguments.inputs,
                    "Audio files, folders (with their subfolders), M3U playlists")
        ->required()
        ->option_text(" ");
    command
        .add_option("--method", arguments.method,
                    fmt::format("Estimator, one of: {}", fmt::join(app::methodNames(), ", ")))
        ->check(checkMethod)
        ->option_text(fmt::format("NAME [{}]", app::methodNames().front()));
    command.add_option("--model", arguments.model, "Model file of the network")
        ->option_text("FILE [the one that comes with tempnetic]");
    command.add_flag_callback(
        "--json", [&arguments] { arguments.format = ResultFormat::JsonLines; }, "Print one JSON object a file");
    command.add_flag("--curve", arguments.options.estimate.withCurve, "Also give the tempo over time");
    command.add_flag_callback(
        "--allow-truncated", [&arguments] { arguments.options.truncatedFiles = app::TruncatedFiles::Allow; },
        "Estimate files that break off early from what they hold");
    addJobsOption(command, arguments.jobs, "Files worked on at a time, 1 to 1024");
}

} // namespace

void addEstimateCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("estimate", "Estimate the tempo of audio files");
    const auto arguments = std::make_shared<EstimateArguments>();
    declareOptions(*command, *arguments);
    command->callback([arguments, &work] { work = [arguments] { return runEstimate(*arguments); }; });
}

int runEstimate(const EstimateArguments& arguments)
{
    const std::vector<std::filesystem::path> inputs(arguments.inputs.begin(), arguments.inputs.end());
    const std::vector<AudioSource> sources = collectAudioSources(inputs);
    const app::EstimatorChoice choice = app::chooseEstimator(arguments.method, arguments.model);
    if (!choice.notice.empty())
        printMessage(choice.notice);
    keepFreedMemory();
    const InterruptGuard interrupt;
    Printer printer(arguments, choice.method, sources);
    ProgressLine progressLine;
    std::size_t nPrinted = 0;
    const BatchHooks hooks{
        .emit =
            [&](std::size_t, const app::FileOutcome& outcome) {
                progressLine.clear();
                printer.print(outcome);
                ++nPrinted;
            },
        .tick =
            [&](const BatchStatus& status) {
                if (status.current < sources.size())
                    progressLine.update(status, sources[status.current].path.native());
            },
        .isStopWanted = [&] { return interrupt.signal() != 0 || printer.output().failed(); },
    };
    const bool isComplete = runBatch(
        sources.size(), arguments.jobs, [&] { return makeWorker(choice, arguments.options, sources); }, hooks);
    progressLine.clear();
    if (printer.output().failed())
        return printer.output().reportFailure();
    if (!isComplete) {
        printMessage(fmt::format("stopped after {} of {} files", nPrinted, sources.size()));
        return exit_code::kSignalBase + interrupt.signal();
    }
    return printer.hasFailures() ? exit_code::kSomeFailed : exit_code::kAllWell;
}

} // namespace tempo::cli
