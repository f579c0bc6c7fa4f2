// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/neural/training_data.h"

#include "engine/core/error.h"
#include "engine/datasets/split_file.h"
#include "engine/evaluation/evaluation_items.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>

using namespace tempo;
using namespace tempo::test;
namespace fs = std::filesystem;

namespace {

/// Everything on the calling thread.
class PlainRunner : public WorkRunner {
public:
    void run(std::string_view, std::size_t nItems, int, const Work& work, const NameOf&) override
    {
        for (std::size_t i = 0; i < nItems; ++i)
            work(i, {});
    }
};

QString errorOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return QString::fromStdString(error.message());
    }
    return "no error";
}

const SplitEntry& entryOf(const Split& split, const std::string& id)
{
    return *std::ranges::find(split.entries, id, &SplitEntry::id);
}

} // namespace

class TestTrainingData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<TempFolder>();
        for (int i = 0; i < 5; ++i)
            addTrack("one", "song" + std::to_string(i), 100.0 + 7 * i);
    }

    void badAudioAndOddTempiAreLeftOutWithTheirReason()
    {
        addTrack("one", "fast", 300.0);
        std::ofstream(*m_folder / "one/broken.wav") << "this is not audio";
        std::ofstream(*m_folder / "one/broken.bpm") << "100\n";
        TrainingData data = read({*m_folder / "one"});
        const Split split = splitOf(data, DataConfig{});
        QCOMPARE(split.entries.size(), std::size_t{7});
        QCOMPARE(entryOf(split, "fast").reason, std::string("tempo-out-of-range"));
        QCOMPARE(entryOf(split, "broken").reason, std::string("undecodable"));
        QCOMPARE(idsOf(split, SplitPart::Train).size() + idsOf(split, SplitPart::Validation).size(), std::size_t{5});
        QCOMPARE(audioHashOf(data.scans.back()).size(), std::size_t{32});
    }

    void laterDatasetsGetTheirNameInFront()
    {
        addTrack("two", "song1", 88.0);
        addTrack("other/two", "song1", 89.0);
        const TrainingData data = read({*m_folder / "one", *m_folder / "two", *m_folder / "other/two"});
        std::vector<std::string> ids;
        for (const Track& track : data.dataset.tracks)
            ids.push_back(track.id);
        QVERIFY(std::ranges::is_sorted(ids));
        for (const char* const id : {"song1", "two/song1", "two-2/song1"})
            QVERIFY(std::ranges::count(ids, id) == 1);
        QCOMPARE(data.references.size(), std::size_t{3});
        const auto track = std::ranges::find(data.dataset.tracks, "two-2/song1", &Track::id);
        QCOMPARE(track->references.front().bpm->value(), 89.0);
    }

    void duplicatesAcrossDatasetsStayTogether()
    {
        for (int i = 0; i < 5; ++i) {
            const std::string name = "song" + std::to_string(i);
            addTrack("two", name, 100.0 + 7 * i);
            fs::copy_file(*m_folder / "one" / (name + ".wav"), *m_folder / "two" / (name + ".wav"),
                          fs::copy_options::overwrite_existing);
        }
        TrainingData data = read({*m_folder / "one", *m_folder / "two"});
        QCOMPARE(data.constraints.duplicates.size(), std::size_t{5});
        const Split split = splitOf(data, DataConfig{});
        for (int i = 0; i < 5; ++i) {
            const std::string name = "song" + std::to_string(i);
            QVERIFY(entryOf(split, name).part == entryOf(split, "two/" + name).part);
        }
    }

    void aSplitFileDecidesButBadTracksStayOut()
    {
        addTrack("one", "fast", 300.0);
        std::ofstream(*m_folder / "split.csv")
            << "id,split,reason\nfast,train,\nsong0,train,\nsong1,val,\nsong2,test,\n"
               "gone,train,\n";
        DataConfig config;
        config.splitFile = *m_folder / "split.csv";
        TrainingData data = read({*m_folder / "one"});
        const Split split = splitOf(data, config);
        QVERIFY(entryOf(split, "song0").part == SplitPart::Train);
        QVERIFY(entryOf(split, "song1").part == SplitPart::Validation);
        QVERIFY(entryOf(split, "song2").part == SplitPart::Test);
        QCOMPARE(entryOf(split, "song3").reason, std::string("not in the split file"));
        QCOMPARE(entryOf(split, "fast").reason, std::string("tempo-out-of-range"));
        QVERIFY(std::ranges::any_of(data.messages, [](const std::string& message) {
            return message.find("1 of its tracks, such as 'gone', are not in the dataset") != std::string::npos;
        }));
        std::ofstream(*m_folder / "split.csv") << "id,split,reason\nx,train,\n";
        QVERIFY(errorOf([&] { splitOf(data, config); }).contains("none of its tracks, such as 'x', is in the dataset"));
    }

    void duplicatesThatASplitFileSeparatesAreTold()
    {
        fs::copy_file(*m_folder / "one/song0.wav", *m_folder / "one/twin.wav");
        std::ofstream(*m_folder / "one/twin.bpm") << "100\n";
        std::ofstream(*m_folder / "split.csv") << "id,split,reason\ntwin,train,\nsong0,val,\n";
        DataConfig config;
        config.splitFile = *m_folder / "split.csv";
        TrainingData data = read({*m_folder / "one"});
        splitOf(data, config);
        QVERIFY(data.messages.back().find("1 recordings are trained on and validated on") != std::string::npos);
    }

    void nothingUsableIsAnErrorWithTheReasons()
    {
        DataConfig config;
        config.range = {Bpm{200.0}, Bpm{250.0}};
        config.roots = {*m_folder / "one"};
        ScanCache cache{fs::path()};
        PlainRunner runner;
        TrainingData data = readTrainingData(config, cache, runner);
        QVERIFY(errorOf([&] { splitOf(data, config); }).contains("can be used for training (5 tempo-out-of-range)"));
        QVERIFY(errorOf([&] { read({}); }).contains("such as data.root=~/music/gtzan"));
        QVERIFY(errorOf([&] { read({"/gone/set"}); }).contains("/gone/set"));
        fs::create_directory(*m_folder / "empty");
        QVERIFY(errorOf([&] { read({*m_folder / "empty"}); }).contains("empty"));
    }

    void fewerSongsThanABatchIsAnErrorThatSaysWhatToDo()
    {
        Split split;
        for (int i = 0; i < 9; ++i)
            split.entries.push_back({std::to_string(i), i < 7 ? SplitPart::Train : SplitPart::Validation, {}, ""});
        TrainerConfig config;
        config.batchSize = 8;
        QVERIFY(errorOf([&] {
                    requireEnough(split, config);
                }).startsWith("7 songs to train on are fewer than a batch of 8: set trainer.batch_size=7"));
        config.blocksPerTrack = 2;
        QCOMPARE(errorOf([&] { requireEnough(split, config); }), QString("no error"));
        split.entries.resize(7);
        QVERIFY(errorOf([&] { requireEnough(split, config); }).contains("no song is left to validate on"));
        split.entries.clear();
        QVERIFY(errorOf([&] { requireEnough(split, config); }).contains("no song is left to train on"));
    }

    void aRunGoesOnOnlyWithItsTracks()
    {
        TrainingData data = read({*m_folder / "one"});
        const Split split = splitOf(data, DataConfig{});
        QCOMPARE(errorOf([&] { requireSame(data, split); }), QString("no error"));
        const std::string before = fingerprintOf(data, split);
        QCOMPARE(fingerprintOf(read({*m_folder / "one"}), split), before);
        std::ofstream(*m_folder / "one/song0.bpm") << "99\n";
        QVERIFY(fingerprintOf(read({*m_folder / "one"}), split) != before);
        fs::remove(*m_folder / "one/song3.wav");
        QVERIFY(errorOf([&] {
                    requireSame(read({*m_folder / "one"}), split);
                }).contains("the run used 'song3', which is no longer usable (missing-audio)"));
    }

private:
    void addTrack(const std::string& set, const std::string& name, double bpm)
    {
        fs::create_directories(*m_folder / set);
        writeWav(*m_folder / set / (name + ".wav"), rhythmClip(bpm, 4.0, static_cast<unsigned>(bpm)));
        std::ofstream(*m_folder / set / (name + ".bpm")) << bpm << '\n';
    }

    static TrainingData read(const std::vector<fs::path>& roots)
    {
        DataConfig config;
        config.roots = roots;
        ScanCache cache{fs::path()};
        PlainRunner runner;
        return readTrainingData(config, cache, runner);
    }

    std::unique_ptr<TempFolder> m_folder;
};

QTEST_APPLESS_MAIN(TestTrainingData)
#include "tst_training_data.moc"
