// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/config/run_config_yaml.h"

#include "engine/core/error.h"
#include "engine/core/nearest_word.h"
#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"
#include "training/config/config_fields.h"
#include "training/config/config_values.h"

#include <fmt/format.h>

#include <algorithm>

namespace tempo {

namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20U;

std::string sectionOf(std::string_view key)
{
    const std::size_t point = key.rfind('.');
    return std::string(point == std::string_view::npos ? "" : key.substr(0, point));
}

std::string lastWordOf(std::string_view key)
{
    return std::string(key.substr(key.rfind('.') + 1));
}

/// The key that was most likely meant: one that is written much like it, or one of another section.
std::string nearestKey(const std::string& unknown)
{
    std::vector<std::string> keys;
    std::vector<std::string> words;
    for (const ConfigField& field : configFields()) {
        keys.push_back(field.key);
        words.push_back(lastWordOf(field.key));
    }
    if (std::string nearest = nearestWord(unknown, keys); !nearest.empty())
        return nearest;
    const std::string word = nearestWord(lastWordOf(unknown), words);
    const auto place = std::ranges::find(words, word);
    return place == words.end() ? std::string() : keys[static_cast<std::size_t>(place - words.begin())];
}

bool isSection(const std::string& key)
{
    return std::ranges::any_of(configFields(), [&](const ConfigField& field) { return sectionOf(field.key) == key; });
}

void apply(RunConfig& config, const ConfigSetting& setting)
{
    const auto field = std::ranges::find(configFields(), setting.key, &ConfigField::key);
    if (field != configFields().end()) {
        field->read(config, setting);
        return;
    }
    const std::string key = printable(std::string_view(setting.key));
    if (isSection(setting.key)) {
        // A section with nothing below it says nothing.
        if (setting.values.empty())
            return;
        throw Error(ErrorCode::Format,
                    fmt::format("{}: '{}' is a section; its keys stand below it, indented", setting.where, key));
    }
    const std::string nearest = nearestKey(setting.key);
    throw Error(ErrorCode::Format, fmt::format("{}: unknown key '{}'{}", setting.where, key,
                                               nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest)));
}

/// What each value alone cannot tell. @throws Error(Format) at the place of the first of the keys that was written
void checkTogether(const RunConfig& config, const ConfigSettings& settings)
{
    const auto require = [&](bool holds, std::initializer_list<const char*> keys, std::string_view cause) {
        if (holds)
            return;
        for (const char* const key : keys)
            if (const auto place = settings.find(key); place != settings.end())
                refuse(place->second, cause);
        throw Error(ErrorCode::Internal, std::string(cause));
    };
    const SplitOptions& split = config.data.split;
    require(split.validationFraction + split.testFraction < 1.0, {"data.test_fraction", "data.validation_fraction"},
            "leaves nothing to train on: validation_fraction and test_fraction add up to 1 or more");
    require(split.heldOutFold < split.folds, {"data.fold", "data.folds"},
            fmt::format("there is no fold {}: {} folds count from 0", split.heldOutFold, split.folds));
    require(config.data.annotations.empty() || config.data.roots.size() < 2, {"data.annotations"},
            "goes with one data.root only, and there are several");
}

RunConfig resolved(const ConfigSettings& settings)
{
    RunConfig config;
    for (const auto& [key, setting] : settings)
        apply(config, setting);
    checkTogether(config, settings);
    return config;
}

} // namespace

RunConfig loadRunConfig(std::span<const std::filesystem::path> files, std::span<const std::string> overrides)
{
    ConfigSettings settings;
    for (const std::filesystem::path& file : files)
        addYaml(settings, readTextFile(file, kLargestFile), file.native());
    for (const std::string& text : overrides)
        addOverride(settings, text);
    return resolved(settings);
}

RunConfig parseRunConfig(std::string_view yaml, std::string_view name)
{
    ConfigSettings settings;
    addYaml(settings, yaml, name);
    return resolved(settings);
}

std::string toYaml(const RunConfig& config)
{
    std::string yaml;
    std::string section;
    for (const ConfigField& field : configFields()) {
        if (const std::string next = sectionOf(field.key); next != section) {
            section = next;
            yaml += section + ":\n";
        }
        yaml += fmt::format("{}{}: {}\n", section.empty() ? "" : "  ", lastWordOf(field.key), field.write(config));
    }
    return yaml;
}

} // namespace tempo
