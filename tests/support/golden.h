// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace tempo::test {

/// A file below tests/golden.
std::filesystem::path goldenPath(std::string_view relative);

/// Little-endian raw vectors. @throws std::runtime_error if the file is missing
std::vector<float> readF32(const std::filesystem::path& path);
std::vector<double> readF64(const std::filesystem::path& path);

/// A two-dimensional float32 .npy file in C order, as it lies there: [rows, cols].
Matrix<float> readNpy(const std::filesystem::path& path);

} // namespace tempo::test
