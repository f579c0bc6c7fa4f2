// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/usage_check.h"

#include "engine/core/error.h"

#include <CLI/CLI.hpp>

namespace tempo::cli {

void refuseAsUsage(const std::function<void()>& check)
{
    try {
        check();
    } catch (const Error& error) {
        throw CLI::ValidationError(error.message());
    }
}

} // namespace tempo::cli
