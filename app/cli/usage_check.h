// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace tempo::cli {

/// For the end of a command's parsing: lets the engine look at options, so that what it refuses is wrong usage.
/// @param check  throws Error(InvalidArgument) for options that do not hold
/// @throws CLI::ValidationError with that message
void refuseAsUsage(const std::function<void()>& check);

} // namespace tempo::cli
