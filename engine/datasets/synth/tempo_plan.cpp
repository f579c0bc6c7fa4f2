// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/tempo_plan.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tempo::synth {

namespace {

/// The period of each beat against the nominal one: 1 is exactly in time.
class PeriodWalk {
public:
    PeriodWalk(const TempoPlanOptions& options, Random random) : m_options(options), m_random(random)
    {
        m_slope = m_random.between(0.03, 0.08) * (m_random.chance(0.5) ? 1.0 : -1.0);
        m_depth = m_random.between(0.04, 0.16);
        m_phraseBeats = options.beatsPerBar * m_random.pick({2, 4, 4});
        m_looseness = m_random.between(0.002, 0.009);
    }

    double next(int beat, double clipFraction)
    {
        switch (m_options.timekeeping) {
        case Timekeeping::Machine:
            return 1.0;
        case Timekeeping::Band:
            return 1.0 + wander(m_looseness);
        case Timekeeping::Drifting:
            return (1.0 + wander(m_looseness)) * (1.0 - m_slope * (clipFraction - 0.5));
        case Timekeeping::Rubato:
            return (1.0 + wander(0.015)) * (1.0 + phrase(beat)) * (1.0 + 0.015 * m_random.normal());
        }
        return 1.0;
    }

private:
    /// A walk that is drawn back to 0.
    double wander(double size)
    {
        m_walk = 0.85 * m_walk + size * m_random.normal();
        return m_walk;
    }

    /// Presses on in the middle of a phrase and holds back at its end.
    [[nodiscard]] double phrase(int beat) const
    {
        const double place = static_cast<double>(beat % m_phraseBeats) / m_phraseBeats;
        const double arch = -0.5 * m_depth * std::sin(std::numbers::pi * place);
        return arch + (place > 0.74 ? m_depth * (place - 0.74) / 0.26 : 0.0);
    }

    TempoPlanOptions m_options;
    Random m_random;
    double m_walk = 0.0;
    double m_slope = 0.0;
    double m_depth = 0.0;
    int m_phraseBeats = 4;
    double m_looseness = 0.0;
};

/// Bends [0, 1] so that its middle lands on `middle`.
double bend(double fraction, double middle)
{
    return fraction < 0.5 ? fraction * 2.0 * middle : middle + (fraction - 0.5) * 2.0 * (1.0 - middle);
}

double swung(double fraction, const TempoPlanOptions& options)
{
    const double half = fraction < 0.5 ? 0.0 : 0.5;
    const double straight = half + 0.5 * bend((fraction - half) * 2.0, options.sixteenthSwing);
    return bend(straight, options.swing);
}

} // namespace

TempoPlan::TempoPlan(const TempoPlanOptions& options, Random random) : m_options(options)
{
    const double period = 60.0 / options.bpm.value();
    // Notes of the last bar may begin after the end.
    const double end = options.duration.value() + period * (2.0 * options.beatsPerBar + 2.0);
    PeriodWalk walk(options, random);
    double time = options.start.value();
    for (int beat = 0; time < end; ++beat) {
        m_times.push_back(time);
        time += period * walk.next(beat, std::clamp(time / options.duration.value(), 0.0, 1.0));
    }
}

double TempoPlan::secondsAt(double beat) const
{
    const double whole = std::floor(beat);
    const std::size_t i = std::min(static_cast<std::size_t>(std::max(whole, 0.0)), m_times.size() - 2);
    return std::lerp(m_times[i], m_times[i + 1], swung(beat - whole, m_options));
}

int TempoPlan::nBars() const
{
    int bars = 0;
    for (std::size_t i = 0; i < m_times.size(); i += static_cast<std::size_t>(m_options.beatsPerBar))
        bars += m_times[i] < duration() ? 1 : 0;
    return bars;
}

BeatAnnotation TempoPlan::beats() const
{
    BeatAnnotation beats;
    for (std::size_t i = 0; i < m_times.size(); ++i) {
        if (m_times[i] < 0.0 || m_times[i] >= duration() || static_cast<double>(i) < m_options.firstBeat)
            continue;
        beats.times.emplace_back(m_times[i]);
        beats.positions.push_back(static_cast<int>(i) % m_options.beatsPerBar + 1);
    }
    return beats;
}

Bpm medianTempo(const BeatAnnotation& beats)
{
    std::vector<double> intervals;
    for (std::size_t i = 1; i < beats.times.size(); ++i)
        intervals.push_back(beats.times[i].value() - beats.times[i - 1].value());
    std::ranges::sort(intervals);
    const std::size_t n = intervals.size();
    return Bpm{120.0 / (intervals[(n - 1) / 2] + intervals[n / 2])};
}

} // namespace tempo::synth
