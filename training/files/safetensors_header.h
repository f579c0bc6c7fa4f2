// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/files/safetensors.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace tempo {

/// Bytes of the number that opens a file: the header's length, least significant byte first.
inline constexpr std::size_t kLengthBytes = 8;
/// The format's own bound.
inline constexpr std::size_t kLargestHeader = 100'000'000;

/// Reads the JSON of a header into `metadata` and `tensors`, and checks that the tensors fill `dataBytes` bytes one
/// after another.
/// @throws Error(Format) as parseSafetensors()
Safetensors parseSafetensorsHeader(std::string_view json, std::size_t dataBytes, std::string_view name);

/// Length and JSON, padded with spaces so that the data begins at a multiple of 8.
std::string safetensorsHeader(const Safetensors& content);

/// The tensors in the order of a file: wide elements first, so that each lies at a multiple of its element's size, then
/// by name. @return indices
std::vector<std::size_t> fileOrder(const Safetensors& content);

} // namespace tempo
