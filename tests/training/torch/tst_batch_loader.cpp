// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/batch_loader.h"

#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

#include <QTest>
#include <algorithm>

using namespace tempo;
using namespace tempo::neural;

namespace {

constexpr std::size_t kRows = 600;
constexpr std::uint16_t kSilence = 0xD640; // -100 as a half float

} // namespace

class TestBatchLoader : public QObject {
    Q_OBJECT

private:
    test::TempFolder m_folder;
    FeatureStore m_store{m_folder / "features"};
    std::vector<TrainingTrack> m_tracks;
    std::vector<std::uint16_t> m_memory[2];

    std::vector<BatchLoader::Slot> slots(std::size_t batchSize)
    {
        for (std::vector<std::uint16_t>& slot : m_memory)
            slot.assign(batchSize * kRows * FeatureStore::kBands, 1);
        return {m_memory[0], m_memory[1]};
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const double seconds : {13.0, 5.0}) {
            TrainingTrack track;
            track.audio = m_folder / (std::to_string(seconds) + ".wav");
            test::writeWav(track.audio, test::clickTrack(120.0, seconds));
            track.nFrames = m_store.prepare(track.audio);
            m_tracks.push_back(track);
        }
    }

    void batchesHoldTheFramesOfTheirBlocks()
    {
        std::vector<TrackBlock> blocks;
        for (std::size_t i = 0; i < 7; ++i)
            blocks.push_back({0, 3 * i, 480 + i});
        BatchLoader loader({&m_store, m_tracks}, blocks, 3, kRows, slots(3));
        QCOMPARE(loader.batches(), std::size_t{3});
        const std::span<const std::uint16_t> frames = m_store.frames(m_tracks[0].audio);
        std::size_t seen = 0;
        while (const std::optional<LoadedBatch> batch = loader.next()) {
            for (std::size_t i = 0; i < batch->blocks.size(); ++i, ++seen) {
                QCOMPARE(batch->blocks[i], blocks[seen]);
                const auto expected = frames.subspan(blocks[seen].firstFrame * FeatureStore::kBands,
                                                     blocks[seen].sourceFrames * FeatureStore::kBands);
                const auto room =
                    std::span(m_memory[batch->slot]).subspan(i * kRows * FeatureStore::kBands, expected.size());
                QVERIFY(std::ranges::equal(room, expected));
            }
        }
        QCOMPARE(seen, blocks.size());
        QVERIFY(!loader.next());
    }

    void whatLiesBehindTheEndOfATrackIsSilence()
    {
        BatchLoader loader({&m_store, m_tracks}, {{1, 0, 512}}, 1, kRows, slots(1));
        const std::optional<LoadedBatch> batch = loader.next();
        QVERIFY(batch.has_value());
        const auto block = std::span(m_memory[batch->slot]);
        const std::size_t end = m_tracks[1].nFrames * FeatureStore::kBands;
        const std::size_t wanted = 512 * FeatureStore::kBands;
        QVERIFY(std::ranges::equal(block.first(end), m_store.frames(m_tracks[1].audio)));
        QVERIFY(std::ranges::all_of(block.subspan(end, wanted - end), [](auto value) { return value == kSilence; }));
        QCOMPARE(block[wanted], std::uint16_t{1});
    }

    void aTrackThatIsMissingIsReportedWhereItsBatchWouldBe()
    {
        std::vector<TrainingTrack> tracks = m_tracks;
        tracks[1].audio = m_folder / "missing.wav";
        BatchLoader loader({&m_store, tracks}, {{0, 0}, {0, 0}, {1, 0}, {0, 0}}, 1, kRows, slots(1));
        QVERIFY(loader.next());
        QVERIFY(loader.next());
        QVERIFY_EXCEPTION_THROWN(loader.next(), Error);
    }

    void anUnfinishedEpochCanBeLeft()
    {
        const std::vector<TrackBlock> blocks(100);
        for (int i = 0; i < 50; ++i) {
            BatchLoader loader({&m_store, m_tracks}, blocks, 2, kRows, slots(2));
            QVERIFY(i % 2 == 0 || loader.next());
        }
    }
};

QTEST_APPLESS_MAIN(TestBatchLoader)
#include "tst_batch_loader.moc"
