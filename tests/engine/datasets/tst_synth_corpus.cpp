// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"
#include "engine/core/error.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/synth/corpus.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

using namespace tempo;
using namespace tempo::synth;

namespace {

const CorpusTrack& trackWith(const std::vector<CorpusTrack>& tracks, PlantedFault fault)
{
    for (const CorpusTrack& track : tracks)
        if (track.fault == fault)
            return track;
    throw std::runtime_error("no such fault");
}

} // namespace

class TestSynthCorpus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void planHasGtzansNames();
    void faultsLieWhereGtzanHasThem();
    void smallCorporaHaveTheirFaultsAtTheEnd();
    void optionsOutOfRangeAreRefused();
    void manifestFollowsTheOptions();
    void readmeNamesTheTermsAndFaults();
    void annotationsHaveGtzansForm();
    void soundTracksDecodeWithoutAProblem();
    void tracksAreTheSameWhoeverMakesThem();
    void eachFaultIsAsDescribed();

private:
    /// The audio of a track, written and read again. @return nothing where no sound font is installed
    AudioReport reportOf(const CorpusFile& file) const
    {
        const std::filesystem::path path = std::filesystem::path(m_folder.path().toStdString()) / file.name.filename();
        std::ofstream(path, std::ios::binary) << file.bytes;
        return readAudio(path).report;
    }
    std::map<std::string, std::string> make(const CorpusOptions& options, const CorpusTrack& track, Renderer& renderer)
    {
        std::map<std::string, std::string> files;
        for (const CorpusFile& file : makeTrack(options, track, renderer))
            files[file.name.extension().string()] = file.bytes;
        return files;
    }

    QTemporaryDir m_folder;
};

void TestSynthCorpus::planHasGtzansNames()
{
    const std::vector<CorpusTrack> tracks = planCorpus({});
    QCOMPARE(tracks.size(), std::size_t{1000});
    QCOMPARE(tracks.front().id, std::string("blues.00000"));
    QCOMPARE(tracks.back().id, std::string("rock.00099"));
    const std::vector<std::filesystem::path> expected{"tempo/gtzan_blues_00000.bpm", "beats/gtzan_blues_00000.beats",
                                                      "genres/blues/blues.00000.wav"};
    QVERIFY(fileNames(tracks.front()) == expected);
}

void TestSynthCorpus::faultsLieWhereGtzanHasThem()
{
    const std::vector<CorpusTrack> tracks = planCorpus({.faults = Faults::Planted});
    QCOMPARE(trackWith(tracks, PlantedFault::Undecodable).id, std::string("jazz.00054"));
    QCOMPARE(trackWith(tracks, PlantedFault::MissingTempo).id, std::string("reggae.00086"));
    QCOMPARE(trackWith(tracks, PlantedFault::ExactDuplicate).original, 39);
    std::multiset<PlantedFault> faults;
    for (const CorpusTrack& track : tracks)
        if (track.fault != PlantedFault::None)
            faults.insert(track.fault);
    QCOMPARE(faults.size(), std::size_t{7});
    QCOMPARE(std::set<PlantedFault>(faults.begin(), faults.end()).size(), std::size_t{7});
}

void TestSynthCorpus::smallCorporaHaveTheirFaultsAtTheEnd()
{
    const std::vector<CorpusTrack> tracks = planCorpus({.tracksPerGenre = 12, .faults = Faults::Planted});
    QCOMPARE(trackWith(tracks, PlantedFault::Undecodable).id, std::string("jazz.00011"));
    const CorpusTrack& duplicate = trackWith(tracks, PlantedFault::ExactDuplicate);
    QCOMPARE(duplicate.id, std::string("hiphop.00011"));
    QCOMPARE(duplicate.original, 10);
}

void TestSynthCorpus::optionsOutOfRangeAreRefused()
{
    QVERIFY_THROWS_EXCEPTION(Error, planCorpus({.tracksPerGenre = 0}));
    QVERIFY_THROWS_EXCEPTION(Error, planCorpus({.tracksPerGenre = 1, .faults = Faults::Planted}));
    QCOMPARE(planCorpus({.tracksPerGenre = 1}).size(), std::size_t{10});
}

void TestSynthCorpus::manifestFollowsTheOptions()
{
    const std::filesystem::path font = std::filesystem::path(m_folder.path().toStdString()) / "font.sf2";
    std::ofstream(font) << "one";
    const std::string text = manifestText({}, font);
    QCOMPARE(text, manifestText({}, font));
    QVERIFY(text != manifestText({.tracksPerGenre = 99}, font));
    QVERIFY(text != manifestText({.seed = 2}, font));
    QVERIFY(text != manifestText({.faults = Faults::Planted}, font));
    std::ofstream(font) << "two";
    QVERIFY(text != manifestText({}, font));
    QVERIFY_THROWS_EXCEPTION(Error, manifestText({}, font / "missing"));
}

void TestSynthCorpus::readmeNamesTheTermsAndFaults()
{
    const QString text = QString::fromStdString(readmeText({.faults = Faults::Planted}, "TimGM6mb.sf2"));
    QVERIFY(text.contains("TimGM6mb.sf2"));
    QVERIFY(text.contains("jazz.00054: cannot be decoded"));
    QVERIFY(text.contains("hiphop.00045: the same bytes as hiphop.00039"));
    QVERIFY(!QString::fromStdString(readmeText({}, "other.sf2")).contains("Tim Brechbill"));
}

void TestSynthCorpus::annotationsHaveGtzansForm()
{
    if (installedSoundFont().empty())
        QSKIP("no sound font is installed");
    Renderer renderer(installedSoundFont());
    // The silent clip is rendered in no time.
    const CorpusOptions options{.tracksPerGenre = 2, .faults = Faults::Planted};
    auto files = make(options, trackWith(planCorpus(options), PlantedFault::Silent), renderer);
    QVERIFY(QString::fromStdString(files[".bpm"]).contains(QRegularExpression("^\\d\\.\\d{18}e\\+0[12]\n$")));
    QVERIFY(QString::fromStdString(files[".beats"]).contains(QRegularExpression("^\\d\\.\\d{3}\t\\d\n")));
    const BeatAnnotation beats = parseBeats(files[".beats"], "beats");
    // Times have three decimals: half a millisecond in the shortest interval of 0.2 s is a quarter of a percent.
    const double ratio = tempoOfBeats(beats)->value() / parseBpm(files[".bpm"], "bpm").value();
    QVERIFY(std::abs(ratio - 1.0) < 0.005);
}

void TestSynthCorpus::soundTracksDecodeWithoutAProblem()
{
    if (installedSoundFont().empty())
        QSKIP("no sound font is installed");
    Renderer renderer(installedSoundFont());
    const CorpusOptions options{.tracksPerGenre = 1};
    const CorpusTrack track = planCorpus(options)[6];
    const AudioReport report = reportOf(makeTrack(options, track, renderer).back());
    QVERIFY(report.problems.empty());
    QCOMPARE(report.channels, 1);
    QCOMPARE(report.sourceRate.value(), 22050.0);
    QVERIFY(report.decodedDuration.value() > 29.9 && report.decodedDuration.value() < 30.7);
    QVERIFY(report.peak > 0.05);
}

void TestSynthCorpus::tracksAreTheSameWhoeverMakesThem()
{
    if (installedSoundFont().empty())
        QSKIP("no sound font is installed");
    const CorpusOptions options{.tracksPerGenre = 2, .seed = 9};
    const std::vector<CorpusTrack> tracks = planCorpus(options);
    Renderer one(installedSoundFont());
    Renderer other(installedSoundFont());
    make(options, tracks[4], other);
    QVERIFY(make(options, tracks[11], one) == make(options, tracks[11], other));
    QVERIFY(make(options, tracks[10], one) != make(options, tracks[11], one));
}

void TestSynthCorpus::eachFaultIsAsDescribed()
{
    if (installedSoundFont().empty())
        QSKIP("no sound font is installed");
    Renderer renderer(installedSoundFont());
    const CorpusOptions options{.tracksPerGenre = 2, .faults = Faults::Planted};
    const std::vector<CorpusTrack> tracks = planCorpus(options);
    const auto filesOf = [&](PlantedFault fault) { return makeTrack(options, trackWith(tracks, fault), renderer); };

    QVERIFY(reportOf(filesOf(PlantedFault::Undecodable).back()).find(AudioFault::Undecodable));
    QVERIFY(reportOf(filesOf(PlantedFault::Silent).back()).find(AudioFault::Silent));
    QVERIFY(reportOf(filesOf(PlantedFault::Truncated).back()).find(AudioFault::Truncated));
    QCOMPARE(filesOf(PlantedFault::MissingTempo).size(), std::size_t{1});

    auto disagreeing = make(options, trackWith(tracks, PlantedFault::BeatsDisagree), renderer);
    const double ratio =
        parseBpm(disagreeing[".bpm"], "").value() / tempoOfBeats(parseBeats(disagreeing[".beats"], ""))->value();
    QVERIFY(std::abs(ratio - 1.25) < 0.01);

    const CorpusTrack& duplicate = trackWith(tracks, PlantedFault::ExactDuplicate);
    CorpusTrack original = duplicate;
    original.number = duplicate.original;
    original.fault = PlantedFault::None;
    QVERIFY(make(options, duplicate, renderer) == make(options, original, renderer));

    const CorpusTrack& near = trackWith(tracks, PlantedFault::NearDuplicate);
    original = near;
    original.number = near.original;
    original.fault = PlantedFault::None;
    auto nearFiles = make(options, near, renderer);
    auto originalFiles = make(options, original, renderer);
    QVERIFY(nearFiles[".wav"] != originalFiles[".wav"]);
    QCOMPARE(nearFiles[".bpm"], originalFiles[".bpm"]);
}

QTEST_APPLESS_MAIN(TestSynthCorpus)
#include "tst_synth_corpus.moc"
