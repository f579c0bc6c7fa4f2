// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "app/cli/devices_command.h"
#include "app/cli/estimate_command.h"
#include "app/cli/evaluate_command.h"
#include "app/cli/exit_code.h"
#include "app/cli/export_command.h"
#include "app/cli/extend_command.h"
#include "app/cli/features_command.h"
#include "app/cli/fit_command.h"
#include "app/cli/import_command.h"
#include "app/cli/scan_command.h"
#include "app/cli/split_command.h"
#include "app/cli/synth_command.h"
#include "engine/core/nearest_word.h"
#include "engine/core/printable.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>
#include <utility>

namespace tempo::cli {

namespace {

constexpr const char* kVersionText =
    "tempnetic " TEMPNETIC_VERSION "\nLicense GPL-3.0-or-later: free software, without any warranty.";

/// The sub-command in use, or the program itself.
const CLI::App& activeCommand(const CLI::App& root)
{
    const std::vector<CLI::App*> chosen = root.get_subcommands();
    return chosen.empty() ? root : *chosen.front();
}

std::vector<std::string> optionNames(const CLI::App& command)
{
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
        for (const std::string& name : option->get_snames())
            names.push_back("-" + name);
    }
    return names;
}

std::vector<std::string> commandNames(const CLI::App& root)
{
    std::vector<std::string> names;
    for (const CLI::App* command : root.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

/// A dash alone and negative numbers are values.
bool looksLikeOption(const std::string& word)
{
    return word.size() > 1 && word[0] == '-' && (word[1] < '0' || word[1] > '9');
}

/// What CLI11 says, or better words where the user mistyped a name.
std::string usageError(const CLI::App& root, const CLI::ParseError& error, const std::vector<std::string>& words)
{
    const CLI::App& command = activeCommand(root);
    const auto describe = [](const std::string& kind, const std::string& word, const std::vector<std::string>& known) {
        const std::string nearest = nearestWord(word, known);
        return "unknown " + kind + " '" + word + "'" + (nearest.empty() ? "" : "; did you mean '" + nearest + "'?");
    };
    if (&command == &root && !words.empty() && !words.front().starts_with('-'))
        return describe("command", words.front(), commandNames(root));
    const std::vector<std::string> known = optionNames(command);
    for (const std::string& word : words) {
        if (word == "--")
            break;
        const std::string name = word.substr(0, word.find('='));
        if (looksLikeOption(name) && std::ranges::find(known, name) == known.end())
            return describe("option", name, known);
    }
    return error.what();
}

Invocation wrongUsage(const CLI::App& root, const std::string& cause)
{
    const CLI::App& command = activeCommand(root);
    const std::string name = &command == &root ? "tempnetic" : "tempnetic " + command.get_name();
    Invocation invocation;
    invocation.errorText = "tempnetic: " + printable(std::string_view(cause)) + "\nTry '" + name + " --help'.\n";
    invocation.exitCode = exit_code::kWrongUsage;
    return invocation;
}

/// CLI11 takes a positional argument `[a,b]` apart as a list; the same file under another name is left alone.
std::string protectBrackets(const std::string& word)
{
    return word.starts_with('[') && word.ends_with(']') ? "./" + word : word;
}

} // namespace

Invocation parseArguments(const std::vector<std::string>& words)
{
    Invocation invocation;
    CLI::App root("Estimates the tempo of music.", "tempnetic");
    root.require_subcommand(1);
    root.set_version_flag("--version", kVersionText, "Print the version and exit");
    root.footer("'tempnetic COMMAND --help' describes a command, 'man tempnetic' everything.");
    addEstimateCommand(root, invocation.work);
    addFeaturesCommand(root, invocation.work);
    addScanCommand(root, invocation.work);
    addSplitCommand(root, invocation.work);
    addSynthCommand(root, invocation.work);
    addExtendCommand(root, invocation.work);
    addFitCommand(root, invocation.work);
    addEvaluateCommand(root, invocation.work);
    addExportCommand(root, invocation.work);
    addImportCommand(root, invocation.work);
    addDevicesCommand(root, invocation.work);
    for (CLI::App* command : root.get_subcommands([](const CLI::App*) { return true; }))
        command->set_version_flag("--version", kVersionText, "Print the version and exit");
    if (words.empty())
        return {.work = {}, .text = {}, .errorText = root.help(), .exitCode = exit_code::kWrongUsage};

    std::vector<std::string> reversed;
    std::ranges::transform(words, std::back_inserter(reversed), protectBrackets);
    std::ranges::reverse(reversed);
    try {
        root.parse(std::move(reversed));
    } catch (const CLI::CallForHelp&) {
        return {.work = {}, .text = root.help(), .errorText = {}, .exitCode = exit_code::kAllWell};
    } catch (const CLI::CallForVersion&) {
        return {.work = {}, .text = std::string(kVersionText) + "\n", .errorText = {}, .exitCode = exit_code::kAllWell};
    } catch (const CLI::ParseError& error) {
        return wrongUsage(root, usageError(root, error, words));
    }
    return invocation;
}

} // namespace tempo::cli
