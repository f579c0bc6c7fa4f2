// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "engine/core/units.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tempo {

struct MelOptions {
    SampleRate rate = kAnalysisRate;
    std::size_t fftSize = 2048;
    std::size_t bandCount = 128; ///< from 0 Hz to half the rate
};

/// Slaney's mel scale: linear below 1 kHz, logarithmic above. @param hertz >= 0
/// Source: librosa.hz_to_mel(htk=False).
double hertzToMel(double hertz);
double melToHertz(double mel);

/// count frequencies in Hz, equally spaced in mel from 0 to maxHertz inclusive. Source: librosa.mel_frequencies.
std::vector<double> melFrequencies(std::size_t count, double maxHertz);

/// Triangular mel filters of unit area per Hz, applied to power spectra; only non-zero weights are kept.
/// Thread-safe: yes, immutable.
/// Source: librosa.filters.mel(norm="slaney", htk=False). Golden: mel_filterbank.npy
class MelFilterbank {
public:
    /// @throws Error(InvalidArgument) if a size is 0 or the rate is not positive
    explicit MelFilterbank(const MelOptions& options = {});

    [[nodiscard]] std::size_t bandCount() const { return m_bands.size(); }
    [[nodiscard]] std::size_t binCount() const { return m_binCount; }

    /// @param power [binCount], @param mel [bandCount] gets the weighted sums
    void apply(std::span<const double> power, std::span<double> mel) const;

    /// The filters as librosa keeps them: [bandCount, binCount].
    [[nodiscard]] Matrix<float> weights() const;

private:
    struct Band {
        std::size_t firstBin;
        std::size_t firstWeight; ///< into m_weights
        std::size_t count;       ///< a multiple of four
    };
    static void applyBands(const Band* bands, std::size_t bandCount, const double* weights, const double* power,
                           double* mel);
    void appendBand(std::size_t firstBin, const std::vector<double>& triangle);

    std::size_t m_binCount;
    std::vector<Band> m_bands;
    std::vector<double> m_weights; ///< band after band, filled up with zeros
};

} // namespace tempo
