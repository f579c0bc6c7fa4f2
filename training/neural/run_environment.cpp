// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/run_environment.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/split_file.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/utsname.h>

#include <algorithm>
#include <ctime>
#include <thread>

namespace tempo {

namespace {

using Json = nlohmann::json;

Json systemJson()
{
    utsname names = {};
    ::uname(&names);
    return {{"system", fmt::format("{} {}", names.sysname, names.release)},
            {"machine", names.machine},
            {"processors", std::thread::hardware_concurrency()}};
}

Json datasetJson(const RunConfig& config, const TrainingData& data, const Split& split)
{
    Json roots = Json::array();
    for (const std::filesystem::path& root : config.data.roots)
        roots.push_back(printable(root));
    const auto nUsed =
        std::ranges::count_if(split.entries, [](const SplitEntry& entry) { return entry.part != SplitPart::LeftOut; });
    return {{"roots", roots},
            {"references", data.references},
            {"tracks", data.dataset.tracks.size()},
            {"used", nUsed},
            {"fingerprint", fingerprintOf(data, split)},
            {"split", fingerprintOf(split)}};
}

} // namespace

ComputeDevice chosenDevice(const NeuralModule& module, const std::string& name)
{
    const std::vector<ComputeDevice> devices = module.devices();
    const std::string wanted = name == "cuda" ? "cuda:0" : name;
    std::string known;
    for (const ComputeDevice& device : devices) {
        const bool isChosen = wanted == "auto" ? device.isUsable : device.name == wanted;
        if (isChosen && device.isUsable)
            return device;
        if (isChosen)
            throw Error(
                ErrorCode::InvalidArgument,
                fmt::format("trainer.device={}: cannot be used: {}; trainer.device=cpu works", name, device.reason));
        known += device.isUsable ? ", " + device.name : "";
    }
    throw Error(ErrorCode::InvalidArgument,
                fmt::format("trainer.device={}: there is no such device; there are auto{}", name, known));
}

std::string environmentJson(const RunConfig& config, const NeuralModule& module, const TrainingData& data,
                            const Split& split)
{
    const ComputeDevice device = chosenDevice(module, config.trainer.device);
    const Json json = {
        {"tempnetic", TEMPNETIC_VERSION},
        {"libtorch", module.version()},
        {"compiler", __VERSION__},
        {"system", systemJson()},
        {"device", {{"name", device.name}, {"description", device.description}}},
        {"seed", config.seed},
        {"dataset", datasetJson(config, data, split)},
        {"begun", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))},
    };
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool isSameDataset(std::string_view json, const TrainingData& data, const Split& split)
{
    const Json environment = Json::parse(json, nullptr, false);
    const Json::json_pointer place("/dataset/fingerprint");
    return !environment.is_object() || !environment.contains(place) ||
           environment.at(place) == fingerprintOf(data, split);
}

} // namespace tempo
