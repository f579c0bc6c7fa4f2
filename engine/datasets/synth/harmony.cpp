// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/harmony.h"

#include "engine/core/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace tempo::synth {

namespace {

struct Quality {
    std::string_view name;
    std::vector<int> intervals;
};

const std::vector<Quality>& qualities()
{
    static const std::vector<Quality> kQualities{{"M", {0, 4, 7}},      {"m", {0, 3, 7}},      {"7", {0, 4, 7, 10}},
                                                 {"M7", {0, 4, 7, 11}}, {"m7", {0, 3, 7, 10}}, {"5", {0, 7, 12}},
                                                 {"s", {0, 5, 7}},      {"d", {0, 3, 6, 9}}};
    return kQualities;
}

Chord parseChord(std::string_view word, int key)
{
    const std::size_t colon = word.find(':');
    int offset = 0;
    std::from_chars(word.data(), word.data() + std::min(colon, word.size()), offset);
    for (const Quality& quality : qualities())
        if (colon != std::string_view::npos && word.substr(colon + 1) == quality.name)
            return {.root = (key + offset) % 12, .intervals = quality.intervals};
    throw Error(ErrorCode::Internal, "not a chord: '" + std::string(word) + "'");
}

} // namespace

Progression parseProgression(std::string_view text, int key)
{
    Progression progression{.chords = {}, .key = key};
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        progression.chords.push_back(parseChord(text.substr(0, end), key));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    // Over dominant sevenths and power chords players use the minor pentatonic too.
    const std::vector<int>& tonic = progression.chords.front().intervals;
    progression.isMinor = tonic[1] == 3 || tonic[1] == 7 || (tonic.size() == 4 && tonic[3] == 10);
    return progression;
}

std::vector<int> voiceNear(const Chord& chord, int centre)
{
    std::vector<int> keys;
    for (const int interval : chord.intervals) {
        const int key = keyAtOrAbove(chord.root + interval, centre - 6);
        keys.push_back(key);
    }
    // A power chord's octave would fall onto its root.
    if (chord.intervals.back() == 12)
        keys.back() = keys.front() + 12;
    std::ranges::sort(keys);
    return keys;
}

int keyAtOrAbove(int pitchClass, int lowest)
{
    return lowest + ((pitchClass - lowest) % 12 + 12) % 12;
}

const std::vector<int>& scaleOf(const Progression& progression, bool isPentatonic)
{
    static const std::array<std::vector<int>, 4> kScales{
        {{0, 2, 4, 5, 7, 9, 11}, {0, 2, 3, 5, 7, 8, 10}, {0, 2, 4, 7, 9}, {0, 3, 5, 7, 10}}};
    return kScales[(progression.isMinor ? 1U : 0U) + (isPentatonic ? 2U : 0U)];
}

} // namespace tempo::synth
