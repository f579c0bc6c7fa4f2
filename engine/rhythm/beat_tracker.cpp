// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rhythm/beat_tracker.h"

#include "engine/core/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace tempo {

namespace {

constexpr std::ptrdiff_t kNoBeat = -1;

/// The envelope over its sample standard deviation.
std::vector<double> normalised(std::span<const float> onset)
{
    const auto n = static_cast<double>(onset.size());
    double mean = 0.0;
    for (const float value : onset)
        mean += static_cast<double>(value) / n;
    double squares = 0.0;
    for (const float value : onset)
        squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
    const double deviation = std::sqrt(squares / (n - 1.0)) + static_cast<double>(std::numeric_limits<float>::min());
    std::vector<double> result(onset.size());
    std::ranges::transform(onset, result.begin(),
                           [deviation](float value) { return static_cast<double>(value) / deviation; });
    return result;
}

/// The envelope smoothed by a Gaussian of 1/32 beat, same length.
/// Differs from: the centre of a convolution; librosa leaves the first envelope value out of each sum that reaches it,
/// and so do we, since one early onset can move a beat.
std::vector<double> localScore(std::span<const double> onset, std::ptrdiff_t framesPerBeat)
{
    const std::ptrdiff_t width = 2 * framesPerBeat + 1;
    std::vector<double> window(static_cast<std::size_t>(width));
    for (std::ptrdiff_t k = 0; k < width; ++k) {
        const double x = static_cast<double>(k - framesPerBeat) * 32.0 / static_cast<double>(framesPerBeat);
        window[static_cast<std::size_t>(k)] = std::exp(-0.5 * (x * x));
    }
    const auto n = static_cast<std::ptrdiff_t>(onset.size());
    std::vector<double> score(onset.size(), 0.0);
    for (std::ptrdiff_t i = 0; i < n; ++i) {
        const std::ptrdiff_t centre = i + width / 2;
        for (std::ptrdiff_t k = std::max<std::ptrdiff_t>(0, centre - n + 1); k < std::min(centre, width); ++k)
            score[static_cast<std::size_t>(i)] +=
                window[static_cast<std::size_t>(k)] * onset[static_cast<std::size_t>(centre - k)];
    }
    return score;
}

struct BeatChain {
    std::vector<std::ptrdiff_t> previous; ///< [n_frames], the beat before, or kNoBeat
    std::vector<double> cumulative;       ///< [n_frames], score of the best chain that ends here
};

/// For each frame the best beat before it: half a beat to two beats earlier, deviations from one beat punished by the
/// square of their logarithm.
BeatChain linkBeats(std::span<const double> score, std::ptrdiff_t framesPerBeat, double tightness)
{
    const auto nearest = static_cast<std::ptrdiff_t>(std::nearbyint(static_cast<double>(framesPerBeat) / 2.0));
    const std::ptrdiff_t farthest = 2 * framesPerBeat;
    std::vector<double> penalty(static_cast<std::size_t>(farthest) + 1, 0.0);
    for (std::ptrdiff_t distance = std::max<std::ptrdiff_t>(1, nearest); distance <= farthest; ++distance) {
        const double ratio = std::log(static_cast<double>(distance)) - std::log(static_cast<double>(framesPerBeat));
        penalty[static_cast<std::size_t>(distance)] = tightness * (ratio * ratio);
    }

    BeatChain chain{.previous = std::vector<std::ptrdiff_t>(score.size(), kNoBeat),
                    .cumulative = std::vector<double>(score.size(), 0.0)};
    const double weakest = 0.01 * *std::ranges::max_element(score);
    bool beforeFirstBeat = true;
    for (std::size_t i = 0; i < score.size(); ++i) {
        const auto frame = static_cast<std::ptrdiff_t>(i);
        double best = -std::numeric_limits<double>::infinity();
        std::ptrdiff_t location = kNoBeat;
        for (std::ptrdiff_t distance = std::max<std::ptrdiff_t>(1, nearest); distance <= std::min(farthest, frame);
             ++distance) {
            const double candidate = chain.cumulative[static_cast<std::size_t>(frame - distance)] -
                                     penalty[static_cast<std::size_t>(distance)];
            if (candidate > best) {
                best = candidate;
                location = frame - distance;
            }
        }
        chain.cumulative[i] = location >= 0 ? score[i] + best : score[i];
        if (!beforeFirstBeat || score[i] >= weakest) {
            chain.previous[i] = location;
            beforeFirstBeat = false;
        }
    }
    return chain;
}

bool isLocalMaximum(std::span<const double> values, std::size_t i)
{
    const bool risesInto = i == 0 ? false : values[i] > values[i - 1];
    const bool doesNotRiseOn = i + 1 == values.size() ? true : values[i] >= values[i + 1];
    return risesInto && doesNotRiseOn;
}

/// The last local maximum that reaches half the median of all local maxima.
std::size_t lastBeat(std::span<const double> cumulative)
{
    std::vector<double> peaks;
    for (std::size_t i = 0; i < cumulative.size(); ++i)
        if (isLocalMaximum(cumulative, i))
            peaks.push_back(cumulative[i]);
    if (peaks.empty())
        return cumulative.size() - 1;
    std::ranges::sort(peaks);
    const double median = 0.5 * (peaks[(peaks.size() - 1) / 2] + peaks[peaks.size() / 2]);
    for (std::size_t i = cumulative.size(); i-- > 0;)
        if (isLocalMaximum(cumulative, i) && cumulative[i] >= 0.5 * median)
            return i;
    return cumulative.size() - 1;
}

/// Half the root mean square of the smoothed score at the beats; 0 without trimming, so that only beats without any
/// onset go.
double trimThreshold(std::span<const double> score, std::span<const std::size_t> beats, bool trim)
{
    if (!trim)
        return 0.0;
    constexpr std::array kSmoothing{0.0, 0.5, 1.0, 0.5, 0.0}; // numpy.hanning(5)
    const auto n = static_cast<std::ptrdiff_t>(beats.size());
    // librosa cuts the full convolution at its third value and keeps the rest, up to the length of the score.
    const std::ptrdiff_t length = std::min(n + 2, static_cast<std::ptrdiff_t>(score.size()));
    double squares = 0.0;
    for (std::ptrdiff_t i = 0; i < length; ++i) {
        double smoothed = 0.0;
        for (std::ptrdiff_t k = 0; k < 5; ++k) {
            const std::ptrdiff_t beat = i + 2 - k;
            if (beat >= 0 && beat < n)
                smoothed += kSmoothing[static_cast<std::size_t>(k)] * score[beats[static_cast<std::size_t>(beat)]];
        }
        squares += smoothed * smoothed;
    }
    return 0.5 * std::sqrt(squares / static_cast<double>(length));
}

} // namespace

std::vector<std::size_t> trackBeats(const OnsetEnvelope& onset, Bpm tempo, const BeatTrackOptions& options)
{
    if (!(tempo > Bpm{0.0}) || !(options.tightness > 0.0))
        throw Error(ErrorCode::InvalidArgument, "beat tracking: tempo and tightness must be positive");
    const bool hasOnset = std::ranges::any_of(onset.values, [](float value) { return value != 0.0F; });
    if (!hasOnset || onset.values.size() < 2)
        return {};

    const auto framesPerBeat = std::max<std::ptrdiff_t>(1, std::lrint(onset.rate.value() * 60.0 / tempo.value()));
    const std::vector<double> score = localScore(normalised(onset.values), framesPerBeat);
    const BeatChain chain = linkBeats(score, framesPerBeat, options.tightness);

    std::vector<std::size_t> beats;
    for (auto frame = static_cast<std::ptrdiff_t>(lastBeat(chain.cumulative)); frame >= 0;
         frame = chain.previous[static_cast<std::size_t>(frame)])
        beats.push_back(static_cast<std::size_t>(frame));
    std::ranges::reverse(beats);

    // Beats before the first frame, and after the last, whose score passes the threshold are dropped.
    const double threshold = trimThreshold(score, beats, options.trim);
    const auto isStrong = [threshold](double value) { return value > threshold; };
    const auto first = std::ranges::find_if(score, isStrong) - score.begin();
    const auto last = static_cast<std::ptrdiff_t>(score.size()) - 1 -
                      (std::find_if(score.rbegin(), score.rend(), isStrong) - score.rbegin());
    std::erase_if(beats, [&](std::size_t beat) {
        return static_cast<std::ptrdiff_t>(beat) < first || static_cast<std::ptrdiff_t>(beat) > last;
    });
    return beats;
}

} // namespace tempo
