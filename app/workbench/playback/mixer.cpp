// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/playback/mixer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tempo::workbench {

namespace {

/// How a click sounds: two decaying tones, the second not harmonic to the first, as wood has it.
struct Timbre {
    double pitch;        ///< Hz
    double overtone;     ///< times the pitch
    double decaySeconds; ///< to 1/e
};

Timbre timbreOf(ClickVoice voice)
{
    switch (voice) {
    case ClickVoice::Reference:
        return {.pitch = 2100.0, .overtone = 1.52, .decaySeconds = 0.012};
    case ClickVoice::Baseline:
        return {.pitch = 420.0, .overtone = 2.4, .decaySeconds = 0.022};
    case ClickVoice::Model:
        break;
    }
    return {.pitch = 980.0, .overtone = 1.9, .decaySeconds = 0.016};
}

std::vector<float> render(const Timbre& timbre, SampleRate rate)
{
    constexpr double kDecays = 7.0; // to a thousandth
    const auto count = static_cast<std::size_t>(kDecays * timbre.decaySeconds * rate.value());
    std::vector<float> sound(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double time = static_cast<double>(i) / rate.value();
        const double phase = 2.0 * std::numbers::pi * timbre.pitch * time;
        const double decay = std::exp(-time / timbre.decaySeconds);
        // Cosine: the first sample is the loudest, so that the click begins where the beat is.
        sound[i] = static_cast<float>(decay * (0.7 * std::cos(phase) + 0.3 * std::cos(timbre.overtone * phase)));
    }
    return sound;
}

} // namespace

Pan panOf(ClickVoice voice)
{
    switch (voice) {
    case ClickVoice::Baseline:
        return {.left = 1.0F, .right = 0.15F};
    case ClickVoice::Model:
        return {.left = 0.15F, .right = 1.0F};
    case ClickVoice::Reference:
        break;
    }
    return {.left = 0.8F, .right = 0.8F};
}

Mixer::Mixer(SampleRate rate)
{
    for (std::size_t voice = 0; voice < kClickVoices; ++voice)
        m_sounds[voice] = render(timbreOf(static_cast<ClickVoice>(voice)), rate);
}

std::span<const float> Mixer::click(ClickVoice voice) const
{
    return m_sounds[static_cast<std::size_t>(voice)];
}

void Mixer::mix(const MixScene& scene, std::int64_t first, std::span<float> stereo) const
{
    const std::size_t nFrames = stereo.size() / 2;
    std::ranges::fill(stereo, 0.0F);
    if (scene.music && first < static_cast<std::int64_t>(scene.music->samples.size())) {
        const auto samples = std::span(scene.music->samples).subspan(static_cast<std::size_t>(first));
        for (std::size_t i = 0; i < std::min(nFrames, samples.size()); ++i)
            stereo[2 * i] = stereo[2 * i + 1] = kMusicGain * samples[i];
    }
    const std::int64_t end = first + static_cast<std::int64_t>(nFrames);
    for (std::size_t voice = 0; voice < kClickVoices; ++voice) {
        const std::vector<float>& sound = m_sounds[voice];
        const std::vector<std::int64_t>& starts = scene.clicks[voice];
        const Pan pan = panOf(static_cast<ClickVoice>(voice));
        // A click that began before the block goes on in it.
        auto start = std::ranges::upper_bound(starts, first - static_cast<std::int64_t>(sound.size()));
        for (; start != starts.end() && *start < end; ++start)
            for (std::int64_t at = std::max(first, *start); at < end; ++at) {
                const auto place = static_cast<std::size_t>(at - *start);
                if (place >= sound.size())
                    break;
                const auto frame = static_cast<std::size_t>(at - first);
                stereo[2 * frame] += kClickGain * pan.left * sound[place];
                stereo[2 * frame + 1] += kClickGain * pan.right * sound[place];
            }
    }
    for (float& sample : stereo)
        sample = std::isfinite(sample) ? std::clamp(sample, -1.0F, 1.0F) : 0.0F;
}

std::vector<std::int64_t> clickSamples(std::span<const double> seconds, SampleRate rate, double speed)
{
    std::vector<std::int64_t> samples;
    samples.reserve(seconds.size());
    for (const double time : seconds)
        if (time >= 0.0)
            samples.push_back(std::llround(time / speed * rate.value()));
    std::ranges::sort(samples);
    return samples;
}

} // namespace tempo::workbench
