// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/datasets/statistics.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace tempo;

namespace {

Track track(const std::string& id, const std::string& genre, std::optional<double> bpm)
{
    Track result;
    result.id = id;
    result.genre = genre;
    if (bpm)
        result.references = {{.version = "a", .file = {}, .bpm = Bpm{*bpm}, .beats = {}, .error = {}}};
    return result;
}

Dataset datasetOf(std::initializer_list<double> tempi, const std::string& genre = "jazz")
{
    Dataset dataset;
    dataset.referenceVersions = {"a"};
    int number = 0;
    for (const double bpm : tempi)
        dataset.tracks.push_back(track(genre + std::to_string(number++), genre, bpm));
    return dataset;
}

std::size_t total(const TempoHistogram& histogram)
{
    const auto values = histogram.counts.values();
    return std::accumulate(values.begin(), values.end(), std::size_t{0});
}

BeatAnnotation beatsWithJitter(double jitter)
{
    BeatAnnotation beats;
    for (int i = 0; i < 40; ++i)
        beats.times.push_back(Seconds{0.5 * i + (i % 2 == 0 ? jitter : 0.0)});
    return beats;
}

} // namespace

class TestStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noTempoGivesNoBins()
    {
        Dataset dataset;
        dataset.tracks.resize(3);
        const DatasetStatistics statistics = describeTempi(dataset);
        QCOMPARE(statistics.all.tracks, std::size_t{3});
        QCOMPARE(statistics.all.count, std::size_t{0});
        QVERIFY(statistics.histogram.edges.empty());
        QVERIFY(statistics.octaves.empty());
        QCOMPARE(statistics.referenceVersion, std::string());
    }

    void medianAndRangeAreKnown()
    {
        const DatasetStatistics odd = describeTempi(datasetOf({200.0, 60.0, 100.0}));
        QCOMPARE(odd.all.median.value(), 100.0);
        QCOMPARE(odd.all.minimum.value(), 60.0);
        QCOMPARE(odd.all.maximum.value(), 200.0);
        QCOMPARE(describeTempi(datasetOf({60.0, 100.0, 120.0, 200.0})).all.median.value(), 110.0);
    }

    void linearBinsAreMultiplesOfTheWidth()
    {
        const TempoHistogram histogram = describeTempi(datasetOf({62.0, 65.0, 69.9, 80.0})).histogram;
        QCOMPARE(histogram.edges.front().value(), 60.0);
        QCOMPARE(histogram.edges.back().value(), 85.0);
        QCOMPARE(histogram.edges.size(), std::size_t{6});
        QCOMPARE(histogram.counts(0, 0), std::size_t{1}); // a bin holds its lower edge only
        QCOMPARE(histogram.counts(1, 0), std::size_t{2});
        QCOMPARE(histogram.counts(4, 0), std::size_t{1});
        QCOMPARE(histogram.below + histogram.above, std::size_t{0});
    }

    void logBinsAreEqualInOctaves()
    {
        const TempoHistogram histogram =
            describeTempi(datasetOf({64.0, 128.0, 255.0}), {.axis = TempoAxis::Log2, .binWidth = 0.5}).histogram;
        QCOMPARE(histogram.edges.size(), std::size_t{5});
        QCOMPARE(histogram.edges.front().value(), 64.0);
        QCOMPARE(histogram.edges.back().value(), 256.0);
        for (std::size_t i = 1; i < histogram.edges.size(); ++i)
            QVERIFY(std::abs(histogram.edges[i].value() / histogram.edges[i - 1].value() - std::sqrt(2.0)) < 1e-12);
        QCOMPARE(histogram.counts(2, 0), std::size_t{1});
    }

    void noTempoIsLostWhateverTheWidth()
    {
        Dataset dataset = datasetOf({});
        for (int i = 0; i < 500; ++i) {
            const Dataset one = datasetOf({37.7 + 0.57 * i});
            dataset.tracks.push_back(one.tracks[0]);
        }
        for (const TempoAxis axis : {TempoAxis::Linear, TempoAxis::Log2})
            for (const double width : {0.1, 0.3, 0.7, 1.0 / 3.0, 5.0})
                QCOMPARE(total(describeTempi(dataset, {.axis = axis, .binWidth = width}).histogram), std::size_t{500});
    }

    void aGivenRangeCountsTheRest()
    {
        const TempoHistogram histogram = describeTempi(datasetOf({30.0, 40.0, 100.0, 249.9, 250.0, 300.0}),
                                                       {.binWidth = 10.0, .low = Bpm{40.0}, .high = Bpm{250.0}})
                                             .histogram;
        QCOMPARE(histogram.edges.size(), std::size_t{22});
        QCOMPARE(histogram.below, std::size_t{1});
        QCOMPARE(histogram.above, std::size_t{2});
        QCOMPARE(total(histogram), std::size_t{3});
    }

    void genresAreKeptApart()
    {
        Dataset dataset = datasetOf({100.0, 102.0}, "rock");
        const Dataset blues = datasetOf({101.0}, "blues");
        dataset.tracks.insert(dataset.tracks.end(), blues.tracks.begin(), blues.tracks.end());
        dataset.tracks.push_back(track("x", "rock", std::nullopt));
        const DatasetStatistics statistics = describeTempi(dataset);
        QCOMPARE(statistics.histogram.genres, (std::vector<std::string>{"blues", "rock"}));
        QCOMPARE(statistics.histogram.counts(0, 1), std::size_t{2});
        QCOMPARE(statistics.genres.size(), std::size_t{2});
        QCOMPARE(statistics.genres[1].tracks, std::size_t{3});
        QCOMPARE(statistics.genres[1].count, std::size_t{2});
        QCOMPARE(statistics.coverage[0].tracks, std::size_t{3});
    }

    void octavesBeginAtFortyTimesPowersOfTwo()
    {
        const auto octaves = describeTempi(datasetOf({39.0, 40.0, 79.9, 80.0, 320.0})).octaves;
        QCOMPARE(octaves.size(), std::size_t{5});
        QCOMPARE(octaves[0].low.value(), 20.0);
        QCOMPARE(octaves[1].count, std::size_t{2});
        QCOMPARE(octaves[1].share, 0.4);
        QCOMPARE(octaves[3].count, std::size_t{0}); // no gap
        QCOMPARE(octaves[4].low.value(), 320.0);
    }

    void outliersAreMeasuredByTheirGenre()
    {
        Dataset dataset = datasetOf({118.0, 119.0, 120.0, 120.0, 121.0, 121.0, 122.0, 123.0, 124.0, 90.0}, "disco");
        const Dataset jazz = datasetOf({60.0, 70.0, 80.0, 90.0, 110.0, 120.0, 140.0, 160.0, 200.0, 240.0}, "jazz");
        dataset.tracks.insert(dataset.tracks.end(), jazz.tracks.begin(), jazz.tracks.end());
        const auto outliers = describeTempi(dataset).outliers;
        QCOMPARE(outliers.size(), std::size_t{1});
        QCOMPARE(outliers[0].track, std::size_t{9});
        QVERIFY(outliers[0].bpm < outliers[0].low);
        // Too few tracks for fences.
        QVERIFY(describeTempi(datasetOf({100.0, 100.0, 100.0, 300.0})).outliers.empty());
    }

    void unsteadyBeatsAreCounted()
    {
        Dataset dataset = datasetOf({120.0, 120.0, 120.0, 120.0});
        const double jitters[] = {0.0, 0.02, 0.04, 0.06};
        for (std::size_t i = 0; i < 4; ++i)
            dataset.tracks[i].references[0].beats = beatsWithJitter(jitters[i]);
        const BeatSteadiness beats = describeTempi(dataset).beats;
        // Intervals alternate between 0.5 - j and 0.5 + j: the variation is near 2 j.
        QCOMPARE(beats.count, std::size_t{4});
        QCOMPARE(beats.above5Percent, std::size_t{2});
        QCOMPARE(beats.unsteady, (std::vector<std::size_t>{3}));
        QVERIFY(std::abs(beats.median - 0.06) < 0.005);
    }

    void optionsOutsideTheirRangesAreRefused()
    {
        const Dataset dataset = datasetOf({100.0});
        const double nan = std::numeric_limits<double>::quiet_NaN();
        for (const double width : {0.0, -1.0, nan, std::numeric_limits<double>::infinity()})
            QVERIFY_EXCEPTION_THROWN(describeTempi(dataset, {.binWidth = width}), Error);
        QVERIFY_EXCEPTION_THROWN(describeTempi(dataset, {.low = Bpm{0.0}}), Error);
        QVERIFY_EXCEPTION_THROWN(describeTempi(dataset, {.low = Bpm{100.0}, .high = Bpm{100.0}}), Error);
        QVERIFY_EXCEPTION_THROWN(describeTempi(dataset, {.binWidth = 1e-6, .low = Bpm{40.0}}), Error);
        QVERIFY_EXCEPTION_THROWN(describeTempi(dataset, {.referenceVersion = "b"}), Error);
    }
};

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
