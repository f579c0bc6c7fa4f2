// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/composer.h"

#include "engine/core/error.h"
#include "engine/datasets/synth/arrangement.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace tempo::synth {

namespace {

/// GTZAN's most frequent length, 30.013 s, and the range of the others.
constexpr std::int64_t kUsualSamples = 661794;
constexpr double kFewestSamples = 660000.0;
constexpr double kMostSamples = 675808.0;

/// A song's beginning with a pickup; all other clips begin somewhere within a song.
constexpr double kPickupChance = 0.07;
/// No more of the music before the clip is composed than its sound can reach.
constexpr double kLongestPreroll = 4.0;

/// The third family of each genre (each has at least four) is held out: neither its most typical nor its oddest.
constexpr std::size_t kHeldOutFamily = 2;

bool isHeldOut(int program)
{
    return program % 5 == 3;
}

std::vector<int> programsFor(const std::vector<int>& programs, StyleSet styles)
{
    std::vector<int> wanted;
    std::ranges::copy_if(programs, std::back_inserter(wanted),
                         [styles](int program) { return isHeldOut(program) == (styles == StyleSet::HeldOut); });
    return styles == StyleSet::All || wanted.empty() ? programs : wanted;
}

std::vector<Family> familiesFor(std::string_view genre, StyleSet styles)
{
    std::vector<Family> families = familiesOf(genre);
    if (styles == StyleSet::Training)
        families.erase(families.begin() + kHeldOutFamily);
    else if (styles == StyleSet::HeldOut)
        families = {families[kHeldOutFamily]};
    for (Family& family : families) {
        family.bassPrograms = programsFor(family.bassPrograms, styles);
        family.leads = programsFor(family.leads, styles);
        for (Accompaniment& accompaniment : family.accompaniments)
            accompaniment.programs = programsFor(accompaniment.programs, styles);
    }
    return families;
}

const Family& drawFamily(const std::vector<Family>& families, Random& random)
{
    double total = 0.0;
    for (const Family& family : families)
        total += family.weight;
    double left = random.uniform() * total;
    for (const Family& family : families) {
        left -= family.weight;
        if (left < 0.0)
            return family;
    }
    return families.back();
}

/// Near the geometric mean most often.
Bpm drawTempo(const Range& range, Random& random)
{
    const double place = 0.5 * (random.uniform() + random.uniform());
    return Bpm{range.low * std::pow(range.high / range.low, place)};
}

TempoPlan drawPlan(const Family& family, Seconds duration, Random& random)
{
    const Bpm bpm = drawTempo(family.tempo, random);
    const double barSeconds = 60.0 / bpm.value() * family.beatsPerBar;
    TempoPlanOptions options{
        .bpm = bpm,
        .beatsPerBar = family.beatsPerBar,
        .timekeeping = random.pick(std::span(family.timekeeping)),
        .start = Seconds{-random.uniform() * std::min(barSeconds, kLongestPreroll)},
        .firstBeat = 0.0,
        .duration = duration,
        .swing = random.between(family.swing.low, family.swing.high),
        .sixteenthSwing = random.between(family.sixteenthSwing.low, family.sixteenthSwing.high),
    };
    if (random.chance(kPickupChance)) {
        const int pickupBeats = 1 + static_cast<int>(random.index(2));
        options.firstBeat = family.beatsPerBar - pickupBeats;
        options.start = Seconds{random.between(0.05, 1.0) - options.firstBeat * 60.0 / bpm.value()};
    }
    return {options, random.fork("time")};
}

Part makePart(int channel, int program, Range volume, Random& random)
{
    return {.channel = channel,
            .program = program,
            .volume = static_cast<int>(random.between(volume.low, volume.high)),
            .pan = channel == kDrumChannel ? 64 : static_cast<int>(random.between(34.0, 94.0)),
            .reverb = static_cast<int>(random.between(15.0, 75.0))};
}

/// Draws who plays and lets them.
void playAll(const Arrangement& arrangement, Score& score, const Random& root)
{
    const Family& family = arrangement.family;
    Random random = root.fork("parts");
    if (!family.grooves.empty()) {
        score.parts.push_back(makePart(kDrumChannel, random.pick(std::span(family.kits)), {78, 112}, random));
        playDrums(arrangement, score, root.fork("drums"));
    }
    if (!family.basses.empty()) {
        score.parts.push_back(makePart(0, random.pick(std::span(family.bassPrograms)), {84, 112}, random));
        playBass(arrangement, score, 0, root.fork("bass"));
    }
    const std::size_t first = random.index(family.accompaniments.size());
    const bool hasSecond = family.accompaniments.size() > 1 && random.chance(0.6);
    for (std::size_t i = 0; i < (hasSecond ? 2U : 1U); ++i) {
        const Accompaniment& accompaniment = family.accompaniments[(first + i) % family.accompaniments.size()];
        const int channel = 1 + static_cast<int>(i);
        score.parts.push_back(makePart(channel, random.pick(std::span(accompaniment.programs)), {62, 100}, random));
        playChords(arrangement, accompaniment, score, channel, root.fork(i == 0 ? "chords" : "more chords"));
    }
    if (!family.leads.empty() && random.chance(0.85)) {
        score.parts.push_back(makePart(3, random.pick(std::span(family.leads)), {76, 110}, random));
        playLead(arrangement, score, 3, root.fork("lead"));
    }
}

} // namespace

const std::vector<Family>& familiesOf(std::string_view genre)
{
    static const std::array<std::vector<Family>, kGenres.size()> kFamilies{
        bluesFamilies(), classicalFamilies(), countryFamilies(), discoFamilies(),  hiphopFamilies(),
        jazzFamilies(),  metalFamilies(),     popFamilies(),     reggaeFamilies(), rockFamilies()};
    const auto found = std::ranges::find(kGenres, genre);
    if (found == kGenres.end())
        throw Error(ErrorCode::InvalidArgument, "no styles for the genre '" + std::string(genre) + "'");
    return kFamilies[static_cast<std::size_t>(found - kGenres.begin())];
}

Score compose(std::string_view genre, std::uint64_t seed, StyleSet styles)
{
    const Random root = Random(seed).fork(genre);
    Random random = root.fork("frame");
    Score score;
    score.genre = genre;
    score.nSamples =
        random.chance(0.66) ? kUsualSamples : static_cast<std::int64_t>(random.between(kFewestSamples, kMostSamples));
    const Seconds duration{static_cast<double>(score.nSamples) / kAnalysisRate.value()};
    const std::vector<Family> families = familiesFor(genre, styles);
    const Family& family = drawFamily(families, random);
    score.family = family.name;
    const TempoPlan plan = drawPlan(family, duration, random);
    score.beats = plan.beats();
    score.bpm = medianTempo(score.beats);
    const Arrangement arrangement{
        .family = family,
        .plan = plan,
        .progression = parseProgression(random.pick(family.progressions), static_cast<int>(random.index(12))),
        .bars = planBars(plan.nBars(), root.fork("form"))};
    playAll(arrangement, score, root);
    score.mastering = drawMastering(genre, seed);
    return score;
}

} // namespace tempo::synth
