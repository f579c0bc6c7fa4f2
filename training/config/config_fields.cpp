// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/config/config_fields.h"

#include "engine/datasets/text_values.h"
#include "training/config/config_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <type_traits>
#include <utility>

namespace tempo {

namespace {

constexpr Interval kAny{};
constexpr Interval kNotNegative{.low = 0.0};
constexpr Interval kPositive{.low = 0.0, .hasLow = false};
constexpr Interval kShare{.low = 0.0, .high = 1.0};
constexpr Interval kBelowOne{.low = 0.0, .high = 1.0, .hasHigh = false};
// No machine has more; a typo must not ask for billions.
constexpr Interval kCount{.low = 0.0, .high = 1e6};
constexpr Interval kCountFromOne{.low = 1.0, .high = 1e6};
constexpr Interval kThreads{.low = 0.0, .high = 1024.0};

// In each of the following, `access` gives the place of the value within a RunConfig, constant or not.

template <class Access>
ConfigField real(std::string key, Access access, Interval interval = kAny)
{
    return {std::move(key),
            [=](RunConfig& config, const ConfigSetting& setting) { access(config) = realOf(setting, interval); },
            [=](const RunConfig& config) { return yamlOf(access(config)); }};
}

template <class Access>
ConfigField integer(std::string key, Access access, Interval interval)
{
    return {std::move(key),
            [=](RunConfig& config, const ConfigSetting& setting) {
                access(config) = static_cast<int>(integerOf(setting, interval));
            },
            [=](const RunConfig& config) { return std::to_string(access(config)); }};
}

template <class Access>
ConfigField seed(std::string key, Access access)
{
    return {std::move(key), [=](RunConfig& config, const ConfigSetting& setting) { access(config) = seedOf(setting); },
            [=](const RunConfig& config) { return std::to_string(access(config)); }};
}

template <class Access>
ConfigField flag(std::string key, Access access)
{
    return {std::move(key), [=](RunConfig& config, const ConfigSetting& setting) { access(config) = boolOf(setting); },
            [=](const RunConfig& config) { return access(config) ? "true" : "false"; }};
}

template <class Access>
ConfigField text(std::string key, Access access)
{
    return {std::move(key), [=](RunConfig& config, const ConfigSetting& setting) { access(config) = textOf(setting); },
            [=](const RunConfig& config) { return yamlOf(access(config)); }};
}

template <class Access>
ConfigField path(std::string key, Access access)
{
    return {std::move(key), [=](RunConfig& config, const ConfigSetting& setting) { access(config) = pathOf(setting); },
            [=](const RunConfig& config) { return yamlOf(access(config)); }};
}

template <class Access>
ConfigField choice(std::string key, Access access)
{
    using Enumeration = std::remove_cvref_t<decltype(access(std::declval<RunConfig&>()))>;
    const auto read = [=](RunConfig& config, const ConfigSetting& setting) {
        const std::string name = textOf(setting);
        const std::optional<Enumeration> value = valueOfName<Enumeration>(name);
        std::vector<std::string_view> names;
        for (const Enumeration known : kValuesOf<Enumeration>)
            names.push_back(nameOf(known));
        if (!value)
            refuse(setting, fmt::format("'{}' is none of {}", excerpt(name), fmt::join(names, ", ")));
        access(config) = *value;
    };
    return {std::move(key), read, [=](const RunConfig& config) { return std::string(nameOf(access(config))); }};
}

constexpr std::pair<SplitMethod, std::string_view> kSplitMethods[] = {
    {SplitMethod::Random, "random"}, {SplitMethod::FirstOfGenre, "first"}, {SplitMethod::KFold, "kfold"}};

ConfigField splitMethod()
{
    const auto read = [](RunConfig& config, const ConfigSetting& setting) {
        const std::string name = textOf(setting);
        for (const auto& [method, known] : kSplitMethods)
            if (name == known) {
                config.data.split.method = method;
                return;
            }
        refuse(setting, fmt::format("'{}' is none of random, first, kfold", excerpt(name)));
    };
    const auto write = [](const RunConfig& config) {
        const auto* const found = std::ranges::find(kSplitMethods, config.data.split.method,
                                                    &std::pair<SplitMethod, std::string_view>::first);
        return std::string(found->second);
    };
    return {"data.split_method", read, write};
}

ConfigField roots()
{
    const auto write = [](const RunConfig& config) {
        std::vector<std::string> items;
        for (const std::filesystem::path& root : config.data.roots)
            items.push_back(yamlOf(root));
        return fmt::format("[{}]", fmt::join(items, ", "));
    };
    return {"data.root", [](RunConfig& config, const ConfigSetting& setting) { config.data.roots = pathsOf(setting); },
            write};
}

ConfigField range()
{
    const auto read = [](RunConfig& config, const ConfigSetting& setting) {
        const auto [low, high] = rangeOf(setting);
        config.data.range = TempoRange{Bpm{low}, Bpm{high}};
    };
    const auto write = [](const RunConfig& config) {
        return fmt::format("[{}, {}]", config.data.range.low.value(), config.data.range.high.value());
    };
    return {"data.range", read, write};
}

bool isDeviceName(std::string_view name)
{
    if (name == "auto" || name == "cpu" || name == "cuda")
        return true;
    if (!name.starts_with("cuda:") || name.size() == 5)
        return false;
    return name.size() <= 8 && name.find_first_not_of("0123456789", 5) == std::string_view::npos;
}

ConfigField device()
{
    const auto read = [](RunConfig& config, const ConfigSetting& setting) {
        config.trainer.device = textOf(setting);
        if (!isDeviceName(config.trainer.device))
            refuse(setting, fmt::format("'{}' is none of auto, cpu, cuda:N", excerpt(config.trainer.device)));
    };
    return {"trainer.device", read, [](const RunConfig& config) { return yamlOf(config.trainer.device); }};
}

ConfigField runName()
{
    const auto read = [](RunConfig& config, const ConfigSetting& setting) {
        const std::string name = textOf(setting);
        if (name.find('/') != std::string::npos || name == "." || name == "..")
            refuse(setting,
                   fmt::format("'{}' is no name of a folder; trainer.run_dir says where it lies", excerpt(name)));
        config.trainer.name = name;
    };
    return {"trainer.name", read, [](const RunConfig& config) { return yamlOf(config.trainer.name); }};
}

using Fields = std::vector<ConfigField>;

Fields dataFields()
{
    return {
        roots(),
        path(
            "data.annotations", [](auto& c) -> auto& { return c.data.annotations; }),
        text(
            "data.reference", [](auto& c) -> auto& { return c.data.reference; }),
        range(),
        path(
            "data.split", [](auto& c) -> auto& { return c.data.splitFile; }),
        splitMethod(),
        real(
            "data.validation_fraction", [](auto& c) -> auto& { return c.data.split.validationFraction; }, kBelowOne),
        real(
            "data.test_fraction", [](auto& c) -> auto& { return c.data.split.testFraction; }, kBelowOne),
        seed(
            "data.split_seed", [](auto& c) -> auto& { return c.data.split.seed; }),
        integer("data.folds", [](auto& c) -> auto& { return c.data.split.folds; }, {.low = 2.0, .high = 1e6}),
        integer(
            "data.fold", [](auto& c) -> auto& { return c.data.split.heldOutFold; }, kCount),
        path(
            "data.cache", [](auto& c) -> auto& { return c.data.cache; }),
        integer(
            "data.jobs", [](auto& c) -> auto& { return c.data.jobs; }, kThreads),
    };
}

Fields modelFields()
{
    return {
        choice(
            "model.network", [](auto& c) -> auto& { return c.model.network; }),
        choice(
            "model.input", [](auto& c) -> auto& { return c.model.input; }),
        flag(
            "model.causal", [](auto& c) -> auto& { return c.model.isCausal; }),
        real(
            "model.dropout", [](auto& c) -> auto& { return c.model.dropout; }, kBelowOne),
        path(
            "model.weights", [](auto& c) -> auto& { return c.model.weights; }),
    };
}

Fields augmentationFields()
{
    return {
        real(
            "augmentation.gain_db", [](auto& c) -> auto& { return c.augmentation.gainDecibel; }, kNotNegative),
        real("augmentation.stretch_low", [](auto& c) -> auto& { return c.augmentation.stretchLow; },
             {.low = 0.25, .high = 1.0}),
        real("augmentation.stretch_high", [](auto& c) -> auto& { return c.augmentation.stretchHigh; },
             {.low = 1.0, .high = 4.0}),
        integer(
            "augmentation.time_masks", [](auto& c) -> auto& { return c.augmentation.timeMasks; }, kCount),
        integer(
            "augmentation.time_mask_frames", [](auto& c) -> auto& { return c.augmentation.timeMaskFrames; }, kCount),
        integer(
            "augmentation.band_masks", [](auto& c) -> auto& { return c.augmentation.bandMasks; }, kCount),
        integer("augmentation.band_mask_bands", [](auto& c) -> auto& { return c.augmentation.bandMaskBands; },
                {.low = 0.0, .high = 128.0}),
        real(
            "augmentation.equaliser_db", [](auto& c) -> auto& { return c.augmentation.equaliserDecibel; },
            kNotNegative),
        real(
            "augmentation.noise_share", [](auto& c) -> auto& { return c.augmentation.noiseFloorShare; }, kShare),
        choice(
            "augmentation.balance", [](auto& c) -> auto& { return c.augmentation.balance; }),
    };
}

Fields trainerFields()
{
    return {
        integer(
            "trainer.max_epochs", [](auto& c) -> auto& { return c.trainer.maxEpochs; }, kCountFromOne),
        device(),
        path(
            "trainer.run_dir", [](auto& c) -> auto& { return c.trainer.runDir; }),
        runName(),
        integer(
            "trainer.batch_size", [](auto& c) -> auto& { return c.trainer.batchSize; }, kCountFromOne),
        integer(
            "trainer.blocks_per_track", [](auto& c) -> auto& { return c.trainer.blocksPerTrack; }, kCountFromOne),
        real(
            "trainer.lr", [](auto& c) -> auto& { return c.trainer.learningRate; }, kPositive),
        real(
            "trainer.weight_decay", [](auto& c) -> auto& { return c.trainer.weightDecay; }, kNotNegative),
        choice(
            "trainer.schedule", [](auto& c) -> auto& { return c.trainer.schedule; }),
        integer(
            "trainer.warmup_steps", [](auto& c) -> auto& { return c.trainer.warmupSteps; }, kCount),
        real(
            "trainer.gradient_clip", [](auto& c) -> auto& { return c.trainer.gradientClip; }, kNotNegative),
        choice(
            "trainer.precision", [](auto& c) -> auto& { return c.trainer.precision; }),
        choice(
            "trainer.loss", [](auto& c) -> auto& { return c.trainer.loss; }),
        real(
            "trainer.ema_decay", [](auto& c) -> auto& { return c.trainer.emaDecay; }, kBelowOne),
        integer(
            "trainer.patience", [](auto& c) -> auto& { return c.trainer.patience; }, kCount),
        integer(
            "trainer.threads", [](auto& c) -> auto& { return c.trainer.threads; }, kThreads),
        flag(
            "trainer.tensorboard", [](auto& c) -> auto& { return c.trainer.writesTensorBoard; }),
    };
}

} // namespace

const std::vector<ConfigField>& configFields()
{
    static const Fields all = [] {
        Fields fields{seed(
            "seed_everything", [](auto& c) -> auto& { return c.seed; })};
        for (Fields section : {dataFields(), modelFields(), augmentationFields(), trainerFields()})
            std::ranges::move(section, std::back_inserter(fields));
        return fields;
    }();
    return all;
}

} // namespace tempo
