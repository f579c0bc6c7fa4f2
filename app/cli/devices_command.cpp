// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/devices_command.h"

#include "app/cli/exit_code.h"
#include "app/cli/standard_streams.h"
#include "app/cli/text.h"
#include "engine/core/printable.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace tempo::cli {

namespace {

constexpr std::size_t kNameWidth = 10;
constexpr std::size_t kUsableWidth = 8;

} // namespace

void addDevicesCommand(CLI::App& root, std::function<int()>& work)
{
    CLI::App* command = root.add_subcommand("devices", "Show on what networks can run here");
    command->callback([&work] { work = runDevices; });
}

std::string devicesText(const std::vector<ComputeDevice>& devices, const std::string& version,
                        const std::filesystem::path& module)
{
    std::string text = padRight("Device", kNameWidth) + padRight("Usable", kUsableWidth) + "Description\n";
    const ComputeDevice* choice = nullptr;
    for (const ComputeDevice& device : devices) {
        std::string description = device.description;
        if (!device.isUsable)
            description += (description.empty() ? "" : "; ") + device.reason;
        else if (!choice)
            choice = &device;
        text += padRight(device.name, kNameWidth) + padRight(device.isUsable ? "yes" : "no", kUsableWidth) +
                printable(std::string_view(description)) + "\n";
    }
    if (choice)
        text += fmt::format("auto: {}{}{}\n", choice->name, choice->reason.empty() ? "" : ", ",
                            printable(std::string_view(choice->reason)));
    return text + fmt::format("LibTorch: {}\nModule: {}\n", version, printable(module));
}

int runDevices()
{
    NeuralModule& module = neuralModule();
    Output output;
    if (!output.write(devicesText(module.devices(), module.version(), neuralModulePath())))
        return output.reportFailure();
    return exit_code::kAllWell;
}

} // namespace tempo::cli
