// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tempo {

/// Where LibTorch is looked for when the system's loader does not know it, in order: what $TEMPNETIC_TORCH names, then
/// `tempnetic/torch` in the user's and the system's data folders ($XDG_DATA_HOME, $XDG_DATA_DIRS). An installed module
/// remembers no path, since a package is not built where it is used.
std::vector<std::filesystem::path> libTorchPlaces();

struct LibTorch {
    std::filesystem::path libraries; ///< the folder of libtorch_cpu.so
    std::string version;             ///< e.g. "2.13.0", without the build; empty if it does not say
};

/// @param place  a LibTorch folder, a virtual environment of Python, or its interpreter
std::optional<LibTorch> libTorchAt(const std::filesystem::path& place);

/// Opens the first LibTorch of the version that the module was built with; the module then finds it in the process.
/// @return nothing if it is open, else why it is not, without a full stop
std::optional<std::string> openLibTorch(const std::vector<std::filesystem::path>& places);

} // namespace tempo
