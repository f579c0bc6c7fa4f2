// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace tempo {

/// The model that comes with the program: `../share/tempnetic/models/temponet.safetensors` from the program's folder,
/// which holds for an installed program and for one in its build tree.
/// @throws Error(FileAccess) in one line that says what to do if it is not there
std::filesystem::path shippedModel();

} // namespace tempo
