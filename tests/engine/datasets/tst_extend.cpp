// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/core/progress.h"
#include "engine/datasets/annotation.h"
#include "engine/datasets/extend/extension.h"
#include "engine/datasets/extend/time_stretch.h"
#include "engine/datasets/manifest.h"
#include "tests/support/audio_files.h"
#include "tests/support/signals.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

using namespace tempo;

namespace {

Track annotated(const std::string& id, std::optional<Bpm> bpm, std::optional<BeatAnnotation> beats)
{
    Track track;
    track.id = id;
    track.genre = "rock";
    track.audio = "music/" + id + ".wav";
    TempoReference reference;
    reference.bpm = bpm;
    reference.beats = std::move(beats);
    track.references.push_back(reference);
    return track;
}

BeatAnnotation threeBeats()
{
    return {.times = {Seconds{0.5}, Seconds{1.0}, Seconds{1.5}}, .positions = {1, 2, 3}};
}

/// Where each click begins: the first sample above a third of the peak after 0.2 s of less.
std::vector<double> clickTimes(const AudioBuffer& audio)
{
    const float peak = *std::ranges::max_element(audio.samples);
    std::vector<double> times;
    for (std::size_t i = 0; i < audio.samples.size(); ++i) {
        const double time = static_cast<double>(i) / audio.rate.value();
        if (audio.samples[i] > peak / 3.0F && (times.empty() || time - times.back() > 0.2))
            times.push_back(time);
    }
    return times;
}

} // namespace

class TestExtend : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stretchingScalesTheLengthExactly_data();
    void stretchingScalesTheLengthExactly();
    void stretchingMovesClicksToTheirPlaces();
    void factorOneChangesNothing();
    void absurdFactorsAreRefused();
    void stretchingStopsWhenAsked();
    void annotationsAreScaledExactly();
    void groupTiesARecordingTogether();
    void tempoComesFromTheBeatsWhereThereIsNoOther();
    void unusableTracksAreNamed();
    void noTwoRecordingsShareAFile();
    void otherAnnotationsMakeAnotherMark();
    void manifestIsReadBack();
    void outputWithinTheDatasetIsRefused();
    void faultyAudioIsAnError();
};

void TestExtend::stretchingScalesTheLengthExactly_data()
{
    QTest::addColumn<double>("factor");
    for (const double factor : usualFactors())
        QTest::addRow("%.2f", factor) << factor;
}

void TestExtend::stretchingScalesTheLengthExactly()
{
    QFETCH(const double, factor);
    const AudioBuffer audio{.rate = kAnalysisRate, .samples = test::clickTrack(120.0, 4.0)};
    const AudioBuffer stretched = stretchTime(audio, factor);
    QCOMPARE(stretched.samples.size(),
             static_cast<std::size_t>(std::llround(static_cast<double>(audio.samples.size()) / factor)));
    QCOMPARE(stretched.rate.value(), kAnalysisRate.value());
}

void TestExtend::stretchingMovesClicksToTheirPlaces()
{
    const AudioBuffer audio{.rate = kAnalysisRate, .samples = test::clickTrack(100.0, 8.0)};
    const std::vector<double> before = clickTimes(audio);
    const double factor = 1.25;
    const std::vector<double> after = clickTimes(stretchTime(audio, factor));
    QCOMPARE(after.size(), before.size());
    // Rubber Band blurs a click by some milliseconds; a beat annotation is held to 70 ms.
    for (std::size_t i = 0; i < before.size(); ++i)
        QVERIFY2(std::abs(after[i] - before[i] / factor) < 0.02, qPrintable(QString::number(after[i])));
}

void TestExtend::factorOneChangesNothing()
{
    const AudioBuffer audio{.rate = kAnalysisRate, .samples = test::clickTrack(100.0, 1.0)};
    QVERIFY(stretchTime(audio, 1.0).samples == audio.samples);
}

void TestExtend::absurdFactorsAreRefused()
{
    QVERIFY_THROWS_EXCEPTION(Error, stretchTime({}, 0.0));
    QVERIFY_THROWS_EXCEPTION(Error, stretchTime({}, std::nan("")));
    QVERIFY_THROWS_EXCEPTION(Error, planExtension({}, {}));
    QVERIFY_THROWS_EXCEPTION(Error, planExtension({}, {0.8, 0.8}));
    QVERIFY_THROWS_EXCEPTION(Error, planExtension({}, {-1.0}));
}

void TestExtend::stretchingStopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const AudioBuffer audio{.rate = kAnalysisRate, .samples = test::clickTrack(100.0, 1.0)};
    QVERIFY_THROWS_EXCEPTION(Cancelled, stretchTime(audio, 1.2, stop.get_token()));
}

void TestExtend::annotationsAreScaledExactly()
{
    Dataset dataset;
    dataset.tracks.push_back(annotated("rock.00001", Bpm{121.93}, threeBeats()));
    const Extension extension = planExtension(dataset, {0.7, 1.5});
    QCOMPARE(extension.tracks.size(), std::size_t{2});
    const StretchedTrack& slow = extension.tracks[0];
    QCOMPARE(slow.id, std::string("rock.00001-x0.70"));
    QCOMPARE(parseBpm(bpmText(slow), "").value(), 121.93 * 0.7);
    const BeatAnnotation beats = parseBeats(beatsText(slow), "");
    for (std::size_t i = 0; i < beats.times.size(); ++i)
        QCOMPARE(beats.times[i].value(), threeBeats().times[i].value() / 0.7);
    QVERIFY(beats.positions == threeBeats().positions);
}

void TestExtend::groupTiesARecordingTogether()
{
    Dataset dataset;
    dataset.tracks.push_back(annotated("a", Bpm{100.0}, std::nullopt));
    dataset.tracks.push_back(annotated("b", Bpm{100.0}, std::nullopt));
    dataset.tracks.back().group = "an artist";
    const Extension extension = planExtension(dataset, {0.8, 1.2});
    QCOMPARE(extension.tracks[0].group, std::string("a"));
    QCOMPARE(extension.tracks[1].group, std::string("a"));
    QCOMPARE(extension.tracks[3].group, std::string("an artist"));
    QVERIFY(namesOf(extension.tracks[0]).beats.empty());
}

void TestExtend::tempoComesFromTheBeatsWhereThereIsNoOther()
{
    Dataset dataset;
    dataset.tracks.push_back(annotated("a", std::nullopt, threeBeats()));
    QCOMPARE(planExtension(dataset, {1.1}).tracks.front().bpm.value(), 120.0 * 1.1);
}

void TestExtend::unusableTracksAreNamed()
{
    Dataset dataset;
    dataset.tracks.push_back(annotated("no tempo", std::nullopt, std::nullopt));
    dataset.tracks.push_back(annotated("no audio", Bpm{100.0}, std::nullopt));
    dataset.tracks.back().audio.reset();
    const Extension extension = planExtension(dataset, {1.1});
    QVERIFY(extension.tracks.empty());
    QCOMPARE(extension.unusable.size(), std::size_t{2});
    QCOMPARE(extension.unusable[0].cause, std::string("has no tempo to scale"));
    QCOMPARE(extension.unusable[1].cause, std::string("has no audio"));
}

void TestExtend::noTwoRecordingsShareAFile()
{
    Dataset dataset;
    for (const char* const id : {"a/b", "a_b", "a_b~2", ".hidden"})
        dataset.tracks.push_back(annotated(id, Bpm{100.0}, std::nullopt));
    dataset.tracks.front().genre = "..";
    const std::vector<StretchedTrack> tracks = planExtension(dataset, {0.8, 1.2}).tracks;
    std::set<std::filesystem::path> names;
    for (const StretchedTrack& track : tracks) {
        QCOMPARE(track.id + ".wav", namesOf(track).audio.filename().native());
        QVERIFY(!track.id.starts_with('.'));
        names.insert(namesOf(track).audio.filename());
    }
    QCOMPARE(names.size(), std::size_t{8});
    QCOMPARE(namesOf(tracks.front()).audio, std::filesystem::path("audio/_./a_b-x0.80.wav"));
}

void TestExtend::otherAnnotationsMakeAnotherMark()
{
    const auto markOf = [](double bpm, std::optional<BeatAnnotation> beats) {
        Dataset dataset;
        dataset.root = "/data/set";
        dataset.tracks.push_back(annotated("a", Bpm{bpm}, std::move(beats)));
        return extensionMark(dataset, {0.8}, planExtension(dataset, {0.8}));
    };
    QCOMPARE(markOf(100.0, threeBeats()), markOf(100.0, threeBeats()));
    QVERIFY(markOf(100.0, threeBeats()) != markOf(100.1, threeBeats()));
    BeatAnnotation other = threeBeats();
    other.times.back() = Seconds{1.6};
    QVERIFY(markOf(100.0, threeBeats()) != markOf(100.0, other));
}

void TestExtend::manifestIsReadBack()
{
    Dataset dataset;
    dataset.tracks.push_back(annotated("a, \"b\"", Bpm{100.3}, threeBeats()));
    const std::vector<StretchedTrack> tracks = planExtension(dataset, {0.8}).tracks;
    const Manifest manifest = parseManifest(extensionManifest(tracks), "manifest.csv", "/out");
    QCOMPARE(manifest.rows.size(), std::size_t{1});
    QVERIFY(!manifest.rows[0].error);
    QCOMPARE(manifest.rows[0].bpm->value(), 100.3 * 0.8);
    QCOMPARE(manifest.rows[0].path, "/out" / namesOf(tracks[0]).audio);
    QCOMPARE(manifest.rows[0].group, std::string("a, \"b\""));
}

void TestExtend::outputWithinTheDatasetIsRefused()
{
    const QTemporaryDir folder;
    Dataset dataset;
    dataset.root = folder.path().toStdString();
    QVERIFY_THROWS_EXCEPTION(Error, requireOutside(dataset.root, dataset));
    QVERIFY_THROWS_EXCEPTION(Error, requireOutside(dataset.root / "new" / "x", dataset));
    QVERIFY_THROWS_EXCEPTION(Error, requireOutside(dataset.root / ".." / dataset.root.filename() / "new", dataset));
    requireOutside(dataset.root.native() + "-new", dataset);
}

void TestExtend::faultyAudioIsAnError()
{
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    test::writeWav(root / "silent.wav", std::vector<float>(22050, 0.0F));
    StretchedTrack track;
    track.source = root / "silent.wav";
    track.factor = 1.2;
    QVERIFY_THROWS_EXCEPTION(Error, stretchedAudio(track));
    track.source = root / "missing.wav";
    QVERIFY_THROWS_EXCEPTION(Error, stretchedAudio(track));
    test::writeWav(root / "sound.wav", test::clickTrack(120.0, 2.0));
    track.source = root / "sound.wav";
    QCOMPARE(stretchedAudio(track).size(), 44 + 2 * static_cast<std::size_t>(std::llround(44100.0 / 1.2)));
}

QTEST_APPLESS_MAIN(TestExtend)
#include "tst_extend.moc"
