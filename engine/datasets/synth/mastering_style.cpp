// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/composer.h"
#include "engine/datasets/synth/style.h"

namespace tempo::synth {

namespace {

/// How a genre's records are made.
struct Studio {
    std::string_view genre;
    Range peakDecibel;
    Range driveDecibel;
    double oldRecordChance; ///< narrow band, hiss and crackles
    double clippingChance;  ///< peaks cut off
    Range reverbRoom;
    Range reverbLevel;
};

constexpr std::array<Studio, kGenres.size()> kStudios{{
    {"blues", {-12, -1}, {0, 6}, 0.30, 0.02, {0.2, 0.6}, {0.2, 0.6}},
    {"classical", {-20, -4}, {0, 0}, 0.15, 0.00, {0.6, 0.95}, {0.5, 1.0}},
    {"country", {-10, -1}, {0, 6}, 0.12, 0.02, {0.2, 0.6}, {0.2, 0.6}},
    {"disco", {-8, 0}, {2, 9}, 0.05, 0.04, {0.2, 0.6}, {0.2, 0.6}},
    {"hiphop", {-5, 0}, {4, 12}, 0.10, 0.08, {0.1, 0.4}, {0.1, 0.4}},
    {"jazz", {-14, -2}, {0, 3}, 0.25, 0.01, {0.3, 0.7}, {0.2, 0.7}},
    {"metal", {-4, 0}, {6, 15}, 0.02, 0.12, {0.2, 0.6}, {0.2, 0.5}},
    {"pop", {-5, 0}, {4, 12}, 0.03, 0.06, {0.2, 0.7}, {0.2, 0.6}},
    {"reggae", {-9, -1}, {0, 6}, 0.10, 0.02, {0.3, 0.8}, {0.3, 0.8}},
    {"rock", {-8, 0}, {3, 11}, 0.06, 0.06, {0.2, 0.7}, {0.2, 0.6}},
}};

const Studio& studioOf(std::string_view genre)
{
    for (const Studio& studio : kStudios)
        if (studio.genre == genre)
            return studio;
    return kStudios.front();
}

} // namespace

Mastering drawMastering(std::string_view genre, std::uint64_t seed)
{
    const Studio& studio = studioOf(genre);
    Random random = Random(seed).fork("mastering");
    const auto draw = [&random](const Range& range) { return random.between(range.low, range.high); };
    Mastering mastering;
    mastering.peakDecibel = draw(studio.peakDecibel);
    mastering.driveDecibel = draw(studio.driveDecibel);
    mastering.reverbRoom = draw(studio.reverbRoom);
    mastering.reverbLevel = draw(studio.reverbLevel);
    mastering.highPassHertz = random.chance(0.5) ? random.between(25.0, 110.0) : 0.0;
    mastering.lowPassHertz = random.chance(0.2) ? random.between(6000.0, 9500.0) : 0.0;
    mastering.noiseDecibel = random.between(-84.0, -62.0);
    if (random.chance(studio.oldRecordChance)) {
        mastering.lowPassHertz = random.between(3200.0, 6500.0);
        mastering.highPassHertz = random.between(80.0, 220.0);
        mastering.noiseDecibel = random.between(-56.0, -38.0);
        mastering.cracklesPerSecond = random.chance(0.6) ? random.between(2.0, 14.0) : 0.0;
    }
    // Below one in a hundred, which is where a scan begins to complain.
    if (random.chance(studio.clippingChance))
        mastering.clippedShare = random.between(0.0005, 0.006);
    if (random.chance(0.04))
        mastering.fadeInSeconds = random.between(2.0, 9.0);
    mastering.noiseSeed = random.next();
    return mastering;
}

} // namespace tempo::synth
