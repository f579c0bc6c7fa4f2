// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/soft_target.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tempo::neural {

std::vector<float> softTarget(Bpm tempo, const TempoGrid& grid)
{
    const auto nBins = static_cast<std::size_t>(grid.nBins);
    const double centre = std::clamp(grid.binOf(tempo), 0.0, static_cast<double>(nBins - 1));
    std::vector<double> weights(nBins);
    double sum = 0.0;
    for (std::size_t bin = 0; bin < nBins; ++bin) {
        const double distance = static_cast<double>(bin) - centre;
        weights[bin] = std::exp(-0.5 * distance * distance);
        sum += weights[bin];
    }
    std::vector<float> target(nBins);
    std::transform(weights.begin(), weights.end(), target.begin(),
                   [sum](double weight) { return static_cast<float>(weight / sum); });
    return target;
}

std::vector<double> logProbabilities(std::span<const float> logits, double temperature)
{
    // Relative to the largest, so that no power overflows.
    const double largest = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
    std::vector<double> result;
    double sum = 0.0;
    for (const float logit : logits) {
        result.push_back((static_cast<double>(logit) - largest) / temperature);
        sum += std::exp(result.back());
    }
    for (double& value : result)
        value -= std::log(sum);
    return result;
}

} // namespace tempo::neural
