// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/split_file.h"

#include "engine/core/error.h"
#include "engine/datasets/layout.h"
#include "tests/support/temp_folder.h"

#include <QTest>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <string>

using namespace tempo;
using tempo::test::TempFolder;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void put(const fs::path& path, const std::string& content)
{
    std::ofstream(path, std::ios::binary) << content;
}

QString errorOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return QString::fromStdString(error.message());
    }
    return "no error";
}

Split small()
{
    Split split;
    split.entries = {{"a", SplitPart::Train, std::nullopt, ""},
                     {"b, \"c\"", SplitPart::Validation, std::nullopt, ""},
                     {"d", SplitPart::Test, std::nullopt, ""},
                     {"e", SplitPart::LeftOut, std::nullopt, "undecodable, truncated"}};
    return split;
}

/// Two blues, one of them with a twin in rock, and two tracks of one artist, all below /music.
Dataset someMusic()
{
    Dataset dataset;
    dataset.root = "/music";
    for (const char* name : {"blues/one", "blues/two", "rock/one", "rock/three", "rock/four"}) {
        Track track;
        track.id = name;
        track.genre = std::string(name).substr(0, std::string(name).find('/'));
        track.audio = fs::path("/music") / (std::string(name) + ".wav");
        track.references.push_back({"*.bpm", "x", Bpm(100.0), std::nullopt, std::nullopt});
        dataset.tracks.push_back(track);
    }
    dataset.tracks[3].group = dataset.tracks[4].group = "Somebody";
    return dataset;
}

std::string partsOf(const Split& split)
{
    std::string parts;
    for (const SplitEntry& entry : split.entries)
        parts += std::string(nameOf(entry.part)) + " ";
    return parts;
}

} // namespace

class TestSplitFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSplitIsATableInTheOrderOfItsIds();
    void foldsAreAColumnOfTheirOwn();
    void theFingerprintIsThatOfTheFile();
    void whatIsWrittenIsReadBack();
    void anySplitSurvivesItsFile();
    void aChangedFileIsNoticed();
    void aFileWithoutAFingerprintIsFine();
    void tablesOfOtherProgramsAreUnderstood();
    void badTablesAreRefused_data();
    void badTablesAreRefused();
    void filesThatCannotBeWrittenOrReadAreErrors();
    void listsNameTracksByIdOrPath();
    void listsOfGtzanMayNameOtherFormats();
    void tracksOnNoListAreLeftOut();
    void trainingTracksGiveWayToTheirDuplicates();
    void badListsAreRefused();
};

void TestSplitFile::aSplitIsATableInTheOrderOfItsIds()
{
    Split split = small();
    const std::string text =
        "id,split,reason\na,train,\n\"b, \"\"c\"\"\",val,\nd,test,\ne,out,\"undecodable, truncated\"\n";
    QCOMPARE(splitToCsv(split), text);
    std::swap(split.entries[0], split.entries[3]);
    QCOMPARE(splitToCsv(split), text);
}

void TestSplitFile::foldsAreAColumnOfTheirOwn()
{
    Split split;
    split.entries = {{"a", SplitPart::Train, 0, ""},
                     {"b", SplitPart::Validation, 1, ""},
                     {"c", SplitPart::LeftOut, std::nullopt, "silent"}};
    QCOMPARE(splitToCsv(split), std::string("id,split,fold,reason\na,train,0,\nb,val,1,\nc,out,,silent\n"));
    QVERIFY(parseSplitCsv(splitToCsv(split), "s.csv").entries == split.entries);
}

void TestSplitFile::theFingerprintIsThatOfTheFile()
{
    const TempFolder folder;
    writeSplitFile(folder / "split.csv", small());
    // As sha256sum printed it.
    const std::string fingerprint = "c34dfe828458df5e191f80f7023d0c2ca08d404e4ce598bdbb6e91d9fa9011f5";
    QCOMPARE(fingerprintOf(small()), fingerprint);
    QCOMPARE(contentOf(folder / "split.csv.sha256"), fingerprint + "  split.csv\n");
}

void TestSplitFile::whatIsWrittenIsReadBack()
{
    const TempFolder folder;
    writeSplitFile(folder / "split.csv", small());
    QVERIFY(readSplitFile(folder / "split.csv").entries == small().entries);
    // Writing again replaces both files.
    Split other = small();
    other.entries[0].part = SplitPart::Test;
    writeSplitFile(folder / "split.csv", other);
    QVERIFY(readSplitFile(folder / "split.csv").entries == other.entries);
    QCOMPARE(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 2);
}

void TestSplitFile::anySplitSurvivesItsFile()
{
    constexpr std::string_view kAlphabet = "ab,\"\n\r \t#\xC3\xA9/\\";
    std::mt19937 random(23);
    for (int round = 0; round < 300; ++round) {
        Split split;
        const bool folds = random() % 2 == 0;
        for (int i = 0; i < 10; ++i) {
            SplitEntry entry;
            // A prefix keeps them apart and in order.
            entry.id = std::to_string(i);
            for (std::size_t k = random() % 6; k > 0; --k)
                entry.id += kAlphabet[random() % kAlphabet.size()];
            entry.part = static_cast<SplitPart>(random() % 4);
            if (entry.part == SplitPart::LeftOut)
                entry.reason = "because \"" + entry.id;
            else if (folds)
                entry.fold = static_cast<int>(random() % 5);
            split.entries.push_back(entry);
        }
        QVERIFY(parseSplitCsv(splitToCsv(split), "s.csv").entries == split.entries);
    }
}

void TestSplitFile::aChangedFileIsNoticed()
{
    const TempFolder folder;
    writeSplitFile(folder / "split.csv", small());
    std::string text = contentOf(folder / "split.csv");
    text.replace(text.find("train"), 5, "test");
    put(folder / "split.csv", text);
    QVERIFY(errorOf([&] { readSplitFile(folder / "split.csv"); })
                .endsWith("split.csv': changed since 'split.csv.sha256' was written; remove that file if the change is "
                          "wanted"));
    fs::remove(folder / "split.csv.sha256");
    QCOMPARE(readSplitFile(folder / "split.csv").entries[0].part, SplitPart::Test);
}

void TestSplitFile::aFileWithoutAFingerprintIsFine()
{
    const TempFolder folder;
    put(folder / "split.csv", "id,split,reason\na,train,\n");
    QCOMPARE(readSplitFile(folder / "split.csv").entries.size(), std::size_t{1});
}

void TestSplitFile::tablesOfOtherProgramsAreUnderstood()
{
    const Split split =
        parseSplitCsv("\xEF\xBB\xBF\"id\",\"split\",\"reason\"\r\nb,train,\r\n\r\na,val,\"\"\r\n", "s.csv");
    QCOMPARE(split.entries.size(), std::size_t{2});
    QCOMPARE(split.entries[0].id, std::string("a"));
    QCOMPARE(split.entries[1].part, SplitPart::Train);
}

void TestSplitFile::badTablesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* text, const char* message) {
        QTest::newRow(name) << QByteArray(text) << message;
    };
    const char* header = "'s.csv': not a split: the first line must be id,split,reason or id,split,fold,reason";
    row("empty", "", header);
    row("other columns", "id,part\na,train\n", header);
    row("no tracks", "id,split,reason\n", "'s.csv': a split without tracks");
    row("unknown part", "id,split,reason\na,training,\n",
        "'s.csv' line 2: 'training' is no part of a split; train, val, test and out are");
    row("no id", "id,split,reason\n,train,\n", "'s.csv' line 2: no id");
    row("twice", "id,split,reason\na,train,\nb,val,\na,val,\n", "'s.csv' line 4: a second line for 'a'");
    row("cells", "id,split,reason\na,train\n", "'s.csv' line 2: 2 cells where the header has 3");
    row("no reason", "id,split,reason\na,out,\n", "'s.csv' line 2: a track is left out without a reason");
    row("reason", "id,split,reason\na,val,silent\n", "'s.csv' line 2: a reason for a track that is not left out");
    row("fold text", "id,split,fold,reason\na,val,x,\n", "'s.csv' line 2: 'x' is no fold; they count from 0");
    row("fold negative", "id,split,fold,reason\na,val,-1,\n", "'s.csv' line 2: '-1' is no fold; they count from 0");
    row("fold huge", "id,split,fold,reason\na,val,99999999999,\n",
        "'s.csv' line 2: '99999999999' is no fold; they count from 0");
    row("fold lacks", "id,split,fold,reason\na,val,0,\nb,val,,\n", "'s.csv' line 3: no fold");
    row("fold too many", "id,split,fold,reason\na,out,0,bad\n", "'s.csv' line 2: a fold for a track that is left out");
    row("open quote", "id,split,reason\n\"a,train,\n", "'s.csv' line 2: a quoted cell begins here and does not end");
}

void TestSplitFile::badTablesAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QCOMPARE(errorOf([&] { parseSplitCsv(text.toStdString(), "s.csv"); }), message);
}

void TestSplitFile::filesThatCannotBeWrittenOrReadAreErrors()
{
    const TempFolder folder;
    QVERIFY_EXCEPTION_THROWN(writeSplitFile(folder / "gone/split.csv", small()), Error);
    QVERIFY(errorOf([&] { readSplitFile(folder / "gone.csv"); }).endsWith("gone.csv': No such file or directory"));
    QVERIFY(errorOf([&] { readSplitFile(folder.path()); }).endsWith("a folder, device or pipe, not a file"));
}

void TestSplitFile::listsNameTracksByIdOrPath()
{
    const TempFolder folder;
    put(folder / "train.txt", "\xEF\xBB\xBF# the training set\r\nblues/one\r\n\r\n  /music/blues/two.wav\r\n");
    put(folder / "val.txt", "rock/../rock/one.wav\nthree.wav\n");
    put(folder / "test.txt", "some/old/place/rock/four.flac");
    Dataset dataset = someMusic();
    dataset.tracks[4].group.clear();
    const Split split = readSplitLists(dataset, {}, {folder / "train.txt", folder / "val.txt", folder / "test.txt"});
    // By id: blues/one, blues/two, rock/four, rock/one, rock/three.
    QCOMPARE(partsOf(split), std::string("train train test val val "));
    QVERIFY(split.warnings.empty());
}

void TestSplitFile::listsOfGtzanMayNameOtherFormats()
{
    const TempFolder folder;
    Dataset dataset;
    dataset.root = "/gtzan";
    for (const std::string& id : gtzanIds()) {
        Track track;
        track.id = id;
        track.audio = "/gtzan/genres_original/" + id + ".wav";
        track.references.push_back({"*.bpm", "x", Bpm(100.0), std::nullopt, std::nullopt});
        dataset.tracks.push_back(track);
    }
    put(folder / "train.txt", "blues/blues.00029.au\nclassical.00001.wav\n/old/gtzan_pop_00003.mp3\nrock.00099\n");
    const Split split = readSplitLists(dataset, {}, {.train = folder / "train.txt"});
    QCOMPARE(idsOf(split, SplitPart::Train),
             (std::vector<std::string>{"blues.00029", "classical.00001", "pop.00003", "rock.00099"}));
}

void TestSplitFile::tracksOnNoListAreLeftOut()
{
    const TempFolder folder;
    put(folder / "train.txt", "blues/one\nblues/two\n");
    put(folder / "val.txt", "# nothing\n");
    const Split split = readSplitLists(someMusic(), {{{"blues/two", "silent"}}, {}},
                                       {.train = folder / "train.txt", .validation = folder / "val.txt"});
    QCOMPARE(partsOf(split), std::string("train out out out out "));
    QCOMPARE(split.entries[1].reason, std::string("silent"));
    QCOMPARE(split.entries[2].reason, std::string("on none of the lists"));
    QCOMPARE(split.warnings, std::vector<std::string>{"no track is for 'val'"});
}

void TestSplitFile::trainingTracksGiveWayToTheirDuplicates()
{
    const TempFolder folder;
    put(folder / "train.txt", "blues/one\nrock/three\nblues/two\n");
    put(folder / "val.txt", "rock/four\n");
    put(folder / "test.txt", "rock/one\n");
    const Split split = readSplitLists(someMusic(), {{}, {{"blues/one", "rock/one"}}},
                                       {folder / "train.txt", folder / "val.txt", folder / "test.txt"});
    QCOMPARE(partsOf(split), std::string("out train val test out "));
    QCOMPARE(split.entries[0].reason, std::string("belongs together with rock/one, which is on the list 'test'"));
    QCOMPARE(split.entries[4].reason, std::string("belongs together with rock/four, which is on the list 'val'"));
}

void TestSplitFile::badListsAreRefused()
{
    const TempFolder folder;
    const Dataset dataset = someMusic();
    const auto messageFor = [&](const std::string& train, const std::string& validation) {
        put(folder / "train.txt", train);
        put(folder / "val.txt", validation);
        return errorOf(
            [&] { readSplitLists(dataset, {}, {.train = folder / "train.txt", .validation = folder / "val.txt"}); });
    };
    QVERIFY(messageFor("\nblues/nine\n", "").endsWith("train.txt' line 2: 'blues/nine' is no track of the dataset"));
    QVERIFY(messageFor("one.wav\n", "")
                .endsWith("train.txt' line 1: 'one.wav' can be several tracks; write more of its path"));
    QVERIFY(messageFor("blues/one", "rock/one\nblues/one.wav")
                .endsWith("val.txt' line 2: blues/one is on the list 'train' as well"));
    QVERIFY(messageFor(std::string("a\0b", 3), "").endsWith("not a text file: it holds binary data"));
    QCOMPARE(errorOf([&] { readSplitLists(dataset, {}, {}); }),
             "a split by lists needs at least one of the lists train, val and test");
    QVERIFY(errorOf([&] {
                readSplitLists(dataset, {}, {.test = folder / "gone"});
            }).endsWith("gone': No such file or directory"));
}

QTEST_APPLESS_MAIN(TestSplitFile)
#include "tst_split_file.moc"
