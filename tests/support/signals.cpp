// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/signals.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <stdexcept>
#include <string>

namespace tempo::test {

namespace {

// All arithmetic is exact by the rules of tests/golden/README.md: doubles, integers, one rounding to float, no fused
// multiply-add (the build's -ffp-contract=off).
constexpr std::size_t kLength = 262144;
constexpr std::size_t kRate = 22050;

std::size_t eventStart(std::size_t event, std::size_t p, std::size_t q)
{
    return event * 60 * kRate * q / p;
}

struct Burst {
    std::size_t p; ///< BPM = p / q
    std::size_t q;
    double b1;
    double a1;
    double a2;
};

std::vector<float> clicks(const Burst& burst)
{
    constexpr std::size_t kBurstLength = 4096;
    std::vector<double> tone(kBurstLength, 0.0);
    tone[1] = burst.b1;
    for (std::size_t n = 2; n < kBurstLength; ++n)
        tone[n] = (burst.a1 * tone[n - 1]) + (burst.a2 * tone[n - 2]);
    std::vector<float> samples(kLength, 0.0F);
    for (std::size_t event = 0; eventStart(event, burst.p, burst.q) < kLength; ++event) {
        const std::size_t start = eventStart(event, burst.p, burst.q);
        for (std::size_t n = 0; n < kBurstLength && start + n < kLength; ++n)
            samples[start + n] = static_cast<float>(0.8 * tone[n]);
    }
    return samples;
}

/// A free oscillator: value, next value.
struct Oscillator {
    double now;
    double next;
    double a;

    void step()
    {
        const double after = a * next - now;
        now = next;
        next = after;
    }
};

std::vector<float> twoTones()
{
    constexpr std::size_t kPeriod = 14700;
    Oscillator low{0.0, 0x1.001a7d2cece51p-3, 0x1.fbfb224a4b198p+0};
    Oscillator high{0.0, 0x1.ec4aeb1c47298p-2, 0x1.c0f32abf45cc4p+0};
    std::vector<float> samples(kLength);
    for (std::size_t n = 0; n < kLength; ++n) {
        double envelope = static_cast<double>(kPeriod - n % kPeriod) / static_cast<double>(kPeriod);
        envelope = envelope * envelope;
        samples[n] = static_cast<float>((0.5 * low.now + 0.25 * high.now) * envelope);
        low.step();
        high.step();
    }
    return samples;
}

std::vector<float> noiseBursts()
{
    constexpr std::size_t kBurstLength = 2205;
    std::vector<std::size_t> amplitude(kLength, 0);
    for (std::size_t event = 0; eventStart(event, 112, 1) < kLength; ++event) {
        const std::size_t start = eventStart(event, 112, 1);
        for (std::size_t j = 0; j < kBurstLength && start + j < kLength; ++j)
            amplitude[start + j] = kBurstLength - j;
    }
    std::uint32_t state = 12345;
    std::vector<float> samples(kLength);
    for (std::size_t n = 0; n < kLength; ++n) {
        state = 1664525U * state + 1013904223U;
        const double noise = (static_cast<double>(state >> 8U) - 8388608.0) / 8388608.0;
        const double gain = static_cast<double>(amplitude[n]) / static_cast<double>(kBurstLength) + 0.00390625;
        samples[n] = static_cast<float>(0.5 * noise * gain);
    }
    return samples;
}

} // namespace

const std::vector<std::string_view>& goldenNames()
{
    static const std::vector<std::string_view> names{"click_060", "click_097p5", "click_128",
                                                     "click_174", "am2tone_090", "lcg_112"};
    return names;
}

std::vector<float> goldenInput(std::string_view name)
{
    if (name == "click_060")
        return clicks({60, 1, 0x1.1f91e66d0da01p-2, 0x1.eadcc3ccf138dp+0, -0x1.fef9fcb0c026dp-1});
    if (name == "click_097p5")
        return clicks({195, 2, 0x1.a7a186ed73d0fp-2, 0x1.d1018fd5296f0p+0, -0x1.fdf43c7d5ed07p-1});
    if (name == "click_128")
        return clicks({128, 1, 0x1.ce5e770a2d774p-3, 0x1.f2415f65b1238p+0, -0x1.fef9fcb0c026dp-1});
    if (name == "click_174")
        return clicks({174, 1, 0x1.136bd5c44153ap-1, 0x1.adc967baab3c7p+0, -0x1.fceebf65dbfcfp-1});
    if (name == "am2tone_090")
        return twoTones();
    if (name == "lcg_112")
        return noiseBursts();
    throw std::invalid_argument("no golden input of the name " + std::string(name));
}

std::vector<float> clickTrack(double bpm, double seconds)
{
    std::vector<float> samples(static_cast<std::size_t>(seconds * static_cast<double>(kRate)), 0.0F);
    const double period = 60.0 * static_cast<double>(kRate) / bpm;
    for (std::size_t event = 0;; ++event) {
        const auto start = static_cast<std::size_t>(std::llround(static_cast<double>(event) * period));
        if (start >= samples.size())
            return samples;
        for (std::size_t n = 0; n < 2205 && start + n < samples.size(); ++n) {
            const double t = static_cast<double>(n) / static_cast<double>(kRate);
            samples[start + n] +=
                static_cast<float>(0.7 * std::exp(-t * 60.0) * std::sin(2.0 * std::numbers::pi * 1000.0 * t));
        }
    }
}

namespace {

/// White noise in [-1, 1) that is the same everywhere.
class Noise {
public:
    explicit Noise(unsigned seed) : m_state(seed * 2654435761U + 1U) {}
    double next()
    {
        m_state = 1664525U * m_state + 1013904223U;
        return (static_cast<double>(m_state >> 8U) - 8388608.0) / 8388608.0;
    }

private:
    std::uint32_t m_state;
};

/// Adds a decaying sound at a place; sound(t) is its waveform, t in seconds.
template <class Sound>
void addHit(std::vector<float>& samples, double second, double decayPerSecond, double level, Sound sound)
{
    const auto start = static_cast<std::size_t>(std::llround(second * static_cast<double>(kRate)));
    for (std::size_t n = 0; start + n < samples.size(); ++n) {
        const double t = static_cast<double>(n) / static_cast<double>(kRate);
        const double envelope = level * std::exp(-decayPerSecond * t);
        if (envelope < 1e-4)
            return;
        samples[start + n] += static_cast<float>(envelope * sound(t));
    }
}

double sine(double hertz, double t)
{
    return std::sin(2.0 * std::numbers::pi * hertz * t);
}

} // namespace

std::vector<float> rhythmClip(double bpm, double seconds, unsigned seed)
{
    std::vector<float> samples(static_cast<std::size_t>(seconds * static_cast<double>(kRate)));
    Noise noise(seed);
    for (float& sample : samples)
        sample = static_cast<float>(0.01 * noise.next());
    constexpr std::array kScale{55.0, 65.4, 73.4, 82.4, 98.0};
    const double eighth = 30.0 / bpm;
    for (std::size_t step = 0; static_cast<double>(step) * eighth < seconds; ++step) {
        const double at = static_cast<double>(step) * eighth;
        const auto hiss = [&noise](double) { return noise.next(); };
        addHit(samples, at, 60.0, 0.1, hiss);
        if (step % 4 == 0)
            addHit(samples, at, 18.0, 0.5, [](double t) { return sine(60.0, t); });
        if (step % 4 == 2)
            addHit(samples, at, 25.0, 0.3, hiss);
        if ((step + seed) % 3 != 0) {
            const double hertz = kScale[(step * 7 + seed) % kScale.size()];
            addHit(samples, at, 6.0, 0.15, [hertz](double t) { return sine(hertz, t) + 0.3 * sine(2.0 * hertz, t); });
        }
    }
    return samples;
}

} // namespace tempo::test
