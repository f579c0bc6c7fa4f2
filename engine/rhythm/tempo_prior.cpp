// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rhythm/tempo_prior.h"

#include "engine/core/error.h"

#include <cmath>
#include <limits>

namespace tempo {

std::vector<double> logTempoPrior(std::span<const double> bpm, const TempoPrior& prior)
{
    if (prior.centre <= Bpm{0.0} || !(prior.spreadOctaves > 0.0))
        throw Error(ErrorCode::InvalidArgument, "tempo prior: centre and spread must be positive");
    std::vector<double> logPrior(bpm.size());
    const double logCentre = std::log2(prior.centre.value());
    for (std::size_t k = 0; k < bpm.size(); ++k) {
        const double octaves = (std::log2(bpm[k]) - logCentre) / prior.spreadOctaves;
        logPrior[k] =
            bpm[k] < prior.maximum.value() ? -0.5 * (octaves * octaves) : -std::numeric_limits<double>::infinity();
    }
    return logPrior;
}

} // namespace tempo
