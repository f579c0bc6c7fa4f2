// SPDX-License-Identifier: GPL-3.0-or-later
// Classical: no drums, soft attacks, tempo that breathes.
#include "engine/datasets/synth/style.h"

#include <array>

namespace tempo::synth {

namespace {

using enum Timekeeping;

constexpr auto kCadences =
    std::to_array<std::string_view>({"0:M 7:M 0:M 5:M 0:M 2:m 7:7 0:M", "0:m 5:m 7:7 0:m 8:M 3:M 7:7 0:m",
                                     "0:M 9:m 2:m 7:7", "0:m 10:M 8:M 7:7", "0:M 5:M 2:m 7:M 0:M 9:m 2:7 7:M"});

} // namespace

std::vector<Family> classicalFamilies()
{
    return {
        {.name = "sonata",
         .weight = 0.20,
         .tempo = {78, 176},
         .timekeeping = {Drifting, Rubato, Band},
         .looseMilliseconds = 9.0,
         .accompaniments = {{"2 13231323", {0, 6}}, {"4 1323132313231323", {0}}, {"2 b323b323", {0}}},
         .progressions = kCadences,
         .leads = {0, 73, 40},
         .leadDensity = 0.6},
        {.name = "adagio",
         .weight = 0.20,
         .tempo = {38, 80},
         .timekeeping = {Rubato},
         .looseMilliseconds = 22.0,
         .basses = {"1 r---", "1 r-f-"},
         .bassPrograms = {42, 43},
         .accompaniments = {{"1 x---", {48, 49}}, {"1 x-x-", {48, 19}}, {"2 .xxx.xxx", {45, 48}}},
         .progressions = kCadences,
         .leads = {40, 68, 42, 60, 73},
         .leadDensity = 0.45},
        {.name = "waltz",
         .weight = 0.13,
         .tempo = {92, 204},
         .beatsPerBar = 3,
         .timekeeping = {Rubato, Drifting},
         .looseMilliseconds = 12.0,
         .accompaniments = {{"1 bxx", {0, 48, 46}}, {"1 .xx", {48, 45}}, {"2 123432", {46, 0}}},
         .progressions = kCadences,
         .leads = {40, 73, 71, 0},
         .leadDensity = 0.5},
        {.name = "orchestral allegro",
         .weight = 0.15,
         .tempo = {98, 168},
         .timekeeping = {Drifting, Band, Rubato},
         .looseMilliseconds = 15.0,
         .basses = {"1 rrrr", "1 r-f-", "2 rrrrrrrr"},
         .bassPrograms = {43, 42},
         .accompaniments =
             {{"2 xxxxxxxx", {48, 44}}, {"1 x.x.", {60, 61}}, {"1 b..b", {47}}, {"4 xoxoxoxoxoxoxoxo", {48}}},
         .progressions = kCadences,
         .leads = {40, 56, 73, 60, 68},
         .leadDensity = 0.55},
        {.name = "baroque",
         .weight = 0.14,
         .tempo = {60, 112},
         .timekeeping = {Band, Drifting},
         .looseMilliseconds = 9.0,
         .basses = {"1 wwww", "2 wwwwwwww"},
         .bassPrograms = {42, 43},
         .accompaniments = {{"4 1234321212343212", {6, 6, 0}}, {"2 .x.x.x.x", {6, 48}}, {"2 12341234", {6, 24}}},
         .progressions = kCadences,
         .leads = {40, 73, 68, 6},
         .leadDensity = 0.75,
         .leadStepsPerBeat = 4},
        {.name = "nocturne",
         .weight = 0.10,
         .tempo = {46, 92},
         .timekeeping = {Rubato},
         .looseMilliseconds = 16.0,
         .accompaniments = {{"3 b32432b32432", {0}}, {"2 b2343432", {0, 46}}},
         .progressions = kCadences,
         .leads = {0},
         .leadDensity = 0.4},
        {.name = "hymn",
         .weight = 0.04,
         .tempo = {56, 104},
         .timekeeping = {Rubato, Band},
         .looseMilliseconds = 18.0,
         .basses = {"1 wwww"},
         .bassPrograms = {19, 43},
         .accompaniments = {{"1 xxxx", {19, 52}}, {"1 x-xx", {52, 19}}},
         .progressions = kCadences,
         .leads = {52, 19},
         .leadDensity = 0.5,
         .leadStepsPerBeat = 1},
        {.name = "presto",
         .weight = 0.05,
         .tempo = {164, 264},
         .timekeeping = {Band, Drifting},
         .looseMilliseconds = 10.0,
         .basses = {"1 r.f."},
         .bassPrograms = {43},
         .accompaniments = {{"2 13231323", {0, 48}}, {"1 bxbx", {0, 48}}},
         .progressions = kCadences,
         .leads = {40, 0, 73},
         .leadDensity = 0.6},
    };
}

} // namespace tempo::synth
