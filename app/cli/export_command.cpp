// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_command.h"

#include "app/cli/exit_code.h"
#include "app/cli/standard_streams.h"
#include "engine/core/printable.h"
#include "training/neural/neural_module.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace tempo::cli {

void addExportCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("export", "Write a model for other programs");
    const auto arguments = std::make_shared<ExportArguments>();
    command->add_option("MODEL", arguments->model, "Model file of a training run")->required()->option_text(" ");
    command->add_option("--format", arguments->format, "Format of the file: onnx")
        ->check(CLI::IsMember({"onnx"}))
        ->option_text("NAME [onnx]");
    command->add_option("--out", arguments->output, "File to write")->required()->option_text("FILE");
    command->callback([arguments, &work] { work = [arguments] { return runExport(*arguments); }; });
}

int runExport(const ExportArguments& arguments)
{
    const std::filesystem::path file(arguments.output);
    neuralModule().exportOnnx(arguments.model, file);
    Output output;
    if (!output.write(fmt::format("Model: {}\n", printable(file))))
        return output.reportFailure();
    return exit_code::kAllWell;
}

} // namespace tempo::cli
