// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_report.h"
#include "engine/estimators/tempo_estimate.h"

#include <string>

namespace tempo {

/// The fault after which no estimate of a tempo could mean anything (undecodable, empty, not finite, silent, constant),
/// in the report's words; empty if there is none.
std::string unusableAudio(const AudioReport& report);

/// An estimate without a tempo.
TempoEstimate refusedEstimate(std::string reason);

} // namespace tempo
