// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_command.h"

#include "app/cli/exit_code.h"
#include "app/cli/standard_streams.h"
#include "engine/core/printable.h"
#include "training/neural/neural_module.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <vector>

namespace tempo::cli {

namespace {

/// An option that takes one of an enumeration's names.
template <class Enumeration>
void addChoice(CLI::App& command, const std::string& name, Enumeration& value, const std::string& description)
{
    std::vector<std::string> names;
    for (const Enumeration known : kValuesOf<Enumeration>)
        names.emplace_back(nameOf(known));
    command
        .add_option_function<std::string>(
            name, [&value](const std::string& text) { value = valueOfName<Enumeration>(text).value(); },
            fmt::format("{}: {}", description, fmt::join(names, ", ")))
        ->check(CLI::IsMember(names))
        ->required()
        ->option_text("NAME");
}

} // namespace

void addImportCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("import-weights", "Take over the weights of another program");
    const auto arguments = std::make_shared<ImportArguments>();
    command->add_option("FROM", arguments->from, "A .safetensors file, or .pth or .pt of torch.save(state_dict)")
        ->required()
        ->option_text(" ");
    addChoice(*command, "--network", arguments->model.network, "Network that they are for");
    addChoice(*command, "--input", arguments->model.input, "Its input");
    command->add_flag("--causal", arguments->model.isCausal, "Its variant without a look into the future");
    command->add_option("--out", arguments->output, "File to write, for model.weights")
        ->required()
        ->option_text("FILE");
    command->callback([arguments, &work] { work = [arguments] { return runImport(*arguments); }; });
}

int runImport(const ImportArguments& arguments)
{
    const std::filesystem::path file(arguments.output);
    for (const std::string& line : neuralModule().importWeights(arguments.from, arguments.model, file))
        printMessage(line);
    Output output;
    if (!output.write(fmt::format("Weights: {}\n", printable(file))))
        return output.reportFailure();
    return exit_code::kAllWell;
}

} // namespace tempo::cli
