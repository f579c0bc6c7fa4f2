// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace tempo {

/// Writes a whole file so that at every moment, also after a crash, its name stands for the old content or for the new
/// one: temporary file in the same folder, fsync, rename, fsync of the folder.
/// @param parts  written one after the other
/// @throws Error(FileAccess) `PATH: cause`; then no temporary file is left
void writeFileAtomically(const std::filesystem::path& path, std::span<const std::string_view> parts);

} // namespace tempo
