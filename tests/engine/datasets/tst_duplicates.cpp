// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/progress.h"
#include "engine/datasets/duplicates.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

using namespace tempo;

namespace {

TrackScan withFingerprint(std::vector<std::uint32_t> items, std::uint8_t number)
{
    TrackScan scan;
    scan.audio.emplace();
    scan.hash = AudioHash{number, static_cast<std::uint8_t>(items.size() % 251)};
    scan.fingerprint = std::move(items);
    return scan;
}

std::vector<std::uint32_t> randomItems(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<std::uint32_t> items(count);
    std::ranges::generate(items, [&] { return static_cast<std::uint32_t>(random()); });
    return items;
}

/// Flips each bit with this probability.
std::vector<std::uint32_t> disturbed(std::vector<std::uint32_t> items, double probability, unsigned seed)
{
    std::mt19937 random(seed);
    std::bernoulli_distribution flip(probability);
    for (std::uint32_t& item : items)
        for (unsigned bit = 0; bit < 32; ++bit)
            item ^= flip(random) ? 1U << bit : 0U;
    return items;
}

using Indices = std::vector<std::size_t>;

} // namespace

class TestDuplicates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingHasNoDuplicates()
    {
        QVERIFY(findDuplicates({}).empty());
        QVERIFY(findDuplicates(std::vector<TrackScan>(3)).empty());
    }

    void equalHashesAreOneGroup()
    {
        std::vector<TrackScan> scans;
        for (const std::uint8_t number : std::array<std::uint8_t, 6>{1, 2, 1, 3, 1, 3})
            scans.push_back(withFingerprint({}, number));
        const auto groups = findDuplicates(scans);
        QCOMPARE(groups.size(), std::size_t{2});
        QCOMPARE(groups[0].tracks, (Indices{0, 2, 4}));
        QVERIFY(groups[0].isExact);
        QCOMPARE(groups[0].links.size(), std::size_t{2});
        QVERIFY(!groups[0].links[0].bitErrorRate);
        QCOMPARE(groups[1].tracks, (Indices{3, 5}));
    }

    void silenceIsNoDuplicate()
    {
        std::vector<TrackScan> scans(4, withFingerprint({}, 1));
        scans[0].audio->problems = scans[1].audio->problems = {{AudioFault::Silent, "every sample is zero"}};
        scans[2].audio->problems = {{AudioFault::Constant, "every sample is 0.1"}};
        QVERIFY(findDuplicates(scans).empty());
    }

    void shiftedCopyIsFoundAtItsOffset()
    {
        const auto items = randomItems(240, 1);
        const std::vector<TrackScan> scans{withFingerprint(randomItems(240, 2), 1), withFingerprint(items, 2),
                                           withFingerprint(disturbed({items.begin() + 80, items.end()}, 0.03, 5), 3)};
        const auto groups = findDuplicates(scans);
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups[0].tracks, (Indices{1, 2}));
        QVERIFY(!groups[0].isExact);
        QCOMPARE(groups[0].links[0].offset.value(), 80 * kFingerprintStep.value());
        QVERIFY(std::abs(*groups[0].links[0].bitErrorRate - 0.03) < 0.01);
    }

    void theThresholdDecides_data()
    {
        QTest::addColumn<double>("probability");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("5 % of the bits") << 0.05 << true;
        QTest::newRow("10 %") << 0.10 << true;
        QTest::newRow("17 %") << 0.17 << true;
        QTest::newRow("23 %") << 0.23 << false;
        QTest::newRow("unrelated") << 0.5 << false;
    }

    void theThresholdDecides()
    {
        QFETCH(const double, probability);
        QFETCH(const bool, isFound);
        const auto items = randomItems(240, 1);
        const std::vector<TrackScan> scans{withFingerprint(items, 1),
                                           withFingerprint(disturbed(items, probability, 7), 2)};
        QCOMPARE(!findDuplicates(scans).empty(), isFound);
    }

    void aShortOverlapSaysNothing()
    {
        const auto items = randomItems(240, 1);
        const std::vector<TrackScan> scans{withFingerprint({items.begin(), items.begin() + 140}, 1),
                                           withFingerprint({items.begin() + 70, items.end()}, 2)};
        QVERIFY(findDuplicates(scans).empty()); // 70 items are 8.7 s
        QCOMPARE(findDuplicates(scans, {.shortestOverlap = Seconds{8.0}}).size(), std::size_t{1});
    }

    void copiesOfCopiesAreOneGroup()
    {
        const auto items = randomItems(300, 1);
        const std::vector<TrackScan> scans{withFingerprint({items.begin(), items.begin() + 200}, 1),
                                           withFingerprint({items.begin() + 50, items.begin() + 250}, 2),
                                           withFingerprint({items.begin() + 100, items.end()}, 3)};
        const auto groups = findDuplicates(scans);
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups[0].tracks, (Indices{0, 1, 2}));
        QCOMPARE(groups[0].links.size(), std::size_t{2});
    }

    void exactAndNearCopiesMayMix()
    {
        const auto items = randomItems(240, 1);
        const std::vector<TrackScan> scans{withFingerprint(items, 1), withFingerprint(items, 1),
                                           withFingerprint(disturbed(items, 0.02, 3), 2)};
        const auto groups = findDuplicates(scans);
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups[0].tracks, (Indices{0, 1, 2}));
        QVERIFY(!groups[0].isExact);
    }

    void manyCopiesAndCommonValuesStayCheap()
    {
        // 80 tracks that begin alike (a jingle) and go on differently, and 40 copies of one of them.
        const auto jingle = randomItems(40, 99);
        std::vector<TrackScan> scans;
        for (unsigned track = 0; track < 80; ++track) {
            auto items = jingle;
            const auto rest = randomItems(200, 1000 + track);
            items.insert(items.end(), rest.begin(), rest.end());
            scans.push_back(withFingerprint(items, static_cast<std::uint8_t>(track)));
            scans.back().hash->at(5) = 1;
        }
        for (unsigned copy = 0; copy < 40; ++copy) {
            scans.push_back(withFingerprint(disturbed(scans[0].fingerprint, 0.01, copy), 7));
            scans.back().hash->at(6) = static_cast<std::uint8_t>(copy + 1);
        }
        const auto groups = findDuplicates(scans);
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups[0].tracks.size(), std::size_t{41});
    }

    void manipulatedRecordingsAreFound()
    {
        const std::vector<float> song = test::rhythmClip(113.0, 30.0, 4);
        std::vector<float> quiet(song);
        for (float& sample : quiet)
            sample *= 0.3F;
        std::vector<float> clipped(song);
        for (float& sample : clipped)
            sample = std::clamp(sample * 3.0F, -1.0F, 1.0F);
        const std::vector<float> late(song.begin() + 53000, song.end());
        const std::vector<float> middle(song.begin() + 100000, song.begin() + 500000);
        const std::vector<float> faster = test::rhythmClip(121.0, 30.0, 4);
        const std::vector<TrackScan> scans{scan(song), scan(quiet),  scan(clipped),
                                           scan(late), scan(middle), scan(faster)};
        const auto groups = findDuplicates(scans);
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups[0].tracks, (Indices{0, 1, 2, 3, 4}));
    }

    void likeMusicIsNoDuplicate()
    {
        // One generator, tempi that are a little apart; metronomes, a drone and noise, which fit everywhere.
        std::vector<TrackScan> scans;
        for (unsigned i = 0; i < 8; ++i)
            scans.push_back(scan(test::rhythmClip(90.0 + 5.0 * i, 20.0, i)));
        for (const double bpm : {60.0, 90.0, 120.0, 128.0})
            scans.push_back(scan(test::clickTrack(bpm, 20.0)));
        std::mt19937 random(1);
        for (int i = 0; i < 2; ++i) {
            std::vector<float> noise(20 * 22050);
            std::ranges::generate(noise, [&] { return static_cast<float>(random() % 2001) / 2000.0F - 0.5F; });
            scans.push_back(scan(noise));
        }
        for (const DuplicateGroup& group : findDuplicates(scans))
            QFAIL(qPrintable(QString("tracks %1 and %2 at %3")
                                 .arg(group.links[0].first)
                                 .arg(group.links[0].second)
                                 .arg(group.links[0].bitErrorRate.value_or(-1.0))));
    }

    void aStopRequestCancels()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(findDuplicates({}, {}, stop.get_token()), Cancelled);
    }

private:
    TrackScan scan(std::span<const float> samples)
    {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / "clip.wav";
        test::writeWav(path, samples);
        return scanTrack(path);
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestDuplicates)
#include "tst_duplicates.moc"
