// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/config_settings.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace tempo {

/// The numbers that a key may have.
struct Interval {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool hasLow = true;  ///< whether `low` itself belongs to it
    bool hasHigh = true; ///< whether `high` itself belongs to it

    [[nodiscard]] bool contains(double value) const;
    /// E.g. "from 0 to below 1", "above 0".
    [[nodiscard]] std::string text() const;
};

// What a setting says, as a type. Each throws Error(Format) with one line: where it was written, its key, what is
// wrong.

double realOf(const ConfigSetting& setting, const Interval& interval);
std::int64_t integerOf(const ConfigSetting& setting, const Interval& interval);
std::uint64_t seedOf(const ConfigSetting& setting);
bool boolOf(const ConfigSetting& setting);
/// Empty where the setting has no value.
std::string textOf(const ConfigSetting& setting);
/// Absolute, with `~/` as the user's home; empty where the setting has no value.
std::filesystem::path pathOf(const ConfigSetting& setting);
/// One path or a list of them.
std::vector<std::filesystem::path> pathsOf(const ConfigSetting& setting);
/// A list of two numbers, the first below the second, both above 0.
std::pair<double, double> rangeOf(const ConfigSetting& setting);

/// @throws Error(Format) "WHERE: KEY: CAUSE"
[[noreturn]] void refuse(const ConfigSetting& setting, std::string_view cause);

// The reverse: a value as YAML that reads back as the same.

std::string yamlOf(double value);
std::string yamlOf(const std::string& text);
std::string yamlOf(const std::filesystem::path& path);

} // namespace tempo
