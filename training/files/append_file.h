// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

namespace tempo {

/// Adds a line (or a record) to a file in one write, so that a kill leaves the whole line or a torn last one. A line
/// that does not fit on the disk is taken back.
/// @param header  written first where the file is missing or empty; may be empty
/// @param line    with its line end
/// @throws Error(FileAccess)
void appendLine(const std::filesystem::path& path, std::string_view header, std::string_view line);

/// Cuts off what follows the last line end, which a killed program left behind. A missing file is left missing.
/// @throws Error(FileAccess)
void dropTornLine(const std::filesystem::path& path);

} // namespace tempo
