// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/statistics.h"

#include "engine/core/error.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/integrity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <span>
#include <utility>

namespace tempo {

namespace {

constexpr double kDefaultLinearWidth = 5.0;
constexpr double kDefaultLogWidth = 1.0 / 12.0;
constexpr std::size_t kMaximalBins = 10'000;
constexpr Bpm kOctaveBase{40.0};
constexpr std::size_t kLeastForFences = 10;

/// A tempo with whom it belongs to.
struct Tempo {
    std::size_t track = 0;
    Bpm bpm;
};

/// @param sorted  ascending, not empty
/// @param place   in [0, 1]; linear between neighbours, as NumPy's default
double quantile(std::span<const double> sorted, double place)
{
    const double position = place * static_cast<double>(sorted.size() - 1);
    const auto lower = static_cast<std::size_t>(position);
    const std::size_t upper = std::min(lower + 1, sorted.size() - 1);
    return std::lerp(sorted[lower], sorted[upper], position - static_cast<double>(lower));
}

std::vector<double> sortedValues(std::span<const Tempo> tempi, double (*valueOf)(double))
{
    std::vector<double> values(tempi.size());
    std::ranges::transform(tempi, values.begin(), [&](const Tempo& tempo) { return valueOf(tempo.bpm.value()); });
    std::ranges::sort(values);
    return values;
}

double same(double value)
{
    return value;
}

double log2Of(double value)
{
    return std::log2(value);
}

TempoSummary summarise(std::string genre, std::size_t nTracks, std::span<const Tempo> tempi)
{
    TempoSummary summary{.genre = std::move(genre), .tracks = nTracks, .count = tempi.size()};
    if (tempi.empty())
        return summary;
    const std::vector<double> values = sortedValues(tempi, same);
    summary.median = Bpm{quantile(values, 0.5)};
    summary.minimum = Bpm{values.front()};
    summary.maximum = Bpm{values.back()};
    return summary;
}

/// A tempo's place on the axis and back.
struct AxisScale {
    TempoAxis axis;
    [[nodiscard]] double place(Bpm bpm) const { return axis == TempoAxis::Log2 ? std::log2(bpm.value()) : bpm.value(); }
    [[nodiscard]] Bpm bpm(double place) const { return Bpm{axis == TempoAxis::Log2 ? std::exp2(place) : place}; }
};

void checkOptions(const StatisticsOptions& options)
{
    const auto refuse = [](const std::string& what) {
        throw Error(ErrorCode::InvalidArgument, "tempo histogram: " + what);
    };
    if (options.binWidth && !(*options.binWidth > 0.0 && std::isfinite(*options.binWidth)))
        refuse(fmt::format("a bin width of {:g} is not possible: it must be above 0", *options.binWidth));
    for (const std::optional<Bpm>& end : {options.low, options.high})
        if (end && !(end->value() > 0.0 && std::isfinite(end->value())))
            refuse(fmt::format("{:g} BPM is no end of a range: it must be above 0", end->value()));
    if (options.low && options.high && !(*options.low < *options.high))
        refuse(fmt::format("the range {:g}:{:g} is empty: the first number must be below the second",
                           options.low->value(), options.high->value()));
}

std::vector<Bpm> binEdges(std::span<const Tempo> tempi, const StatisticsOptions& options)
{
    const AxisScale scale{options.axis};
    const double width =
        options.binWidth.value_or(options.axis == TempoAxis::Log2 ? kDefaultLogWidth : kDefaultLinearWidth);
    const auto [slowest, fastest] = std::ranges::minmax(tempi, {}, &Tempo::bpm);
    // Ends that the data choose are multiples of the width, so that the bins of two datasets can be compared. On the
    // linear axis none is below zero, since the slowest tempo is above.
    const double low = options.low ? scale.place(*options.low) : std::floor(scale.place(slowest.bpm) / width) * width;
    const double high =
        options.high ? scale.place(*options.high) : (std::floor(scale.place(fastest.bpm) / width) + 1.0) * width;
    const double nBins = std::max(1.0, std::ceil((high - low) / width - 1e-9));
    if (nBins > static_cast<double>(kMaximalBins))
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("tempo histogram: a bin width of {:g} makes more than {} bins: take a larger one",
                                width, kMaximalBins));
    std::vector<Bpm> edges;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(nBins); ++i)
        edges.push_back(scale.bpm(low + static_cast<double>(i) * width));
    // Rounding must not push the slowest tempo out of its bin.
    if (!options.low)
        edges.front() = std::min(edges.front(), slowest.bpm);
    if (!options.high && edges.back() <= fastest.bpm)
        edges.push_back(scale.bpm(high + width));
    return edges;
}

TempoHistogram countTempi(const Dataset& dataset, std::span<const Tempo> tempi, const StatisticsOptions& options)
{
    TempoHistogram histogram;
    if (tempi.empty())
        return histogram;
    histogram.edges = binEdges(tempi, options);
    for (const Tempo& tempo : tempi)
        histogram.genres.push_back(dataset.tracks[tempo.track].genre);
    std::ranges::sort(histogram.genres);
    histogram.genres.erase(std::unique(histogram.genres.begin(), histogram.genres.end()), histogram.genres.end());
    histogram.counts = Matrix<std::size_t>(histogram.edges.size() - 1, histogram.genres.size());
    for (const Tempo& tempo : tempi) {
        const auto edge = std::ranges::upper_bound(histogram.edges, tempo.bpm);
        const auto genre = std::ranges::lower_bound(histogram.genres, dataset.tracks[tempo.track].genre);
        if (edge == histogram.edges.begin())
            ++histogram.below;
        else if (edge == histogram.edges.end())
            ++histogram.above;
        else
            ++histogram.counts(static_cast<std::size_t>(edge - histogram.edges.begin()) - 1,
                               static_cast<std::size_t>(genre - histogram.genres.begin()));
    }
    return histogram;
}

std::vector<TempoOctave> countOctaves(std::span<const Tempo> tempi)
{
    std::map<int, std::size_t> counts;
    for (const Tempo& tempo : tempi)
        ++counts[static_cast<int>(std::floor(std::log2(tempo.bpm.value() / kOctaveBase.value())))];
    std::vector<TempoOctave> octaves;
    if (counts.empty())
        return octaves;
    for (int octave = counts.begin()->first; octave <= counts.rbegin()->first; ++octave)
        octaves.push_back({.low = Bpm{std::ldexp(kOctaveBase.value(), octave)},
                           .count = counts[octave],
                           .share = static_cast<double>(counts[octave]) / static_cast<double>(tempi.size())});
    return octaves;
}

/// @param measured  the tempi that make the fences
void addOutliers(std::vector<TempoOutlier>& outliers, std::span<const Tempo> tempi, std::span<const Tempo> measured)
{
    if (measured.size() < kLeastForFences)
        return;
    const std::vector<double> logs = sortedValues(measured, log2Of);
    const double lower = quantile(logs, 0.25);
    const double upper = quantile(logs, 0.75);
    const Bpm low{std::exp2(lower - 1.5 * (upper - lower))};
    const Bpm high{std::exp2(upper + 1.5 * (upper - lower))};
    for (const Tempo& tempo : tempi)
        if (tempo.bpm < low || tempo.bpm > high)
            outliers.push_back({.track = tempo.track, .bpm = tempo.bpm, .low = low, .high = high});
}

BeatSteadiness describeBeats(const Dataset& dataset)
{
    std::vector<std::pair<double, std::size_t>> variations;
    for (std::size_t track = 0; track < dataset.tracks.size(); ++track)
        if (const BeatAnnotation* const beats = beatsOf(dataset.tracks[track]))
            if (const std::optional<double> variation = beatIntervalVariation(*beats))
                variations.emplace_back(*variation, track);
    BeatSteadiness steadiness{.count = variations.size()};
    if (variations.empty())
        return steadiness;
    std::ranges::sort(variations, std::greater{});
    std::vector<double> ascending;
    for (auto place = variations.rbegin(); place != variations.rend(); ++place)
        ascending.push_back(place->first);
    steadiness.median = quantile(ascending, 0.5);
    for (const auto& [variation, track] : variations) {
        steadiness.above5Percent += variation > 0.05 ? 1U : 0U;
        if (variation > 0.1)
            steadiness.unsteady.push_back(track);
    }
    steadiness.above10Percent = steadiness.unsteady.size();
    return steadiness;
}

std::vector<VersionCoverage> countVersions(const Dataset& dataset)
{
    std::vector<VersionCoverage> coverage;
    for (const std::string& version : dataset.referenceVersions)
        coverage.push_back(
            {version, static_cast<std::size_t>(std::ranges::count_if(dataset.tracks, [&](const Track& track) {
                 return referenceTempo(track, version).has_value();
             }))});
    return coverage;
}

} // namespace

DatasetStatistics describeTempi(const Dataset& dataset, const StatisticsOptions& options)
{
    checkOptions(options);
    DatasetStatistics statistics;
    statistics.referenceVersion = chosenVersion(dataset, options.referenceVersion);
    statistics.axis = options.axis;

    std::vector<Tempo> all;
    std::map<std::string, std::vector<Tempo>> byGenre;
    std::map<std::string, std::size_t> tracksByGenre;
    for (std::size_t track = 0; track < dataset.tracks.size(); ++track) {
        const std::string& genre = dataset.tracks[track].genre;
        ++tracksByGenre[genre];
        if (const std::optional<Bpm> bpm = referenceTempo(dataset.tracks[track], statistics.referenceVersion)) {
            all.push_back({track, *bpm});
            byGenre[genre].push_back({track, *bpm});
        }
    }
    statistics.all = summarise({}, dataset.tracks.size(), all);
    for (const auto& [genre, nTracks] : tracksByGenre)
        statistics.genres.push_back(summarise(genre, nTracks, byGenre[genre]));
    statistics.histogram = countTempi(dataset, all, options);
    statistics.octaves = countOctaves(all);
    for (const auto& [genre, tempi] : byGenre)
        addOutliers(statistics.outliers, tempi, tempi.size() >= kLeastForFences ? tempi : all);
    std::ranges::sort(statistics.outliers, {}, &TempoOutlier::track);
    statistics.beats = describeBeats(dataset);
    statistics.coverage = countVersions(dataset);
    return statistics;
}

} // namespace tempo
