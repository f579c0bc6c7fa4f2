// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace tempo::cli {

/// Adds `--seed S`, which is 1 unless the user says otherwise.
CLI::Option* addSeedOption(CLI::App& command, std::uint64_t& seed, const std::string& description);

} // namespace tempo::cli
