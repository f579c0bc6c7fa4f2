// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rhythm/onset_envelope.h"

#include "engine/dsp/decibel.h"
#include "engine/dsp/multiversion.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace tempo {

namespace {

constexpr std::size_t kFramesPerBlock = 512;

/// Frames between a rise and its place in the envelope: half a transform, 2048 / (2 * 512).
constexpr std::size_t kCentring = 2;

/// Sum over bands of the positive differences, in eight partial sums of fixed order; the limit is applied on the way.
TEMPNETIC_MULTIVERSION
float risingSum(const float* before, const float* now, float floor, std::size_t n)
{
    std::array<float, 8> sums{};
    std::size_t k = 0;
    for (; k + 8 <= n; k += 8)
        for (std::size_t lane = 0; lane < 8; ++lane) {
            const float a = before[k + lane] > floor ? before[k + lane] : floor;
            const float b = now[k + lane] > floor ? now[k + lane] : floor;
            const float rise = b - a;
            sums[lane] += rise > 0.0F ? rise : 0.0F;
        }
    float sum = ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
    for (; k < n; ++k)
        sum += std::max(0.0F, std::max(now[k], floor) - std::max(before[k], floor));
    return sum;
}

float meanRise(std::span<const float> before, std::span<const float> now, float floor)
{
    return risingSum(before.data(), now.data(), floor, now.size()) / static_cast<float>(now.size());
}

/// Moves each rise to its place: flux[t] = rise into frame t (flux[0] = 0) stands at t + 2; the last two fall off.
std::vector<float> centred(std::span<const float> flux)
{
    std::vector<float> envelope(flux.size(), 0.0F);
    if (flux.size() > kCentring)
        std::ranges::copy(flux.first(flux.size() - kCentring),
                          envelope.begin() + static_cast<std::ptrdiff_t>(kCentring));
    return envelope;
}

constexpr float kNoFloor = -std::numeric_limits<float>::infinity();

} // namespace

OnsetEnvelope onsetStrength(const Matrix<float>& melDecibel, FrameRate rate)
{
    std::vector<float> flux(melDecibel.rows(), 0.0F);
    for (std::size_t t = 1; t < melDecibel.rows(); ++t)
        flux[t] = meanRise(melDecibel.row(t - 1), melDecibel.row(t), kNoFloor);
    return {.rate = rate, .values = centred(flux)};
}

OnsetStream::OnsetStream(std::size_t maxRetainedFrames, const AnalysisGrid& grid)
    : m_maxRetainedFrames(maxRetainedFrames), m_rate(grid.frameRate()), m_bandCount(grid.bandCount),
      m_mel([this](std::size_t, std::span<const float> decibel) { takeFrame(decibel); }, grid)
{
    begin();
}

void OnsetStream::begin()
{
    m_mel.reset();
    m_pass = Pass::Retain;
    m_frameCount = 0;
    m_peak = kNoFloor;
    m_retained.clear();
    m_previous.clear();
    m_flux.clear();
}

void OnsetStream::takeFrame(std::span<const float> decibel)
{
    if (m_pass == Pass::Flux) {
        appendFlux(decibel);
        return;
    }
    m_peak = std::max(m_peak, *std::ranges::max_element(decibel));
    ++m_frameCount;
    if (m_pass == Pass::Retain && m_frameCount > m_maxRetainedFrames) {
        m_pass = Pass::PeakOnly;
        m_retained = {};
    }
    if (m_pass != Pass::Retain)
        return;
    if (m_retained.empty() || m_retained.back().size() == kFramesPerBlock * m_bandCount) {
        m_retained.emplace_back();
        m_retained.back().reserve(kFramesPerBlock * m_bandCount);
    }
    m_retained.back().insert(m_retained.back().end(), decibel.begin(), decibel.end());
}

void OnsetStream::appendFlux(std::span<const float> decibel)
{
    m_flux.push_back(m_previous.empty() ? 0.0F : meanRise(m_previous, decibel, m_peak - kTopDecibel));
    m_previous.assign(decibel.begin(), decibel.end());
}

bool OnsetStream::finishPass()
{
    m_mel.finish();
    if (m_pass == Pass::PeakOnly) {
        m_flux.reserve(m_frameCount);
        m_pass = Pass::Flux;
        return false;
    }
    if (m_pass == Pass::Retain) {
        m_flux.reserve(m_frameCount);
        for (const std::vector<float>& block : m_retained)
            for (std::size_t start = 0; start < block.size(); start += m_bandCount)
                appendFlux(std::span(block).subspan(start, m_bandCount));
        m_retained.clear();
    }
    return true;
}

OnsetEnvelope OnsetStream::take()
{
    return {.rate = m_rate, .values = centred(std::exchange(m_flux, {}))};
}

} // namespace tempo
