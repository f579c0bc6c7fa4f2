// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/matrix.h"
#include "engine/core/units.h"
#include "engine/estimators/tempo_estimate.h"
#include "engine/rhythm/onset_envelope.h"
#include "widgets/views/waveform_view.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tempo {
class NetworkEstimator;
}

namespace tempo::workbench {

/// The part of a recording that the inspector works out.
inline constexpr Seconds kLongestInspected{600.0};

/// The tempo axis of the tempogram, logarithmic.
inline constexpr Bpm kSlowestShown{30.0};
inline constexpr Bpm kFastestShown{300.0};

/// What the views of one recording show. Kept for recordings that were looked at.
struct TrackPictures {
    Seconds duration;
    bool isCut = false; ///< the recording goes on
    std::vector<ui::WavePeak> peaks;
    double peaksPerSecond = 1.0;
    std::shared_ptr<const Matrix<std::uint8_t>> mel;       ///< [n_frames, 128], 80 dB over 0 to 255
    std::shared_ptr<const Matrix<std::uint8_t>> tempogram; ///< [n_frames, n_tempi], logarithmic from 30 to 300 BPM
    OnsetEnvelope onset;
};

/// The tempi of one recording, and where their beats are.
struct TrackTempi {
    std::optional<Bpm> baseline;
    std::optional<Bpm> model;
    std::string modelProblem;           ///< why there is no network, or no tempo from it, one line; else empty
    std::vector<double> referenceBeats; ///< seconds; only where nobody annotated beats
    std::vector<double> baselineBeats;
    std::vector<double> modelBeats;
};

/// The network for single recordings, opened when it is first asked for. Thread-safe: one recording at a time.
class SharedNetwork {
public:
    SharedNetwork();
    ~SharedNetwork();

    /// @throws Error where LibTorch or the model is missing; Cancelled
    TempoEstimate estimate(std::span<const float> samples, const std::stop_token& stop);

private:
    std::timed_mutex m_mutex;
    std::unique_ptr<NetworkEstimator> m_network; // under m_mutex
};

/// Pictures from samples at kAnalysisRate, for a worker thread. @throws Cancelled
TrackPictures drawTrack(std::span<const float> samples, const std::stop_token& stop);

/// What is not known yet of `tempi` is estimated, then the beats are followed at each tempo, for a worker thread.
/// @param reference  whose beats are wanted; empty where nobody knows it, or beats are annotated
/// @throws Cancelled
TrackTempi findTempi(TrackTempi tempi, std::optional<Bpm> reference, std::span<const float> samples,
                     const OnsetEnvelope& onset, SharedNetwork& network, const std::stop_token& stop);

/// The second half of it: nothing is estimated.
TrackTempi followBeats(TrackTempi tempi, std::optional<Bpm> reference, const OnsetEnvelope& onset,
                       const std::stop_token& stop);

/// Beats at a tempo, in seconds; empty without a tempo.
std::vector<double> beatsAt(const OnsetEnvelope& onset, std::optional<Bpm> tempo);

/// Where a tempo lies on the tempogram's axis: 0 at the slowest, 1 at the fastest.
double tempoHeight(Bpm tempo);
/// Where a frequency lies on the spectrogram's axis. @param hertz >= 0
double melHeight(double hertz);

} // namespace tempo::workbench
