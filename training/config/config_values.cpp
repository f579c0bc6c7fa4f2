// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/config/config_values.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <system_error>

namespace tempo {

namespace {

const std::string& singleValue(const ConfigSetting& setting, std::string_view wanted)
{
    if (setting.isList)
        refuse(setting, fmt::format("a list where {} is expected", wanted));
    if (setting.values.empty())
        refuse(setting, fmt::format("no value where {} is expected", wanted));
    return setting.values.front();
}

template <class Number>
bool parseWhole(std::string_view text, Number& number)
{
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc() && end == text.data() + text.size();
}

std::filesystem::path expanded(const std::string& text)
{
    if (text.empty())
        return {};
    std::filesystem::path path(text);
    if (text.starts_with("~/"))
        if (const char* const home = std::getenv("HOME"))
            path = std::filesystem::path(home) / text.substr(2);
    std::filesystem::path absolute = std::filesystem::absolute(path).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

} // namespace

bool Interval::contains(double value) const
{
    return std::isfinite(value) && (hasLow ? value >= low : value > low) && (hasHigh ? value <= high : value < high);
}

std::string Interval::text() const
{
    const bool isBounded = std::isfinite(high);
    if (!std::isfinite(low))
        return isBounded ? fmt::format("{} {}", hasHigh ? "up to" : "below", high) : "that is finite";
    if (!isBounded)
        return hasLow ? fmt::format("of {} or more", low) : fmt::format("above {}", low);
    return fmt::format("{} {} {} {}", hasLow ? "from" : "above", low, hasHigh ? "to" : "to below", high);
}

void refuse(const ConfigSetting& setting, std::string_view cause)
{
    throw Error(ErrorCode::Format,
                fmt::format("{}: {}: {}", setting.where, printable(std::string_view(setting.key)), cause));
}

double realOf(const ConfigSetting& setting, const Interval& interval)
{
    const std::string wanted = "a number " + interval.text();
    const std::string& text = singleValue(setting, wanted);
    double value = 0.0;
    if (!parseWhole(text, value) || !interval.contains(value))
        refuse(setting, fmt::format("'{}' is not {}", excerpt(text), wanted));
    return value;
}

std::int64_t integerOf(const ConfigSetting& setting, const Interval& interval)
{
    const std::string wanted = "a whole number " + interval.text();
    const std::string& text = singleValue(setting, wanted);
    std::int64_t value = 0;
    if (!parseWhole(text, value) || !interval.contains(static_cast<double>(value)))
        refuse(setting, fmt::format("'{}' is not {}", excerpt(text), wanted));
    return value;
}

std::uint64_t seedOf(const ConfigSetting& setting)
{
    constexpr std::string_view kWanted = "a whole number from 0 to 18446744073709551615";
    const std::string& text = singleValue(setting, kWanted);
    std::uint64_t value = 0;
    if (!parseWhole(text, value))
        refuse(setting, fmt::format("'{}' is not {}", excerpt(text), kWanted));
    return value;
}

bool boolOf(const ConfigSetting& setting)
{
    const std::string& text = singleValue(setting, "true or false");
    if (text != "true" && text != "false")
        refuse(setting, fmt::format("'{}' is neither true nor false", excerpt(text)));
    return text == "true";
}

std::string textOf(const ConfigSetting& setting)
{
    if (setting.isList)
        refuse(setting, "a list where a text is expected");
    return setting.values.empty() ? std::string() : setting.values.front();
}

std::filesystem::path pathOf(const ConfigSetting& setting)
{
    return expanded(textOf(setting));
}

std::vector<std::filesystem::path> pathsOf(const ConfigSetting& setting)
{
    std::vector<std::filesystem::path> paths;
    for (const std::string& value : setting.values) {
        if (value.empty() && setting.isList)
            refuse(setting, "an empty path in the list");
        if (!value.empty())
            paths.push_back(expanded(value));
    }
    return paths;
}

std::pair<double, double> rangeOf(const ConfigSetting& setting)
{
    std::pair<double, double> range;
    const bool isRange = setting.isList && setting.values.size() == 2 && parseWhole(setting.values[0], range.first) &&
                         parseWhole(setting.values[1], range.second) && range.first > 0.0 &&
                         range.first < range.second && std::isfinite(range.second);
    if (!isRange)
        refuse(setting, "not a list [LOW, HIGH] of two numbers with 0 < LOW < HIGH");
    return range;
}

std::string yamlOf(double value)
{
    return fmt::format("{}", value);
}

std::string yamlOf(const std::string& text)
{
    YAML::Emitter emitter;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t length = detail::utf8SequenceLength(rest);
        if (length == 0) {
            emitter << YAML::Binary(bytes, text.size());
            return emitter.c_str();
        }
        rest.remove_prefix(length);
    }
    emitter << YAML::DoubleQuoted << text;
    return emitter.c_str();
}

std::string yamlOf(const std::filesystem::path& path)
{
    return yamlOf(path.native());
}

} // namespace tempo
