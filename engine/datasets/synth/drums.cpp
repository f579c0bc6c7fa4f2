// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/arrangement.h"
#include "engine/datasets/synth/pattern.h"

#include <array>
#include <string_view>

namespace tempo::synth {

namespace {

constexpr int kCrash = 49;
constexpr double kHitBeats = 0.2;
/// What only tells a drummer's hands apart: how much of these strokes varies from bar to bar.
constexpr double kGhostChance = 0.06;

/// One way to fill the last beat or two of a bar: which toms on which sixteenths.
constexpr std::array<std::array<int, 8>, 5> kFills{{{0, 0, 0, 0, 38, 38, 38, 38},
                                                    {0, 0, 0, 0, 50, 50, 47, 45},
                                                    {38, 0, 38, 38, 50, 0, 47, 45},
                                                    {50, 50, 47, 47, 45, 45, 43, 43},
                                                    {0, 0, 0, 38, 0, 38, 38, 0}}};

void playFill(Player& player, int bar, int beatsPerBar, const std::array<int, 8>& fill)
{
    const double begin = (bar + 1) * beatsPerBar - 2.0;
    for (std::size_t i = 0; i < fill.size(); ++i)
        if (fill[i] != 0)
            player.play(begin + 0.25 * static_cast<double>(i), kHitBeats, fill[i], 84 + 4 * static_cast<int>(i));
}

} // namespace

void playDrums(const Arrangement& arrangement, Score& score, Random random)
{
    const Family& family = arrangement.family;
    const std::vector<DrumLane> lanes = parseGroove(random.pick(std::span(family.grooves)));
    Player player(arrangement, score, kDrumChannel, 0.0, random.fork("hands"));
    const std::array<int, 8>& fill = kFills[random.index(kFills.size())];
    // Twelve-eight and waltzes have other fills; a plain bar serves them.
    const bool canFill = lanes.front().pattern.stepsPerBeat() != 3 && family.beatsPerBar >= 4;
    const int beatsPerBar = family.beatsPerBar;
    for (int bar = 0; bar < static_cast<int>(arrangement.bars.size()); ++bar) {
        const BarPlan& plan = arrangement.bars[static_cast<std::size_t>(bar)];
        if (plan.crash)
            player.play(bar * beatsPerBar, kHitBeats, kCrash, 100);
        if (!plan.drums)
            continue;
        const bool hasFill = plan.fill && canFill;
        if (hasFill)
            playFill(player, bar, beatsPerBar, fill);
        for (const DrumLane& lane : lanes) {
            const int steps = lane.pattern.stepsPerBar(beatsPerBar);
            for (int step = 0; step < steps; ++step) {
                const double beat = static_cast<double>(step) / lane.pattern.stepsPerBeat();
                if (hasFill && beat >= beatsPerBar - 2.0 && lane.key != 36)
                    continue;
                int velocity = strokeVelocity(lane.pattern.at(bar, step, beatsPerBar));
                if (velocity == 0 && lane.key == 38 && random.chance(kGhostChance))
                    velocity = 34;
                if (velocity != 0)
                    player.play(bar * beatsPerBar + beat, kHitBeats, lane.key, velocity);
            }
        }
    }
}

} // namespace tempo::synth
