// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/seed_option.h"

#include <CLI/CLI.hpp>

namespace tempo::cli {

namespace {

/// CLI11 would take -1 for the largest seed.
std::string checkSeed(const std::string& text)
{
    return text.starts_with('-') ? "'" + text + "' is negative; seeds are whole numbers from 0" : std::string();
}

} // namespace

CLI::Option* addSeedOption(CLI::App& command, std::uint64_t& seed, const std::string& description)
{
    seed = 1;
    return command.add_option("--seed", seed, description)->check(checkSeed)->option_text("S [1]");
}

} // namespace tempo::cli
