// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace tempo::app {

/// The folder of the configurations that come with the program: `../share/tempnetic/configs` from the program's (or
/// what packaging/cmake/places.cmake says), which holds for an installed program and for one in its build tree. It need
/// not exist.
std::filesystem::path shippedConfigs();

} // namespace tempo::app
