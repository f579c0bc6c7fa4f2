// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/estimators/unusable_audio.h"

#include <utility>

namespace tempo {

std::string unusableAudio(const AudioReport& report)
{
    for (const AudioFault fault :
         {AudioFault::Undecodable, AudioFault::Empty, AudioFault::NonFinite, AudioFault::Silent, AudioFault::Constant})
        if (const AudioProblem* problem = report.find(fault))
            return problem->detail;
    return {};
}

TempoEstimate refusedEstimate(std::string reason)
{
    TempoEstimate estimate;
    estimate.refusal = std::move(reason);
    return estimate;
}

} // namespace tempo
