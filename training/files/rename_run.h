// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace tempo {

/// Why a text cannot be the name of a run, one line; empty if it can.
std::string problemWithRunName(const std::string& name);

/// Gives a run another name, which is that of its folder, so that `tempnetic` knows it by the new name too. The name in
/// its config.yaml follows.
/// @return its new folder
/// @throws Error(InvalidArgument) for a name that no folder can have; Error(FileAccess) if another has the name, if a
///         program is training in the folder, or if the system refuses
std::filesystem::path renameRun(const std::filesystem::path& folder, const std::string& name);

} // namespace tempo
