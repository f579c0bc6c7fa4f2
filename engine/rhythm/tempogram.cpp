// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rhythm/tempogram.h"

#include "engine/core/error.h"
#include "engine/core/progress.h"
#include "engine/dsp/multiversion.h"
#include "engine/dsp/window.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tempo {

namespace {

/// The smallest 3 * 2^k or 2^k that holds an autocorrelation without wrap-around: FFTW's fast sizes.
std::size_t transformSize(std::size_t windowFrames)
{
    std::size_t size = 2;
    while (size < 2 * windowFrames - 1)
        size *= 2;
    return size / 4 * 3 >= 2 * windowFrames - 1 ? size / 4 * 3 : size;
}

/// The envelope with half a window on each side that falls linearly from the edge value to 0.
/// Source: numpy.pad(mode="linear_ramp", end_values=0), which rounds the ramp to the envelope's float.
std::vector<float> withRamps(std::span<const float> onset, std::size_t half)
{
    std::vector<float> padded(onset.size() + 2 * half);
    std::ranges::copy(onset, padded.begin() + static_cast<std::ptrdiff_t>(half));
    const double riseStep = static_cast<double>(onset.front()) / static_cast<double>(half);
    const double fallStep = static_cast<double>(onset.back()) / static_cast<double>(half);
    for (std::size_t k = 0; k < half; ++k) {
        padded[k] = static_cast<float>(static_cast<double>(k) * riseStep);
        padded[padded.size() - 1 - k] = static_cast<float>(static_cast<double>(k) * fallStep);
    }
    return padded;
}

/// sum of squaredWindow * frame^2, in four partial sums of fixed order.
TEMPNETIC_MULTIVERSION
double weightedEnergy(const float* frame, const double* squaredWindow, std::size_t n)
{
    std::array<double, 4> sums{};
    std::size_t k = 0;
    for (; k + 4 <= n; k += 4)
        for (std::size_t lane = 0; lane < 4; ++lane) {
            const double value = static_cast<double>(frame[k + lane]);
            sums[lane] += squaredWindow[k + lane] * (value * value);
        }
    for (std::size_t lane = 0; k < n; ++k, ++lane)
        sums[lane] += squaredWindow[k] * (static_cast<double>(frame[k]) * static_cast<double>(frame[k]));
    return (sums[0] + sums[2]) + (sums[1] + sums[3]);
}

/// z[k] = (first[k] * firstScale + i second[k] * secondScale) * window[k]; z is interleaved.
TEMPNETIC_MULTIVERSION
void packScaled(const float* first, double firstScale, const float* second, double secondScale, const double* window,
                double* z, std::size_t n)
{
    for (std::size_t k = 0; k < n; ++k) {
        z[2 * k] = static_cast<double>(first[k]) * firstScale * window[k];
        z[2 * k + 1] = static_cast<double>(second[k]) * secondScale * window[k];
    }
}

/// sum[k] += |z[k]|^2
TEMPNETIC_MULTIVERSION
void addPower(const double* z, double* sum, std::size_t n)
{
    for (std::size_t k = 0; k < n; ++k)
        sum[k] += z[2 * k] * z[2 * k] + z[2 * k + 1] * z[2 * k + 1];
}

/// librosa leaves a window alone whose largest autocorrelation is below the smallest normal number.
double scaleFor(double energy)
{
    return energy < std::numeric_limits<double>::min() ? 1.0 : 1.0 / std::sqrt(energy);
}

constexpr std::size_t kStopInterval = 256; // frames between two looks at the stop token

} // namespace

LocalAutocorrelation::LocalAutocorrelation(std::size_t windowFrames)
    : m_window(periodicHann(windowFrames)), m_squaredWindow(m_window),
      m_forward(transformSize(windowFrames), FftDirection::Forward),
      m_backward(transformSize(windowFrames), FftDirection::Backward)
{
    if (windowFrames < 2 || windowFrames % 2 != 0)
        throw Error(ErrorCode::InvalidArgument, "LocalAutocorrelation: the window must be an even number of frames");
    for (double& weight : m_squaredWindow)
        weight *= weight;
    std::ranges::fill(m_forward.input(), 0.0);
}

/// Transforms the windows around frame and frame + 1 (if there is one), each scaled to an energy of 1.
void LocalAutocorrelation::scaledTransform(std::span<const float> padded, std::size_t frame, std::size_t frameCount)
{
    const std::size_t n = m_window.size();
    const float* first = padded.data() + frame;
    const bool hasSecond = frame + 1 < frameCount;
    const float* second = hasSecond ? first + 1 : first;
    const double firstScale = scaleFor(weightedEnergy(first, m_squaredWindow.data(), n));
    const double secondScale = hasSecond ? scaleFor(weightedEnergy(second, m_squaredWindow.data(), n)) : 0.0;
    packScaled(first, firstScale, second, secondScale, m_window.data(),
               reinterpret_cast<double*>(m_forward.input().data()), n);
    m_forward.execute();
}

void LocalAutocorrelation::forEachRow(std::span<const float> onset, const RowSink& sink, const std::stop_token& stop)
{
    if (onset.empty())
        return;
    const std::vector<float> padded = withRamps(onset, m_window.size() / 2);
    const std::size_t size = m_forward.size();
    std::vector<double> row(lagCount());
    for (std::size_t frame = 0; frame < onset.size(); frame += 2) {
        if (frame % kStopInterval == 0)
            throwIfStopped(stop);
        scaledTransform(padded, frame, onset.size());
        // The power spectra of both windows are real and even, so they travel back as real and imaginary part.
        const auto z = m_forward.output();
        const auto powers = m_backward.input();
        for (std::size_t k = 0; k < size; ++k) {
            const std::complex<double> mirror = std::conj(z[(size - k) % size]);
            powers[k] = {0.25 * std::norm(z[k] + mirror), 0.25 * std::norm(z[k] - mirror)};
        }
        m_backward.execute();
        const auto lags = m_backward.output().first(lagCount());
        const double unscaled = 1.0 / static_cast<double>(size);
        std::ranges::transform(lags, row.begin(), [unscaled](const auto& c) { return c.real() * unscaled; });
        sink(frame, row);
        if (frame + 1 < onset.size()) {
            std::ranges::transform(lags, row.begin(), [unscaled](const auto& c) { return c.imag() * unscaled; });
            sink(frame + 1, row);
        }
    }
}

std::vector<double> LocalAutocorrelation::mean(std::span<const float> onset, const std::stop_token& stop)
{
    std::vector<double> result(lagCount(), 0.0);
    if (onset.empty())
        return result;
    const std::vector<float> padded = withRamps(onset, m_window.size() / 2);
    const std::size_t size = m_forward.size();
    std::vector<double> sum(size, 0.0);
    for (std::size_t frame = 0; frame < onset.size(); frame += 2) {
        if (frame % kStopInterval == 0)
            throwIfStopped(stop);
        scaledTransform(padded, frame, onset.size());
        addPower(reinterpret_cast<const double*>(m_forward.output().data()), sum.data(), size);
    }
    const auto powers = m_backward.input();
    for (std::size_t k = 0; k < size; ++k)
        powers[k] = 0.5 * (sum[k] + sum[(size - k) % size]);
    m_backward.execute();
    const double scale = 1.0 / (static_cast<double>(size) * static_cast<double>(onset.size()));
    std::ranges::transform(m_backward.output().first(lagCount()), result.begin(),
                           [scale](const auto& c) { return c.real() * scale; });
    return result;
}

Matrix<double> tempogram(const OnsetEnvelope& onset, std::size_t windowFrames, const ProgressSink& progress,
                         const std::stop_token& stop)
{
    LocalAutocorrelation autocorrelation(windowFrames);
    const std::size_t nFrames = onset.values.size();
    Matrix<double> result(nFrames, windowFrames);
    const auto take = [&](std::size_t index, std::span<const double> row) {
        std::ranges::copy(row, result.row(index).begin());
        if (progress)
            progress({.fraction = static_cast<double>(index + 1) / static_cast<double>(nFrames), .stage = "tempogram"});
    };
    autocorrelation.forEachRow(onset.values, take, stop);
    return result;
}

std::vector<double> tempoOfLags(std::size_t lagCount, FrameRate rate)
{
    std::vector<double> bpm(lagCount, std::numeric_limits<double>::infinity());
    for (std::size_t lag = 1; lag < lagCount; ++lag)
        bpm[lag] = 60.0 * rate.value() / static_cast<double>(lag);
    return bpm;
}

} // namespace tempo
