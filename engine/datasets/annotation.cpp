// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/annotation.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace tempo {

namespace {

[[noreturn]] void fail(std::string_view where, std::string_view cause)
{
    throw Error(ErrorCode::Format, fmt::format("{}: {}", where, cause));
}

/// Places in a bar are small whole numbers, which numpy.savetxt() writes as "2.000000000000000000e+00".
int parsePosition(std::string_view word, std::string_view where)
{
    const double position = parseNumber(word, where);
    if (position < 1.0 || position != std::floor(position) || position > std::numeric_limits<int>::max())
        fail(where, fmt::format("'{}' is no position in a bar; it counts from 1", excerpt(word)));
    return static_cast<int>(position);
}

void appendBeat(std::string_view line, std::string_view where, BeatAnnotation& beats)
{
    const std::vector<std::string_view> words = wordsOf(line);
    if (words.empty())
        return;
    if (words.size() > 2)
        fail(where, fmt::format("{} values where a time and a position in the bar are expected", words.size()));
    const double time = parseNumber(words[0], where);
    if (time < 0.0)
        fail(where, fmt::format("the time '{}' is negative", excerpt(words[0])));
    if (!beats.times.empty() && time <= beats.times.back().value())
        fail(where, fmt::format("the time '{}' is not after the beat before it", excerpt(words[0])));
    if (!beats.times.empty() && (words.size() == 2) == beats.positions.empty())
        fail(where, "a position in the bar must stand on all lines or on none");
    beats.times.emplace_back(time);
    if (words.size() == 2)
        beats.positions.push_back(parsePosition(words[1], where));
}

std::vector<double> intervalsOf(const BeatAnnotation& beats)
{
    std::vector<double> intervals;
    for (std::size_t i = 1; i < beats.times.size(); ++i)
        intervals.push_back(beats.times[i].value() - beats.times[i - 1].value());
    return intervals;
}

double medianOf(std::vector<double> values)
{
    const auto upper = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), upper, values.end());
    if (values.size() % 2 == 1)
        return *upper;
    return (*std::max_element(values.begin(), upper) + *upper) / 2.0;
}

} // namespace

Bpm requireTempo(double bpm, std::string_view where)
{
    if (!std::isfinite(bpm) || bpm <= 0.0)
        fail(where, fmt::format("a tempo of {:g} BPM; it must be above 0", bpm));
    if (bpm < kSlowestAnnotation.value() || bpm > kFastestAnnotation.value())
        fail(where, fmt::format("a tempo of {:g} BPM is absurd; {:g} to {:g} can be", bpm, kSlowestAnnotation.value(),
                                kFastestAnnotation.value()));
    return Bpm(bpm);
}

Bpm parseBpm(std::string_view text, std::string_view name)
{
    requireText(text, name);
    const std::string where = fmt::format("'{}'", printable(name));
    const std::vector<std::string_view> words = wordsOf(withoutByteOrderMark(text));
    if (words.empty())
        fail(where, "empty; one tempo in BPM is expected");
    const double bpm = parseNumber(words.front(), where);
    if (words.size() > 1)
        fail(where, fmt::format("'{}' after the tempo; one number is expected", excerpt(words[1])));
    return requireTempo(bpm, where);
}

BeatAnnotation parseBeats(std::string_view text, std::string_view name)
{
    requireText(text, name);
    const std::string file = fmt::format("'{}'", printable(name));
    BeatAnnotation beats;
    std::string_view rest = withoutByteOrderMark(text);
    std::size_t number = 0;
    while (const std::optional<std::string_view> line = nextLine(rest))
        appendBeat(*line, fmt::format("{} line {}", file, ++number), beats);
    if (beats.times.empty())
        fail(file, "no beats; one time in seconds a line is expected");
    return beats;
}

std::optional<Bpm> tempoOfBeats(const BeatAnnotation& beats)
{
    const std::vector<double> intervals = intervalsOf(beats);
    if (intervals.empty())
        return std::nullopt;
    const double median = medianOf(intervals);
    // Beats that do not ascend have no tempo.
    if (!(median > 0.0))
        return std::nullopt;
    return Bpm(60.0 / median);
}

std::optional<double> beatIntervalVariation(const BeatAnnotation& beats)
{
    const std::vector<double> intervals = intervalsOf(beats);
    if (intervals.size() < 2)
        return std::nullopt;
    const auto count = static_cast<double>(intervals.size());
    const double mean = std::accumulate(intervals.begin(), intervals.end(), 0.0) / count;
    if (!(mean > 0.0))
        return std::nullopt;
    double squares = 0.0;
    for (const double interval : intervals)
        squares += (interval - mean) * (interval - mean);
    return std::sqrt(squares / count) / mean;
}

} // namespace tempo
