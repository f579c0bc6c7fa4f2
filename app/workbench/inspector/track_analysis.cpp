// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/track_analysis.h"

#include "engine/core/error.h"
#include "engine/core/progress.h"
#include "engine/dsp/decibel.h"
#include "engine/dsp/mel.h"
#include "engine/estimators/librosa_estimator.h"
#include "engine/rhythm/beat_tracker.h"
#include "engine/rhythm/mel_spectrogram.h"
#include "engine/rhythm/tempogram.h"
#include "training/neural/network_estimator.h"
#include "training/neural/neural_module.h"
#include "training/neural/shipped_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace tempo::workbench {

namespace {

/// 172 peaks a second: one for each pixel where a recording of 30 s fills four screens.
constexpr std::size_t kSamplesPerPeak = 128;
/// From 30 to 300 BPM: 29 to the octave, finer than the lags are.
constexpr std::size_t kTempi = 96;

std::vector<ui::WavePeak> peaksOf(std::span<const float> samples)
{
    std::vector<ui::WavePeak> peaks;
    peaks.reserve(samples.size() / kSamplesPerPeak + 1);
    for (std::size_t begin = 0; begin < samples.size(); begin += kSamplesPerPeak) {
        const auto [least, most] =
            std::ranges::minmax(samples.subspan(begin, std::min(kSamplesPerPeak, samples.size() - begin)));
        peaks.push_back({.least = least, .most = most});
    }
    return peaks;
}

std::uint8_t levelOf(double share)
{
    return static_cast<std::uint8_t>(std::lround(255.0 * std::clamp(share, 0.0, 1.0)));
}

Matrix<std::uint8_t> levelsOf(const Matrix<float>& decibel)
{
    const std::span<const float> values = decibel.values();
    const float most = values.empty() ? 0.0F : std::ranges::max(values);
    Matrix<std::uint8_t> levels(decibel.rows(), decibel.cols());
    std::ranges::transform(values, levels.values().begin(), [most](float value) {
        return levelOf(static_cast<double>((value - most + kTopDecibel) / kTopDecibel));
    });
    return levels;
}

/// So that the strongest 4 % are full, and the ends of a recording, where little is heard, do not make all else pale.
Matrix<std::uint8_t> contrasted(const Matrix<float>& strength)
{
    Matrix<std::uint8_t> levels(strength.rows(), strength.cols());
    std::vector<float> sorted(strength.values().begin(), strength.values().end());
    if (sorted.empty())
        return levels;
    const auto strong = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() - 1 - sorted.size() / 25);
    std::ranges::nth_element(sorted, strong);
    const auto full = std::max(1e-6, static_cast<double>(*strong));
    std::ranges::transform(strength.values(), levels.values().begin(),
                           [full](float value) { return levelOf(static_cast<double>(value) / full); });
    return levels;
}

/// The autocorrelation at every tempo of the axis, between the lags by a straight line.
Matrix<std::uint8_t> tempogramLevels(const OnsetEnvelope& onset, const std::stop_token& stop)
{
    std::vector<double> lags(kTempi);
    for (std::size_t i = 0; i < kTempi; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(kTempi - 1);
        const double bpm = kSlowestShown.value() * std::pow(kFastestShown.value() / kSlowestShown.value(), share);
        lags[i] = 60.0 * onset.rate.value() / bpm;
    }
    Matrix<float> strength(onset.values.size(), kTempi);
    LocalAutocorrelation autocorrelation(kTempogramWindow);
    autocorrelation.forEachRow(
        onset.values,
        [&](std::size_t index, std::span<const double> row) {
            const std::span<float> out = strength.row(index);
            for (std::size_t i = 0; i < kTempi; ++i) {
                const auto lag = static_cast<std::size_t>(lags[i]);
                const double share = lags[i] - static_cast<double>(lag);
                out[i] = static_cast<float>((1.0 - share) * row[lag] + share * row[lag + 1]);
            }
            // What repeats at every tempo alike, as at the recording's ends, tells nothing.
            const float least = std::ranges::min(out);
            for (float& value : out)
                value -= least;
        },
        stop);
    return contrasted(strength);
}

} // namespace

SharedNetwork::SharedNetwork() = default;
SharedNetwork::~SharedNetwork() = default;

TempoEstimate SharedNetwork::estimate(std::span<const float> samples, const std::stop_token& stop)
{
    // The first one loads LibTorch, which takes a second: whoever is not wanted any more shall not wait for that.
    std::unique_lock lock(m_mutex, std::defer_lock);
    while (!lock.try_lock_for(std::chrono::milliseconds(20)))
        throwIfStopped(stop);
    throwIfStopped(stop);
    if (!m_network)
        m_network = std::make_unique<NetworkEstimator>(neuralModule().loadModel(shippedModel(), "auto", 1));
    return m_network->estimateSamples(samples);
}

TrackPictures drawTrack(std::span<const float> samples, const std::stop_token& stop)
{
    TrackPictures pictures;
    pictures.duration = Seconds{static_cast<double>(samples.size()) / kAnalysisRate.value()};
    pictures.peaks = peaksOf(samples);
    pictures.peaksPerSecond = kAnalysisRate.value() / static_cast<double>(kSamplesPerPeak);
    Matrix<float> decibel;
    MelSpectrogramStream mel([&](std::size_t, std::span<const float> frame) { decibel.appendRow(frame); });
    constexpr std::size_t kBlock = 65536;
    for (std::size_t begin = 0; begin < samples.size(); begin += kBlock) {
        throwIfStopped(stop);
        mel.push(samples.subspan(begin, std::min(kBlock, samples.size() - begin)));
    }
    mel.finish();
    clipToTopDecibel(decibel);
    pictures.onset = onsetStrength(decibel, AnalysisGrid{}.frameRate());
    pictures.mel = std::make_shared<const Matrix<std::uint8_t>>(levelsOf(decibel));
    pictures.tempogram = std::make_shared<const Matrix<std::uint8_t>>(tempogramLevels(pictures.onset, stop));
    return pictures;
}

TrackTempi findTempi(TrackTempi tempi, std::optional<Bpm> reference, std::span<const float> samples,
                     const OnsetEnvelope& onset, SharedNetwork& network, const std::stop_token& stop)
{
    if (!tempi.baseline) {
        LibrosaEstimator estimator;
        tempi.baseline = estimator.estimateSamples(samples, {}, stop).bpm;
    }
    if (!tempi.model) {
        try {
            const TempoEstimate estimate = network.estimate(samples, stop);
            tempi.model = estimate.bpm;
            tempi.modelProblem = estimate.refusal;
        } catch (const Error& error) {
            tempi.modelProblem = error.message();
        }
    }
    return followBeats(std::move(tempi), reference, onset, stop);
}

TrackTempi followBeats(TrackTempi tempi, std::optional<Bpm> reference, const OnsetEnvelope& onset,
                       const std::stop_token& stop)
{
    throwIfStopped(stop);
    tempi.referenceBeats = beatsAt(onset, reference);
    tempi.baselineBeats = beatsAt(onset, tempi.baseline);
    tempi.modelBeats = beatsAt(onset, tempi.model);
    return tempi;
}

std::vector<double> beatsAt(const OnsetEnvelope& onset, std::optional<Bpm> tempo)
{
    std::vector<double> seconds;
    if (!tempo || tempo->value() <= 0.0)
        return seconds;
    for (const std::size_t frame : trackBeats(onset, *tempo))
        seconds.push_back(static_cast<double>(frame) / onset.rate.value());
    return seconds;
}

double tempoHeight(Bpm tempo)
{
    return std::log(tempo.value() / kSlowestShown.value()) / std::log(kFastestShown.value() / kSlowestShown.value());
}

double melHeight(double hertz)
{
    return hertzToMel(hertz) / hertzToMel(0.5 * kAnalysisRate.value());
}

} // namespace tempo::workbench
