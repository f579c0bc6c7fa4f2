// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/synth/pattern.h"

#include "engine/core/error.h"

#include <array>
#include <string>
#include <utility>

namespace tempo::synth {

namespace {

constexpr std::array<std::pair<char, int>, 20> kDrums{
    {{'K', 36}, {'S', 38}, {'N', 40}, {'R', 37}, {'C', 39}, {'H', 42}, {'O', 46}, {'P', 44}, {'D', 51}, {'B', 53},
     {'Z', 49}, {'T', 54}, {'M', 70}, {'W', 56}, {'G', 50}, {'I', 47}, {'L', 45}, {'Q', 63}, {'A', 64}, {'U', 35}}};

[[noreturn]] void refuse(std::string_view text)
{
    throw Error(ErrorCode::Internal, "not a pattern: '" + std::string(text) + "'");
}

std::string_view takeWord(std::string_view& text)
{
    const std::size_t end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return word;
}

int drumKey(std::string_view word, std::string_view groove)
{
    for (const auto& [letter, key] : kDrums)
        if (word.size() == 1 && word.front() == letter)
            return key;
    refuse(groove);
}

int takeStepsPerBeat(std::string_view& text)
{
    const std::string_view word = takeWord(text);
    if (word.size() != 1 || word[0] < '1' || word[0] > '6')
        refuse(text);
    return word[0] - '0';
}

} // namespace

Pattern::Pattern(std::string_view text) : m_stepsPerBeat(takeStepsPerBeat(text)), m_steps(text) {}

char Pattern::at(int bar, int step, int beatsPerBar) const
{
    const auto place = static_cast<std::size_t>(bar * stepsPerBar(beatsPerBar) + step);
    return m_steps[place % m_steps.size()];
}

double Pattern::beatsHeld(int bar, int step, int beatsPerBar) const
{
    int steps = 1;
    while (at(bar, step + steps, beatsPerBar) == '-' && steps < 4 * stepsPerBar(beatsPerBar))
        ++steps;
    return static_cast<double>(steps) / m_stepsPerBeat;
}

std::vector<DrumLane> parseGroove(std::string_view text)
{
    std::string_view rest = text;
    const int stepsPerBeat = takeStepsPerBeat(rest);
    std::vector<DrumLane> lanes;
    while (!rest.empty()) {
        const int key = drumKey(takeWord(rest), text);
        lanes.push_back({.key = key, .pattern = Pattern(stepsPerBeat, takeWord(rest))});
        if (lanes.back().pattern.size() == 0)
            refuse(text);
    }
    return lanes;
}

int strokeVelocity(char stroke)
{
    switch (stroke) {
    case 'X':
        return 116;
    case 'x':
        return 96;
    case 'o':
        return 66;
    case ',':
        return 40;
    default:
        return 0;
    }
}

} // namespace tempo::synth
