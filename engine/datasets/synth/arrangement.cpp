// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/arrangement.h"

#include <algorithm>
#include <cmath>

namespace tempo::synth {

namespace {

/// Who plays through a section.
BarPlan planSection(bool isFirst, Random& random)
{
    BarPlan section;
    section.drums = random.chance(isFirst ? 0.90 : 0.97);
    section.bass = random.chance(isFirst ? 0.88 : 0.95);
    section.chords = random.chance(0.96) || !section.bass;
    section.lead = random.chance(0.65);
    return section;
}

} // namespace

std::vector<BarPlan> planBars(int nBars, Random random)
{
    std::vector<BarPlan> bars;
    const int sectionBars = random.pick({4, 4, 8});
    const bool hasBreaks = random.chance(0.25);
    const bool hasFills = random.chance(0.7);
    // A clip is cut out of a song anywhere, so the first section is seldom whole.
    int left = 1 + static_cast<int>(random.index(static_cast<std::size_t>(sectionBars)));
    BarPlan section = planSection(true, random);
    for (int bar = 0; bar < nBars; ++bar) {
        bars.push_back(section);
        bars.back().crash = bar > 0 && left == sectionBars && random.chance(0.7);
        if (--left > 0)
            continue;
        if (hasBreaks && random.chance(0.4))
            bars.back().drums = bars.back().bass = false;
        bars.back().fill = hasFills && bars.back().drums && random.chance(0.75);
        section = planSection(false, random);
        left = sectionBars;
    }
    return bars;
}

void Player::play(double beat, double lengthBeats, int key, int velocity)
{
    if (beat < m_arrangement.plan.firstBeat())
        return;
    const double onset = m_arrangement.plan.secondsAt(beat);
    const double end = m_arrangement.plan.secondsAt(beat + lengthBeats);
    const double off = m_late + 0.001 * m_arrangement.family.looseMilliseconds * m_random.normal();
    const double louder = 5.0 * m_random.normal();
    m_score.notes.push_back({.onset = onset + off,
                             .duration = std::max(0.93 * (end - onset), 0.03),
                             .channel = m_channel,
                             .key = std::clamp(key, 0, 127),
                             .velocity = std::clamp(static_cast<int>(std::lround(velocity + louder)), 12, 127)});
}

} // namespace tempo::synth
