// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace tempo::cli {

/// The header of an .npy file, version 1.0, for float32 values of this machine's byte order in C order; its length is a
/// multiple of 64 bytes. Source: numpy.lib.format.
std::string npyHeader(std::span<const std::size_t> shape);

/// Writes an array of any number of dimensions, atomically.
/// @param values  in C order, as many as the shape says
/// @throws Error(InvalidArgument) if they are not as many; Error(FileAccess) `PATH: cause`
void writeNpy(const std::filesystem::path& path, std::span<const float> values, std::span<const std::size_t> shape);

} // namespace tempo::cli
