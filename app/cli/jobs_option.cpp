// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/jobs_option.h"

#include "app/common/processors.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace tempo::cli {

namespace {

/// @return what is wrong with the number of jobs, empty if nothing is
std::string checkJobs(const std::string& text)
{
    int jobs = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
    const bool isNumber = error == std::errc{} && end == text.data() + text.size();
    if (isNumber && jobs >= 1 && jobs <= kMaximalJobs)
        return {};
    return fmt::format("'{}' is not a number from 1 to {}", text, kMaximalJobs);
}

} // namespace

void addJobsOption(CLI::App& command, int& jobs, const std::string& description)
{
    jobs = std::min(app::availableProcessors(), kMaximalJobs);
    command.add_option("--jobs", jobs, description)->check(checkJobs)->option_text("N [all processors]");
}

} // namespace tempo::cli
