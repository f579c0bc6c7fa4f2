// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/track_scan.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tempo {

/// The bytes under which the scan cache keeps what a file told: CBOR, then a checksum, so that a damaged record is
/// never taken for a fact.
/// @param scan  of a file that could be opened
std::vector<std::uint8_t> toRecord(const TrackScan& scan);

/// The way back; empty if the bytes are not a whole record.
std::optional<TrackScan> fromRecord(std::span<const std::uint8_t> bytes);

} // namespace tempo
