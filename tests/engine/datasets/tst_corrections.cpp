// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/datasets/atomic_file.h"
#include "engine/datasets/corrections.h"
#include "engine/datasets/integrity.h"
#include "tests/support/temp_folder.h"

#include <QTest>

#include <unistd.h>

using namespace tempo;

namespace {

Corrections someEdits()
{
    const Provenance by{.author = "Ada", .time = "2026-03-01T12:30:00Z", .reason = "halved"};
    Corrections edits;
    edits["blues.00000"] = {
        .tempo = TempoCorrection{.bpm = Bpm{60.5}, .original = Bpm{121.0}, .version = "tempo/*.bpm", .by = by},
        .tags = {"live", "swing"},
        .taggedBy = by,
        .excludedBy = std::nullopt};
    edits["jazz \"x\"/\xc3\xa4"] = {.tempo = std::nullopt, .tags = {}, .taggedBy = std::nullopt, .excludedBy = by};
    return edits;
}

void write(const std::filesystem::path& file, std::string_view text)
{
    writeFileAtomically(file, {{text}});
}

} // namespace

class TestCorrections : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSavedComesBack();
    void fileLiesBesideTheDatasetNeverInside();
    void unwritableParentUsesTheOwnFolder();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void correctedTempoCountsInThatVersionOnly();
    void trackWithoutATempoIsGivenOne();
};

void TestCorrections::whatIsSavedComesBack()
{
    const test::TempFolder folder;
    const CorrectionPlaces places = correctionPlaces(folder / "music", folder / "home");
    QVERIFY(loadCorrections(places).tracks.empty());
    saveCorrections(places.beside, someEdits());
    const LoadedCorrections loaded = loadCorrections(places);
    QVERIFY(loaded.message.empty());
    QVERIFY(loaded.tracks == someEdits());
    QVERIFY(loaded.file == places.beside);
}

void TestCorrections::fileLiesBesideTheDatasetNeverInside()
{
    const CorrectionPlaces places = correctionPlaces("/data/gtzan/", "/home/ada/.local/share");
    QCOMPARE(places.beside.native(), std::string("/data/gtzan.tempnetic.json"));
    QVERIFY(places.own.native().starts_with("/home/ada/.local/share/tempnetic/corrections/gtzan-"));
    QVERIFY(correctionPlaces("/data/gtzan/../gtzan", "/x").beside == places.beside);
    QVERIFY(correctionPlaces("/other/gtzan", "/home/ada/.local/share").own != places.own);
}

void TestCorrections::unwritableParentUsesTheOwnFolder()
{
    if (::geteuid() == 0)
        QSKIP("root may write anywhere");
    const test::TempFolder folder;
    std::filesystem::create_directories(folder / "parent/music");
    std::filesystem::permissions(folder / "parent",
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const CorrectionPlaces places = correctionPlaces(folder / "parent/music", folder / "home");
    const LoadedCorrections loaded = loadCorrections(places);
    QVERIFY(loaded.file == places.own);
    saveCorrections(loaded.file, someEdits());
    QVERIFY(loadCorrections(places).tracks == someEdits());
    std::filesystem::permissions(folder / "parent", std::filesystem::perms::owner_all);
}

void TestCorrections::damagedFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("broken off") << QByteArray("{\"format\": \"tempnetic corrections\", \"tra");
    QTest::newRow("other json") << QByteArray("[1, 2]");
    QTest::newRow("other format") << QByteArray("{\"format\": \"x\", \"tracks\": {}}");
    QTest::newRow("no tracks") << QByteArray("{\"format\": \"tempnetic corrections\", \"version\": 1}");
    QTest::newRow("from the future") << QByteArray(
        "{\"format\": \"tempnetic corrections\", \"version\": 9, \"tracks\": {}}");
    QTest::newRow("negative tempo") << QByteArray(
        "{\"format\": \"tempnetic corrections\", \"version\": 1, \"tracks\": {\"a\": {\"bpm\": -3}}}");
    QTest::newRow("text for a tempo") << QByteArray(
        "{\"format\": \"tempnetic corrections\", \"version\": 1, \"tracks\": {\"a\": {\"bpm\": \"fast\"}}}");
    QTest::newRow("text for a track") << QByteArray(
        "{\"format\": \"tempnetic corrections\", \"version\": 1, \"tracks\": {\"a\": 7}}");
}

void TestCorrections::damagedFileIsSetAside()
{
    QFETCH(QByteArray, content);
    const test::TempFolder folder;
    const CorrectionPlaces places = correctionPlaces(folder / "music", folder / "home");
    write(places.beside, content.toStdString());
    const LoadedCorrections loaded = loadCorrections(places);
    QVERIFY(loaded.tracks.empty());
    QVERIFY2(loaded.message.find("music.tempnetic.json.aside-1") != std::string::npos, loaded.message.c_str());
    QVERIFY(loaded.message.find('\n') == std::string::npos);
    QVERIFY(!std::filesystem::exists(places.beside));
    QVERIFY(std::filesystem::exists(folder / "music.tempnetic.json.aside-1"));
    write(places.beside, content.toStdString());
    QVERIFY(loadCorrections(places).message.find("aside-2") != std::string::npos);
}

void TestCorrections::correctedTempoCountsInThatVersionOnly()
{
    Dataset dataset;
    dataset.referenceVersions = {"a", "b"};
    dataset.tracks = {{.id = "blues.00000",
                       .genre = "blues",
                       .audio = std::nullopt,
                       .otherAudio = {},
                       .references = {{.version = "a", .file = {}, .bpm = Bpm{121.0}, .beats = {}, .error = {}},
                                      {.version = "b", .file = {}, .bpm = Bpm{122.0}, .beats = {}, .error = {}}},
                       .group = {}}};
    const Dataset corrected = withCorrections(dataset, someEdits(), "a");
    QCOMPARE(referenceTempo(corrected.tracks[0], "a").value().value(), 60.5);
    QCOMPARE(referenceTempo(corrected.tracks[0], "b").value().value(), 122.0);
}

void TestCorrections::trackWithoutATempoIsGivenOne()
{
    Dataset dataset;
    dataset.referenceVersions = {"a"};
    dataset.tracks.push_back({.id = "blues.00000",
                              .genre = "blues",
                              .audio = std::nullopt,
                              .otherAudio = {},
                              .references = {},
                              .group = {}});
    QCOMPARE(referenceTempo(withCorrections(dataset, someEdits(), "a").tracks[0], "a").value().value(), 60.5);
}

QTEST_GUILESS_MAIN(TestCorrections)
#include "tst_corrections.moc"
