// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/datasets/scan_report.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tempo {

/// What the reports say about one track.
struct TrackFacts {
    const Track& track;
    const AudioReport* audio = nullptr;      ///< null if it was not read
    std::optional<Bpm> bpm{};                ///< of the report's reference version
    std::optional<Bpm> beatsBpm{};           ///< of the first beats
    std::optional<double> beatVariation{};   ///< standard deviation over mean of their intervals
    std::string hash{};                      ///< 32 hexadecimal digits; empty if it was not read
    std::optional<std::size_t> duplicates{}; ///< number of its group of duplicates, from 1
    std::vector<const Problem*> problems{};  ///< in the report's order
};

/// All tracks of a report, in order; valid as long as it.
std::vector<TrackFacts> trackFacts(const ScanReport& report);

} // namespace tempo
