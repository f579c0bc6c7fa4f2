// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/mastering.h"

#include "engine/datasets/synth/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace tempo::synth {

namespace {

double gainOf(double decibel)
{
    return std::pow(10.0, decibel / 20.0);
}

double peakOf(std::span<const float> samples)
{
    double peak = 0.0;
    for (const float sample : samples)
        peak = std::max(peak, std::abs(static_cast<double>(sample)));
    return peak;
}

/// The level that a share of the samples exceeds.
double levelExceededBy(std::span<const float> samples, double share)
{
    std::vector<float> levels(samples.begin(), samples.end());
    for (float& level : levels)
        level = std::abs(level);
    const auto place =
        levels.begin() + static_cast<std::ptrdiff_t>((1.0 - share) * static_cast<double>(levels.size() - 1));
    std::ranges::nth_element(levels, place);
    return double{*place};
}

void scale(std::span<float> samples, double gain)
{
    for (float& sample : samples)
        sample = static_cast<float>(double{sample} * gain);
}

enum class FilterKind { LowPass, HighPass };

/// A second-order Butterworth filter. Source: R. Bristow-Johnson's Audio EQ Cookbook.
void filter(std::span<float> samples, FilterKind kind, double hertz)
{
    const double omega = 2.0 * std::numbers::pi * hertz / kAnalysisRate.value();
    const double alpha = std::sin(omega) / std::numbers::sqrt2;
    const double cosine = std::cos(omega);
    const double a0 = 1.0 + alpha;
    const double edge = kind == FilterKind::LowPass ? 1.0 - cosine : 1.0 + cosine;
    const double b0 = 0.5 * edge / a0;
    const double b1 = (kind == FilterKind::LowPass ? edge : -edge) / a0;
    const double a1 = -2.0 * cosine / a0;
    const double a2 = (1.0 - alpha) / a0;
    double s1 = 0.0;
    double s2 = 0.0;
    for (float& sample : samples) {
        const double in{sample};
        const double out = b0 * in + s1;
        s1 = b1 * in - a1 * out + s2;
        s2 = b0 * in - a2 * out;
        sample = static_cast<float>(out);
    }
}

/// Rounds peaks off as tape and limiters do. @param drive gain before; the peak stays at 1
void limitSoftly(std::span<float> samples, double drive)
{
    const double top = std::tanh(drive);
    for (float& sample : samples)
        sample = static_cast<float>(std::tanh(drive * double{sample}) / top);
}

void addNoise(std::span<float> samples, double level, Random& random)
{
    // Duller than white noise: through a gentle low pass, which leaves a standard deviation of 1/6.
    double last = 0.0;
    const double gain = level * 6.0;
    for (float& sample : samples) {
        const double white = random.uniform() - 0.5;
        last = 0.5 * (last + white);
        sample = static_cast<float>(double{sample} + gain * last);
    }
}

void addCrackles(std::span<float> samples, double perSecond, Random& random)
{
    const double chance = perSecond / kAnalysisRate.value();
    double click = 0.0;
    for (float& sample : samples) {
        if (random.chance(chance))
            click = random.between(0.05, 0.30) * (random.chance(0.5) ? 1.0 : -1.0);
        sample = static_cast<float>(double{sample} + click);
        click *= -0.6;
    }
}

void fadeIn(std::span<float> samples, double seconds)
{
    const std::size_t count = std::min(samples.size(), static_cast<std::size_t>(seconds * kAnalysisRate.value()));
    for (std::size_t i = 0; i < count; ++i) {
        const double place = static_cast<double>(i) / static_cast<double>(count);
        samples[i] = static_cast<float>(double{samples[i]} * place * place);
    }
}

} // namespace

void master(std::span<float> samples, const Mastering& mastering)
{
    Random random = Random(mastering.noiseSeed);
    if (mastering.highPassHertz > 0.0)
        filter(samples, FilterKind::HighPass, mastering.highPassHertz);
    if (mastering.lowPassHertz > 0.0)
        filter(samples, FilterKind::LowPass, mastering.lowPassHertz);
    if (const double peak = peakOf(samples); peak > 0.0)
        scale(samples, 1.0 / peak);
    if (mastering.driveDecibel > 0.0)
        limitSoftly(samples, gainOf(mastering.driveDecibel));
    addNoise(samples, gainOf(mastering.noiseDecibel), random);
    if (mastering.cracklesPerSecond > 0.0)
        addCrackles(samples, mastering.cracklesPerSecond, random);
    if (mastering.clippedShare > 0.0)
        scale(samples, 1.0 / levelExceededBy(samples, mastering.clippedShare));
    else
        scale(samples, gainOf(mastering.peakDecibel));
    if (mastering.fadeInSeconds > 0.0)
        fadeIn(samples, mastering.fadeInSeconds);
}

} // namespace tempo::synth
