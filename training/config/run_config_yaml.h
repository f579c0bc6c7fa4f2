// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/config/run_config.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace tempo {

/// A configuration out of YAML files, each of which may hold any part of it. Where two say something about one key, the
/// later one counts, and the overrides come last. What nobody names keeps its default; paths are made absolute.
/// @param overrides  each of the form `trainer.max_epochs=20`; a list is written in brackets
/// @throws Error(FileAccess) for a file that cannot be read; Error(Format) in one line with file and line: no YAML,
///         an unknown key (with the nearest one there is), a wrong type, a value outside its range;
///         Error(InvalidArgument) for an override that is none
RunConfig loadRunConfig(std::span<const std::filesystem::path> files, std::span<const std::string> overrides = {});

/// The same out of one text. @param name for messages
RunConfig parseRunConfig(std::string_view yaml, std::string_view name);

/// Every key with its value, as YAML that reads back as the same configuration.
std::string toYaml(const RunConfig& config);

} // namespace tempo
