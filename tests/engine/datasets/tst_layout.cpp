// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/layout.h"

#include "engine/core/error.h"
#include "engine/core/progress.h"
#include "tests/support/temp_folder.h"

#include <QTest>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <stop_token>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

using namespace tempo;
using tempo::test::TempFolder;
namespace fs = std::filesystem;

namespace {

const std::string kBeats = "beats (median inter-beat interval)";

/// A folder that a test fills with small files.
class Tree : public TempFolder {
public:
    void put(const std::string& name, const std::string& content = "") const
    {
        const fs::path path = *this / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
    }
};

std::string genreOf(const std::string& id)
{
    return id.substr(0, id.find('.'));
}

std::string numberOf(const std::string& id)
{
    return id.substr(id.find('.') + 1);
}

/// "{g}" is the genre, "{n}" the number of an id.
std::string filled(std::string pattern, const std::string& id)
{
    for (const auto& [mark, text] : {std::pair<std::string, std::string>{"{g}", genreOf(id)}, {"{n}", numberOf(id)}})
        for (std::size_t at = pattern.find(mark); at != std::string::npos; at = pattern.find(mark, at + text.size()))
            pattern.replace(at, mark.size(), text);
    return pattern;
}

/// Every 50th of GTZAN's ids: two a genre.
std::vector<std::string> someIds()
{
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < gtzanIds().size(); i += 50)
        ids.push_back(gtzanIds()[i]);
    return ids;
}

void putGtzan(const Tree& tree, const std::string& audio, const std::string& tempo, const std::string& beats,
              const std::vector<std::string>& ids = someIds())
{
    for (const std::string& id : ids) {
        if (!audio.empty())
            tree.put(filled(audio, id));
        if (!tempo.empty())
            tree.put(filled(tempo, id), "1.219300000000000068e+02\n");
        if (!beats.empty())
            tree.put(filled(beats, id), "0.5\t1\n1.0\t2\n1.5\t3\n");
    }
}

const Track& trackOf(const Dataset& dataset, const std::string& id)
{
    const auto found =
        std::find_if(dataset.tracks.begin(), dataset.tracks.end(), [&](const Track& track) { return track.id == id; });
    if (found == dataset.tracks.end())
        throw std::runtime_error("no track " + id);
    return *found;
}

std::vector<std::string> idsOf(const Dataset& dataset)
{
    std::vector<std::string> ids;
    for (const Track& track : dataset.tracks)
        ids.push_back(track.id);
    return ids;
}

QString message(const fs::path& root, const LayoutOptions& options = {})
{
    try {
        openDataset(root, options);
    } catch (const Error& error) {
        return QString::fromStdString(error.message());
    }
    return "no error";
}

QString warningsOf(const Dataset& dataset)
{
    QString all;
    for (const std::string& warning : dataset.warnings)
        all += QString::fromStdString(warning) + "\n";
    return all;
}

using Strings = std::vector<std::string>;

} // namespace

class TestLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gtzanIsRecognisedInEveryShape_data();
    void gtzanIsRecognisedInEveryShape();
    void theWholeGtzanHasAThousandTracks();
    void missingNamesOfGtzanAreListed();
    void aDemoCorpusIsNotMissingAnything();
    void bothReferencesAreKeptAndNamed();
    void twoAnnotationFoldersAreToldApart();
    void theFolderThatTheUserNamesIsTheDefault();
    void annotationsThatCannotBeUsedAreRefused();
    void otherDatasetsBesideAreLeftAlone();
    void gtzansJamsAreRead();
    void unreadableJamsCountWithTheOthers();
    void annotationsWithoutAudioAreTracks();
    void audioWithoutAnnotationsIsGtzanButNothingElse();
    void annotationsBesideTheirAudioArePairedByName();
    void treesOfOneShapeArePairedByPath();
    void aFolderWithAudioKeepsItsAnnotations();
    void namesThatSeveralTracksHaveAreLeftAside();
    void upperAndLowerCaseDoNotMatter();
    void siblingAnnotationsOfAnyMusicAreFound();
    void foldersOfOneLevelAreGenres_data();
    void foldersOfOneLevelAreGenres();
    void severalFilesOfOneIdAreOneTrack();
    void manifestsAreDatasets();
    void manifestsInAFolderAreFound();
    void manifestsInAFolderGoBeforeItsNeighbours();
    void manifestsGiveAFolderItsReferences();
    void badAnnotationsAreReferencesWithErrors();
    void whatIsNoDatasetIsRefused();
    void unreadableFoldersAreReported();
    void linksThatGoInCirclesEnd();
    void namesThatAreNotUtf8AreKept();
    void aHundredThousandFilesAreOneWalk();
    void aStopRequestEndsTheWalk();
};

void TestLayout::gtzanIsRecognisedInEveryShape_data()
{
    QTest::addColumn<QString>("audio");
    QTest::addColumn<QString>("tempo");
    QTest::addColumn<QString>("opened");
    QTest::addColumn<QString>("layout");
    const auto row = [](const char* name, const char* audio, const char* tempo, const char* opened,
                        const char* layout) { QTest::newRow(name) << audio << tempo << opened << layout; };
    const char* tempo = "tempo/gtzan_{g}_{n}.bpm";
    row("original, root", "genres/{g}/{g}.{n}.au", tempo, "", "GTZAN (genres)");
    row("original, genres opened", "genres/{g}/{g}.{n}.au", tempo, "genres", "GTZAN (genres)");
    row("Kaggle", "Data/genres_original/{g}/{g}.{n}.wav", tempo, "", "GTZAN (genres_original)");
    row("Kaggle, Data opened, tempo above", "Data/genres_original/{g}/{g}.{n}.wav", tempo, "Data",
        "GTZAN (genres_original)");
    row("Kaggle, genres opened, annotations beside Data", "Data/genres_original/{g}/{g}.{n}.wav",
        "gtzan_tempo_beat-main/tempo/gtzan_{g}_{n}.bpm", "Data/genres_original", "GTZAN (genres_original)");
    row("original project", "audio/{g}/{g}.{n}.wav", tempo, "", "GTZAN (audio)");
    row("flat", "all/{g}.{n}.wav", "all/tempo/gtzan_{g}_{n}.bpm", "all", "GTZAN (flat)");
    row("flat, beside", "all/{g}.{n}.wav", "all/gtzan_{g}_{n}.bpm", "all", "GTZAN (flat)");
    row("flat, loose above", "all/{g}.{n}.wav", "gtzan_{g}_{n}.bpm", "all", "GTZAN (flat)");
    row("beside each file", "genres/{g}/{g}.{n}.wav", "genres/{g}/{g}.{n}.bpm", "genres", "GTZAN (genres)");
    row("genre folders alone", "x/{g}/{g}.{n}.wav", "x/tempo/gtzan_{g}_{n}.bpm", "x", "GTZAN (genre folders)");
    row("annotations by genre", "genres/{g}/{g}.{n}.au", "tempo/{g}/gtzan_{g}_{n}.bpm", "", "GTZAN (genres)");
    row("sibling repository", "GTZAN/genres/{g}/{g}.{n}.au", "gtzan_tempo_beat-main/tempo/gtzan_{g}_{n}.bpm", "GTZAN",
        "GTZAN (genres)");
    row("repository inside", "genres/{g}/{g}.{n}.au", "gtzan_tempo_beat-main/tempo/gtzan_{g}_{n}.bpm", "",
        "GTZAN (genres)");
    row("upper case", "Genres/{g}/{g}.{n}.WAV", "Tempo/GTZAN_{g}_{n}.BPM", "", "GTZAN (genres)");
}

void TestLayout::gtzanIsRecognisedInEveryShape()
{
    QFETCH(QString, audio);
    QFETCH(QString, tempo);
    QFETCH(QString, opened);
    QFETCH(QString, layout);
    const Tree tree;
    putGtzan(tree, "corpus/" + audio.toStdString(), "corpus/" + tempo.toStdString(), "");
    // What lies about on real disks.
    putGtzan(tree, "corpus/Data/images_original/{g}/{g}{n}.png", "", "");
    tree.put("corpus/Data/features_30_sec.csv", "filename,length,tempo,label\nblues.00000.wav,661794,123.0,blues\n");
    tree.put("corpus/.DS_Store");
    tree.put("corpus/__MACOSX/._blues.00000.wav");
    tree.put("corpus/README.md");

    const Dataset dataset = openDataset(tree / "corpus" / opened.toStdString());
    QCOMPARE(QString::fromStdString(dataset.layout), layout);
    QVERIFY(dataset.isGtzan);
    QCOMPARE(idsOf(dataset), someIds());
    QCOMPARE(dataset.referenceVersions.size(), std::size_t{1});
    for (const Track& track : dataset.tracks) {
        QVERIFY(track.audio && fs::is_regular_file(*track.audio));
        QCOMPARE(track.genre, genreOf(track.id));
        QCOMPARE(track.references.size(), std::size_t{1});
        QCOMPARE(track.references[0].bpm->value(), 121.93);
        QCOMPARE(track.references[0].version, dataset.referenceVersions[0]);
        QVERIFY(fs::is_regular_file(track.references[0].file));
    }
    QVERIFY2(dataset.warnings.empty(), qPrintable(warningsOf(dataset)));
    const QString explanation = QString::fromStdString(dataset.explanation);
    QVERIFY2(explanation.contains("20 of its 1000 names") && explanation.contains("*.bpm for 20 tracks"),
             qPrintable(explanation));
    QVERIFY(explanation.endsWith('.') && !explanation.contains('\n'));
}

void TestLayout::theWholeGtzanHasAThousandTracks()
{
    const Tree tree;
    putGtzan(tree, "genres/{g}/{g}.{n}.au", "tempo/gtzan_{g}_{n}.bpm", "beats/gtzan_{g}_{n}.beats", gtzanIds());
    fs::remove(tree / "tempo/gtzan_reggae_00086.bpm");
    fs::remove(tree / "beats/gtzan_reggae_00086.beats");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.tracks.size(), std::size_t{1000});
    QCOMPARE(idsOf(dataset), gtzanIds());
    QVERIFY(dataset.expectedButMissing.empty() && dataset.warnings.empty());
    QVERIFY(trackOf(dataset, "reggae.00086").references.empty());
    QCOMPARE(trackOf(dataset, "jazz.00054").references.size(), std::size_t{2});
    QCOMPARE(std::count_if(dataset.tracks.begin(), dataset.tracks.end(),
                           [](const Track& track) { return !track.references.empty(); }),
             999);
    QVERIFY2(dataset.explanation.find("tempo/*.bpm for 999 tracks, " + kBeats + " for 999 tracks") != std::string::npos,
             dataset.explanation.c_str());
}

void TestLayout::missingNamesOfGtzanAreListed()
{
    const Tree tree;
    putGtzan(tree, "genres/{g}/{g}.{n}.au", "", "", gtzanIds());
    fs::remove(tree / "genres/pop/pop.00007.au");
    fs::remove(tree / "genres/rock/rock.00099.au");
    tree.put("tempo/gtzan_rock_00099.bpm", "100");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.expectedButMissing, Strings{"pop.00007"});
    QCOMPARE(dataset.tracks.size(), std::size_t{999});
    const Track& annotated = trackOf(dataset, "rock.00099");
    QVERIFY(!annotated.audio);
    QCOMPARE(annotated.genre, std::string("rock"));
}

void TestLayout::aDemoCorpusIsNotMissingAnything()
{
    const Tree tree;
    putGtzan(tree, "genres/{g}/{g}.{n}.wav", "tempo/gtzan_{g}_{n}.bpm", "");
    tree.put(std::string(kDemoCorpusMarker), "{}");
    const Dataset dataset = openDataset(tree.path());
    QVERIFY(!dataset.isGtzan && dataset.expectedButMissing.empty());
    QCOMPARE(idsOf(dataset), someIds());
    QCOMPARE(dataset.tracks.front().genre, std::string("blues"));
    QVERIFY(dataset.explanation.find("demo corpus") != std::string::npos);
    QVERIFY(!openDataset(tree / "genres").isGtzan);
}

void TestLayout::bothReferencesAreKeptAndNamed()
{
    const Tree tree;
    putGtzan(tree, "genres/{g}/{g}.{n}.au", "tempo/gtzan_{g}_{n}.bpm", "beats/gtzan_{g}_{n}.beats");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.referenceVersions, (Strings{"tempo/*.bpm", kBeats}));
    for (const Track& track : dataset.tracks) {
        QCOMPARE(track.references.size(), std::size_t{2});
        QCOMPARE(track.references[0].version, std::string("tempo/*.bpm"));
        QVERIFY(!track.references[0].beats);
        QCOMPARE(track.references[1].version, kBeats);
        QCOMPARE(track.references[1].bpm->value(), 120.0);
        QCOMPARE(track.references[1].beats->positions, (std::vector<int>{1, 2, 3}));
    }
}

void TestLayout::twoAnnotationFoldersAreToldApart()
{
    const Tree tree;
    putGtzan(tree, "GTZAN/genres/{g}/{g}.{n}.au", "GTZAN/tempo/gtzan_{g}_{n}.bpm", "GTZAN/beats/gtzan_{g}_{n}.beats");
    putGtzan(tree, "", "gtzan_tempo_beat-main/tempo/gtzan_{g}_{n}.bpm",
             "gtzan_tempo_beat-main/beats/gtzan_{g}_{n}.beats");
    const Dataset dataset = openDataset(tree / "GTZAN");
    QCOMPARE(dataset.referenceVersions, (Strings{"tempo/*.bpm", "gtzan_tempo_beat-main/tempo/*.bpm", kBeats,
                                                 "gtzan_tempo_beat-main/beats/*.beats (median inter-beat interval)"}));
    QCOMPARE(dataset.tracks.front().references.size(), std::size_t{4});
    QVERIFY(dataset.tracks.front().references[0].file.native().starts_with((tree / "GTZAN/tempo").native()));
}

void TestLayout::theFolderThatTheUserNamesIsTheDefault()
{
    const Tree tree;
    putGtzan(tree, "GTZAN/genres/{g}/{g}.{n}.au", "GTZAN/tempo/gtzan_{g}_{n}.bpm", "elsewhere/mine/{g}.{n}.beats");
    const Dataset dataset = openDataset(tree / "GTZAN", {.annotations = tree / "elsewhere/mine/"});
    QCOMPARE(dataset.referenceVersions, (Strings{"mine/*.beats (median inter-beat interval)", "tempo/*.bpm"}));
    QCOMPARE(dataset.tracks.front().references[0].bpm->value(), 120.0);

    // A folder inside is not read twice.
    const Dataset inside = openDataset(tree / "GTZAN", {.annotations = tree / "GTZAN/tempo"});
    QCOMPARE(inside.referenceVersions, Strings{"tempo/*.bpm"});
    QVERIFY(inside.warnings.empty());
}

void TestLayout::annotationsThatCannotBeUsedAreRefused()
{
    const Tree tree;
    putGtzan(tree, "genres/{g}/{g}.{n}.au", "", "");
    tree.put("empty/readme.txt");
    tree.put("one.bpm", "120");
    tree.put("features.csv", "filename,tempo\n");
    QVERIFY(message(tree.path(), {.annotations = tree / "gone"}).endsWith("gone': no such file or folder"));
    QVERIFY(message(tree.path(), {.annotations = tree / "empty"}).contains("no .bpm, .beats or .jams files here"));
    QVERIFY(message(tree.path(), {.annotations = tree / "one.bpm"}).contains("not usable as annotations"));
    QVERIFY(message(tree.path(), {.annotations = tree / "features.csv"}).contains("must name the columns"));
}

void TestLayout::otherDatasetsBesideAreLeftAlone()
{
    const Tree tree;
    putGtzan(tree, "GTZAN/genres/{g}/{g}.{n}.au", "", "");
    putGtzan(tree, "gtzan_copy/{g}/{g}.{n}.wav", "gtzan_copy/tempo/gtzan_{g}_{n}.bpm", "");
    putGtzan(tree, "", "unrelated/tempo/gtzan_{g}_{n}.bpm", "");
    putGtzan(tree, "", "tempo_deep/1/2/3/4/gtzan_{g}_{n}.bpm", "");
    const Dataset dataset = openDataset(tree / "GTZAN");
    QVERIFY(dataset.referenceVersions.empty());
    QVERIFY(dataset.tracks.front().references.empty());
    QVERIFY2(dataset.explanation.find("no tempo annotations were found") != std::string::npos,
             dataset.explanation.c_str());
}

void TestLayout::gtzansJamsAreRead()
{
    const Tree tree;
    const std::string jams = R"({"annotations": [
        {"namespace": "beat", "data": [{"time": 0, "value": 1}, {"time": 0.5, "value": 2}]},
        {"namespace": "tempo", "data": [{"value": 99.5, "confidence": 1}]}]})";
    for (const std::string& id : someIds()) {
        tree.put(filled("genres/{g}/{g}.{n}.au", id));
        tree.put(filled(numberOf(id) == "00000" ? "jams/{g}.{n}.jams" : "jams/gtzan_{g}_{n}.jams", id), jams);
    }
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.referenceVersions, (Strings{"JAMS tempo", "JAMS beats (median inter-beat interval)"}));
    for (const Track& track : dataset.tracks) {
        QCOMPARE(track.references.size(), std::size_t{2});
        QCOMPARE(track.references[0].bpm->value(), 99.5);
        QCOMPARE(track.references[1].bpm->value(), 120.0);
    }
}

void TestLayout::unreadableJamsCountWithTheOthers()
{
    const Tree tree;
    tree.put("a.wav");
    tree.put("b.wav");
    tree.put("a.jams", R"({"annotations": [{"namespace": "tempo", "annotation_metadata": {"curator": {"name": "C"}},
                          "data": [{"value": 99.5}]}]})");
    tree.put("b.jams", "[");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.layout, std::string("audio with JAMS files"));
    QCOMPARE(dataset.referenceVersions, Strings{"JAMS tempo (C)"});
    QVERIFY(trackOf(dataset, "b").references[0].error.has_value());
}

void TestLayout::annotationsWithoutAudioAreTracks()
{
    const Tree tree;
    tree.put("audio/a.wav");
    tree.put("tempo/a.bpm", "100");
    tree.put("tempo/gone.bpm", "90");
    tree.put("beats/gone.beats", "0\n1\n");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(idsOf(dataset), (Strings{"audio/a", "gone"}));
    const Track& gone = trackOf(dataset, "gone");
    QVERIFY(!gone.audio);
    QCOMPARE(gone.references.size(), std::size_t{2});
    QCOMPARE(dataset.referenceVersions, (Strings{"tempo/*.bpm", kBeats}));

    const Tree annotationsOnly;
    putGtzan(annotationsOnly, "", "tempo/gtzan_{g}_{n}.bpm", "");
    const Dataset gtzan = openDataset(annotationsOnly.path());
    QCOMPARE(gtzan.layout, std::string("GTZAN (annotations only)"));
    QCOMPARE(idsOf(gtzan), someIds());
}

void TestLayout::audioWithoutAnnotationsIsGtzanButNothingElse()
{
    const Tree gtzan;
    putGtzan(gtzan, "{g}/{g}.{n}.wav", "", "");
    QCOMPARE(openDataset(gtzan.path()).tracks.size(), someIds().size());

    const Tree other;
    other.put("a.wav");
    other.put("b.mp3");
    const QString refused = message(other.path());
    QVERIFY2(refused.contains("2 audio files here, but no annotations; looked for"), qPrintable(refused));
    QVERIFY(refused.contains("--annotations") && !refused.contains('\n'));
}

void TestLayout::annotationsBesideTheirAudioArePairedByName()
{
    const Tree tree;
    tree.put("a.mp3");
    tree.put("a.bpm", "100");
    tree.put("album/b.song.flac");
    tree.put("album/b.song.bpm", "110");
    tree.put("album/c.wav");
    tree.put("album/c.wav.bpm", "120");
    tree.put("album/d.ogg");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.layout, std::string("audio with tempo files"));
    QVERIFY(!dataset.isGtzan);
    QCOMPARE(idsOf(dataset), (Strings{"a", "album/b.song", "album/c", "album/d"}));
    QCOMPARE(dataset.referenceVersions, Strings{"*.bpm"});
    QCOMPARE(trackOf(dataset, "album/b.song").references[0].bpm->value(), 110.0);
    QCOMPARE(trackOf(dataset, "album/c").references[0].bpm->value(), 120.0);
    QVERIFY(trackOf(dataset, "album/d").references.empty());
    QVERIFY2(dataset.explanation.find("3 of 4 audio files") != std::string::npos, dataset.explanation.c_str());
}

void TestLayout::treesOfOneShapeArePairedByPath()
{
    const Tree tree;
    for (const std::string folder : {"x", "y"}) {
        tree.put("audio/" + folder + "/01.wav");
        tree.put("annotations/tempo/" + folder + "/01.bpm", folder == "x" ? "100" : "200");
    }
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.referenceVersions, Strings{"tempo/*.bpm"});
    QCOMPARE(trackOf(dataset, "audio/x/01").references[0].bpm->value(), 100.0);
    QCOMPARE(trackOf(dataset, "audio/y/01").references[0].bpm->value(), 200.0);
}

void TestLayout::aFolderWithAudioKeepsItsAnnotations()
{
    const Tree tree;
    tree.put("x/intro.wav");
    tree.put("y/other.wav");
    tree.put("y/intro.bpm", "100");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(idsOf(dataset), (Strings{"x/intro", "y/intro", "y/other"}));
    QVERIFY(trackOf(dataset, "x/intro").references.empty());
    QVERIFY(!trackOf(dataset, "y/intro").audio);
}

void TestLayout::namesThatSeveralTracksHaveAreLeftAside()
{
    const Tree tree;
    tree.put("x/01.wav");
    tree.put("y/01.wav");
    tree.put("y/02.wav");
    tree.put("tempo/01.bpm", "100");
    tree.put("tempo/02.bpm", "110");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.tracks.size(), std::size_t{3});
    QVERIFY(trackOf(dataset, "x/01").references.empty() && trackOf(dataset, "y/01").references.empty());
    QVERIFY2(warningsOf(dataset).startsWith("1 annotation file could belong to several tracks"),
             qPrintable(warningsOf(dataset)));
}

void TestLayout::upperAndLowerCaseDoNotMatter()
{
    const Tree tree;
    tree.put("Song One.WAV");
    tree.put("song one.bpm", "100");
    // Where case makes the difference, it counts.
    tree.put("b.wav");
    tree.put("B.wav");
    tree.put("tempo/b.bpm", "110");
    tree.put("tempo/B.Bpm", "120");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(idsOf(dataset), (Strings{"B", "Song One", "b"}));
    QCOMPARE(trackOf(dataset, "Song One").references[0].bpm->value(), 100.0);
    QCOMPARE(trackOf(dataset, "b").references[0].bpm->value(), 110.0);
    QCOMPARE(trackOf(dataset, "B").references[0].bpm->value(), 120.0);
}

void TestLayout::siblingAnnotationsOfAnyMusicAreFound()
{
    const Tree tree;
    tree.put("corpus/audio/a.wav");
    tree.put("corpus/annotations/a.bpm", "100");
    tree.put("corpus/annotations/z.bpm", "100");
    const Dataset dataset = openDataset(tree / "corpus/audio");
    QCOMPARE(idsOf(dataset), Strings{"a"});
    QCOMPARE(dataset.tracks.front().references.size(), std::size_t{1});
    QVERIFY2(warningsOf(dataset).startsWith("1 annotation file beside the dataset fit none of its audio"),
             qPrintable(warningsOf(dataset)));
    QVERIFY(dataset.explanation.find((tree / "corpus/annotations").native()) != std::string::npos);

    // Music with annotations of its own needs no others.
    tree.put("corpus/audio/a.bpm", "90");
    QCOMPARE(openDataset(tree / "corpus/audio").referenceVersions, Strings{"*.bpm"});
}

void TestLayout::foldersOfOneLevelAreGenres_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QStringList>("genres");
    QTest::newRow("one level") << QStringList{"rock/a", "pop/b", "pop/c"} << QStringList{"pop", "pop", "rock"};
    QTest::newRow("below a folder") << QStringList{"audio/rock/a", "audio/pop/b"} << QStringList{"pop", "rock"};
    QTest::newRow("flat") << QStringList{"a", "b"} << QStringList{"", ""};
    QTest::newRow("one folder") << QStringList{"rock/a", "rock/b"} << QStringList{"", ""};
    QTest::newRow("two levels") << QStringList{"rock/x/a", "pop/y/b"} << QStringList{"", ""};
    QTest::newRow("mixed levels") << QStringList{"rock/a", "b"} << QStringList{"", ""};
    QTest::newRow("parts of a split") << QStringList{"train/a", "test/b"} << QStringList{"", ""};
}

void TestLayout::foldersOfOneLevelAreGenres()
{
    QFETCH(QStringList, files);
    QFETCH(QStringList, genres);
    const Tree tree;
    for (const QString& file : files) {
        tree.put(file.toStdString() + ".wav");
        tree.put(file.toStdString() + ".bpm", "100");
    }
    QStringList found;
    for (const Track& track : openDataset(tree.path()).tracks)
        found.push_back(QString::fromStdString(track.genre));
    QCOMPARE(found, genres);
}

void TestLayout::severalFilesOfOneIdAreOneTrack()
{
    const Tree tree;
    putGtzan(tree, "genres/{g}/{g}.{n}.au", "tempo/gtzan_{g}_{n}.bpm", "");
    putGtzan(tree, "genres_original/{g}/{g}.{n}.wav", "", "");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(idsOf(dataset), someIds());
    for (const Track& track : dataset.tracks) {
        QCOMPARE(track.audio->extension(), fs::path(".wav"));
        QCOMPARE(track.otherAudio.size(), std::size_t{1});
        QCOMPARE(track.otherAudio[0].extension(), fs::path(".au"));
    }
    QCOMPARE(dataset.warnings.size(), std::size_t{1});
    QVERIFY2(warningsOf(dataset).startsWith("20 tracks have more than one audio file; of blues.00000 '"),
             qPrintable(warningsOf(dataset)));
}

void TestLayout::manifestsAreDatasets()
{
    const Tree tree;
    tree.put("music/a.wav");
    tree.put("music/b.wav");
    tree.put("music/a.beats", "0\n0.5\n1\n");
    tree.put("m.csv", "path,bpm,genre,beats,artist\nmusic/a.wav,100,rock,music/a.beats,X\nmusic\\b.wav,fast,pop,,\n"
                      "music/gone.wav,90,,,\nmusic/a.wav,70,,,\n,80,,,\n");
    const Dataset dataset = openDataset(tree / "m.csv");
    QCOMPARE(dataset.layout, std::string("CSV manifest"));
    QCOMPARE(dataset.root, tree.path());
    QCOMPARE(idsOf(dataset), (Strings{"music/a", "music/b", "music/gone"}));
    QCOMPARE(dataset.referenceVersions, (Strings{"m.csv", "m.csv beats (median inter-beat interval)"}));
    const Track& first = trackOf(dataset, "music/a");
    QCOMPARE(first.genre, std::string("rock"));
    QCOMPARE(first.group, std::string("X"));
    QCOMPARE(first.references[0].bpm->value(), 100.0);
    QCOMPARE(first.references[1].bpm->value(), 120.0);
    const Track& second = trackOf(dataset, "music/b");
    QCOMPARE(*second.audio, tree / "music/b.wav");
    QVERIFY(second.references[0].error && !second.references[0].bpm);
    QVERIFY(!trackOf(dataset, "music/gone").audio);
    QCOMPARE(dataset.warnings.size(), std::size_t{2});
    QVERIFY(warningsOf(dataset).contains("line 5: music/a has a row already"));
    QVERIFY(warningsOf(dataset).contains("line 6: no path"));

    tree.put("none.csv", "path,bpm\n");
    QVERIFY(message(tree / "none.csv").endsWith("a manifest without usable rows"));
    tree.put("other.csv", "a,b\n");
    QVERIFY(message(tree / "other.csv").contains("must name the columns"));
    QVERIFY(message(tree / "music/a.wav").contains("a dataset is a folder or a CSV manifest"));
}

void TestLayout::manifestsInAFolderGoBeforeItsNeighbours()
{
    const Tree tree;
    tree.put("mine/a.wav");
    tree.put("mine/list.csv", "path,bpm\na.wav,100\n");
    tree.put("theirs/a.bpm", "90");
    tree.put("theirs/other.bpm", "90");
    const Dataset dataset = openDataset(tree / "mine");
    QCOMPARE(dataset.referenceVersions, Strings{"list.csv"});
}

void TestLayout::manifestsInAFolderAreFound()
{
    const Tree tree;
    tree.put("a.wav");
    tree.put("b.wav");
    tree.put("list.csv", "path,bpm\na.wav,100\n");
    tree.put("notes.csv", "when,what\n");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.layout, std::string("CSV manifest"));
    QCOMPARE(idsOf(dataset), (Strings{"a", "b"}));
    QCOMPARE(dataset.referenceVersions, Strings{"list.csv"});

    tree.put("other.csv", "path,bpm\na.wav,100\n");
    QVERIFY(message(tree.path()).contains("2 manifests here, 'list.csv' and others; open one of them"));
    // Annotation files go before tables, which may be results.
    tree.put("a.bpm", "90");
    QCOMPARE(openDataset(tree.path()).referenceVersions, Strings{"*.bpm"});
}

void TestLayout::manifestsGiveAFolderItsReferences()
{
    const Tree tree;
    putGtzan(tree, "GTZAN/genres/{g}/{g}.{n}.au", "GTZAN/tempo/gtzan_{g}_{n}.bpm", "");
    tree.put("fixed.csv", "path,bpm,group\ngenres/blues/blues.00000.wav,61,a\n/nowhere/rock.00050.mp3,62,b\n"
                          "GTZAN/genres/pop/pop.00000.au,63,c\n");
    const Dataset dataset = openDataset(tree / "GTZAN", {.annotations = tree / "fixed.csv"});
    QCOMPARE(dataset.referenceVersions, (Strings{"fixed.csv", "tempo/*.bpm"}));
    QCOMPARE(idsOf(dataset), someIds());
    QCOMPARE(trackOf(dataset, "blues.00000").references[0].bpm->value(), 61.0);
    QCOMPARE(trackOf(dataset, "rock.00050").references[0].bpm->value(), 62.0);
    QCOMPARE(trackOf(dataset, "pop.00000").references[0].bpm->value(), 63.0);
    QCOMPARE(trackOf(dataset, "pop.00000").group, std::string("c"));
    QCOMPARE(trackOf(dataset, "pop.00000").genre, std::string("pop"));
    QCOMPARE(trackOf(dataset, "jazz.00000").references.size(), std::size_t{1});
}

void TestLayout::badAnnotationsAreReferencesWithErrors()
{
    const Tree tree;
    for (const std::string name : {"a", "b", "c", "d"})
        tree.put(name + ".wav");
    tree.put("a.bpm", "120,5");
    tree.put("b.beats", "1\n");
    tree.put("c.beats", "0\n0.001\n");
    fs::create_symlink("nowhere", tree / "d.bpm");
    const Dataset dataset = openDataset(tree.path());
    const auto errorOf = [&](const std::string& id) {
        const TempoReference& reference = trackOf(dataset, id).references.at(0);
        return reference.bpm ? "no error" : QString::fromStdString(reference.error->message());
    };
    QVERIFY2(errorOf("a").endsWith("a.bpm': '120,5' has a decimal comma; write a point instead"),
             qPrintable(errorOf("a")));
    QVERIFY2(errorOf("b").endsWith("b.beats': one beat only, which has no tempo"), qPrintable(errorOf("b")));
    QVERIFY2(errorOf("c").endsWith("c.beats': a tempo of 60000 BPM is absurd; 10 to 1000 can be"),
             qPrintable(errorOf("c")));
    QVERIFY(trackOf(dataset, "d").references.empty());
    QVERIFY2(warningsOf(dataset).contains("d.bpm': "), qPrintable(warningsOf(dataset)));
}

void TestLayout::whatIsNoDatasetIsRefused()
{
    const Tree tree;
    QVERIFY(message(tree / "gone").endsWith("gone': no such file or folder"));
    fs::create_directories(tree / "empty/sub");
    QVERIFY2(message(tree / "empty").contains("empty': no audio and no annotations here; looked for GTZAN's"),
             qPrintable(message(tree / "empty")));
    tree.put("pictures/blues.00000.png");
    QVERIFY(message(tree / "pictures").contains("no audio and no annotations here"));
    tree.put("hidden/.secret/a.wav");
    tree.put("hidden/.secret/a.bpm");
    QVERIFY(message(tree / "hidden").contains("no audio and no annotations here"));
}

void TestLayout::unreadableFoldersAreReported()
{
    const Tree tree;
    tree.put("a.wav");
    tree.put("a.bpm", "100");
    // A link to itself cannot be looked at by anybody, not even by root.
    fs::create_symlink("loop.wav", tree / "loop.wav");
    tree.put("locked/b.wav");
    ::chmod((tree / "locked").c_str(), 0);
    const Dataset dataset = openDataset(tree.path());
    const QString onlyLocked = message(tree / "locked");
    ::chmod((tree / "locked").c_str(), 0755);
    QVERIFY2(warningsOf(dataset).contains("loop.wav': "), qPrintable(warningsOf(dataset)));
    QCOMPARE(trackOf(dataset, "a").references.size(), std::size_t{1});
    if (::geteuid() == 0)
        return; // root reads every folder
    QVERIFY2(warningsOf(dataset).contains("locked': Permission denied"), qPrintable(warningsOf(dataset)));
    QVERIFY2(onlyLocked.endsWith("locked': Permission denied"), qPrintable(onlyLocked));
}

void TestLayout::linksThatGoInCirclesEnd()
{
    const Tree tree;
    tree.put("music/a.wav");
    tree.put("music/a.bpm", "100");
    tree.put("elsewhere/b.wav");
    tree.put("elsewhere/b.bpm", "110");
    fs::create_directory_symlink("..", tree / "music/up");
    fs::create_directory_symlink(".", tree / "music/0self");
    fs::create_directory_symlink("../elsewhere", tree / "music/link");
    const Dataset dataset = openDataset(tree / "music");
    // The link to the parent is the first in byte order that leads to elsewhere.
    QCOMPARE(dataset.tracks.size(), std::size_t{2});
    QCOMPARE(*trackOf(dataset, "a").audio, tree / "music/a.wav");
}

void TestLayout::namesThatAreNotUtf8AreKept()
{
    const Tree tree;
    tree.put("\xE9t\xE9.wav");
    tree.put("\xE9t\xE9.bpm", "100");
    tree.put("\\xe9t\\xe9.wav");
    tree.put("\\xe9t\\xe9.bpm", "110");
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(idsOf(dataset), (Strings{"\\xe9t\\xe9", "\\xe9t\\xe9 (2)"}));
    QCOMPARE(dataset.tracks[0].references[0].bpm->value(), 110.0);
    QCOMPARE(dataset.tracks[1].references[0].bpm->value(), 100.0);
    QCOMPARE(*dataset.tracks[1].audio, tree / "\xE9t\xE9.wav");
}

void TestLayout::aHundredThousandFilesAreOneWalk()
{
    const Tree tree;
    constexpr int kFolders = 50;
    constexpr int kFilesPerFolder = 1000;
    for (int folder = 0; folder < kFolders; ++folder) {
        const fs::path audio = tree / ("audio/" + std::to_string(folder));
        const fs::path tempo = tree / ("tempo/" + std::to_string(folder));
        fs::create_directories(audio);
        fs::create_directories(tempo);
        for (int i = 0; i < kFilesPerFolder; ++i) {
            std::ofstream(audio / (std::to_string(i) + ".wav"));
            std::ofstream(tempo / (std::to_string(i) + ".bpm")) << 60 + folder;
        }
    }
    const Dataset dataset = openDataset(tree.path());
    QCOMPARE(dataset.tracks.size(), std::size_t{kFolders * kFilesPerFolder});
    for (const Track& track : dataset.tracks)
        QCOMPARE(track.references.at(0).bpm->value(), 60.0 + std::stoi(track.genre));
}

void TestLayout::aStopRequestEndsTheWalk()
{
    const Tree tree;
    putGtzan(tree, "genres/{g}/{g}.{n}.au", "", "");
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(openDataset(tree.path(), {}, stop.get_token()), Cancelled);
}

QTEST_APPLESS_MAIN(TestLayout)
#include "tst_layout.moc"
