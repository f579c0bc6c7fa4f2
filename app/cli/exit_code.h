// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What the process returns; scripts rely on these numbers.
namespace tempo::cli::exit_code {

inline constexpr int kAllWell = 0;
inline constexpr int kSomeFailed = 1;   ///< at least one input has no result, or results could not be written
inline constexpr int kWrongUsage = 2;   ///< nothing was done
inline constexpr int kSignalBase = 128; ///< plus the number of the signal that stopped the work

} // namespace tempo::cli::exit_code
