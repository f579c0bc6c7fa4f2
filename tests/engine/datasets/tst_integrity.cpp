// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/integrity.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace tempo;

namespace {

constexpr const char* kTempo = "tempo/*.bpm";
constexpr const char* kBeats = "beats (median inter-beat interval)";

TempoReference tempoReference(double bpm)
{
    return {.version = kTempo, .file = "/set/tempo/x.bpm", .bpm = Bpm{bpm}, .beats = {}, .error = {}};
}

TempoReference beatReference(double bpm)
{
    BeatAnnotation beats;
    for (int beat = 0; beat < 50; ++beat)
        beats.times.push_back(Seconds{60.0 / bpm * beat});
    return {.version = kBeats, .file = "/set/beats/x.beats", .bpm = Bpm{bpm}, .beats = beats, .error = {}};
}

/// A dataset whose tracks are all in order, and what reading them would tell.
struct Corpus {
    Dataset dataset;
    std::vector<TrackScan> scans;
    std::vector<DuplicateGroup> duplicates;

    std::vector<Problem> problems(const IntegrityOptions& options = {}) const
    {
        return findProblems(dataset, scans, duplicates, options);
    }
    AudioReport& audio() { return *scans[1].audio; }
    Track& track() { return dataset.tracks[1]; }
};

Corpus cleanCorpus()
{
    Corpus corpus;
    corpus.dataset.isGtzan = true;
    corpus.dataset.referenceVersions = {kTempo, kBeats};
    for (int i = 0; i < 4; ++i) {
        const double bpm = 60.0 + 50.0 * i;
        const std::string id = "blues.0000" + std::to_string(i);
        Track& track = corpus.dataset.tracks.emplace_back();
        track.id = id;
        track.genre = "blues";
        track.audio = "/set/" + id + ".wav";
        track.references = {tempoReference(bpm), beatReference(bpm * 1.02)};
        TrackScan& scan = corpus.scans.emplace_back();
        scan.audio.emplace();
        scan.audio->sourceRate = SampleRate{22050.0};
        scan.audio->decodedDuration = Seconds{30.01};
        scan.audio->nSamples = 661720;
        scan.audio->peak = 0.9;
        scan.audio->packets = 100;
        scan.hash = AudioHash{static_cast<std::uint8_t>(i)};
    }
    return corpus;
}

} // namespace

Q_DECLARE_METATYPE(std::function<void(Corpus&)>)

class TestIntegrity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCleanDatasetHasNoProblem()
    {
        for (const Problem& problem : cleanCorpus().problems())
            QFAIL(problem.detail.c_str());
    }

    void eachFaultIsFoundAndNothingElse_data()
    {
        QTest::addColumn<std::function<void(Corpus&)>>("plant");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("severity");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, std::function<void(Corpus&)> plant, const char* key, const char* severity,
                            const char* words) { QTest::newRow(name) << std::move(plant) << key << severity << words; };
        const auto fault = [](AudioFault kind) {
            return [kind](Corpus& c) { c.audio().problems = {{kind, "the decoder's words"}}; };
        };
        row(
            "missing name", [](Corpus& c) { c.dataset.expectedButMissing = {"rock.00099"}; }, "missing-track",
            "warning", "GTZAN");
        row(
            "no audio",
            [](Corpus& c) {
                c.track().audio.reset();
                c.scans[1] = {};
            },
            "missing-audio", "error", "annotated in /set/tempo/x.bpm");
        row(
            "unreadable",
            [](Corpus& c) {
                c.scans[1] = {
                    .audio = {}, .error = Error(ErrorCode::FileAccess, "x: gone"), .hash = {}, .fingerprint = {}};
            },
            "unreadable", "error", "x: gone");
        row("undecodable", fault(AudioFault::Undecodable), "undecodable", "error", "the decoder's words");
        row("empty", fault(AudioFault::Empty), "empty", "error", "the decoder's words");
        row("silent", fault(AudioFault::Silent), "silent", "error", "the decoder's words");
        row("constant", fault(AudioFault::Constant), "constant", "error", "the decoder's words");
        row("not finite", fault(AudioFault::NonFinite), "non-finite", "error", "the decoder's words");
        row(
            "truncated",
            [](Corpus& c) {
                c.audio().problems = {{AudioFault::Truncated, "declares 30.00 s but holds 15.02 s"}};
                c.audio().decodedDuration = Seconds{15.02};
            },
            "truncated", "error", "holds 15.02 s");
        row(
            "nearly silent", [](Corpus& c) { c.audio().peak = 0.0001; }, "silent", "warning", "80 dB");
        row(
            "one broken packet",
            [](Corpus& c) {
                c.audio().packets = 1000;
                c.audio().brokenPackets = 1;
            },
            "broken-packets", "note", "1 of 1000");
        row(
            "many broken packets", [](Corpus& c) { c.audio().brokenPackets = 20; }, "broken-packets", "warning",
            "20 of 100");
        row(
            "clipped", [](Corpus& c) { c.audio().clippedShare = 0.05; }, "clipped", "warning", "5.0 %");
        row(
            "rate", [](Corpus& c) { c.audio().sourceRate = SampleRate{44100.0}; }, "wrong-rate", "warning",
            "44100 Hz instead of 22050 Hz");
        row(
            "length", [](Corpus& c) { c.audio().decodedDuration = Seconds{27.5}; }, "wrong-length", "warning",
            "27.50 s instead of about 30 s");
        row(
            "no annotation", [](Corpus& c) { c.track().references.clear(); }, "missing-annotation", "error",
            "has no tempo");
        row(
            "no tempo, but beats", [](Corpus& c) { c.track().references.erase(c.track().references.begin()); },
            "missing-annotation", "warning", "in another reference");
        row(
            "no beats", [](Corpus& c) { c.track().references.pop_back(); }, "missing-annotation", "note",
            "is missing in 'beats");
        row(
            "bad tempo",
            [](Corpus& c) {
                c.track().references[0].bpm.reset();
                c.track().references[0].error = Error(ErrorCode::Format, "x.bpm: 'fast' is not a number");
            },
            "bad-annotation", "error", "'fast'");
        row(
            "bad beats",
            [](Corpus& c) {
                c.track().references[1] = {.version = kBeats,
                                           .file = "x.beats",
                                           .bpm = {},
                                           .beats = {},
                                           .error = Error(ErrorCode::Format, "x.beats: line 3")};
            },
            "bad-annotation", "warning", "line 3");
        row(
            "slow",
            [](Corpus& c) {
                c.track().references = {tempoReference(39.9), beatReference(39.9)};
            },
            "tempo-out-of-range", "warning", "39.9 BPM is outside 40 to 250 BPM");
        row(
            "fast",
            [](Corpus& c) {
                c.track().references = {tempoReference(250.1), beatReference(250.1)};
            },
            "tempo-out-of-range", "warning", "250.1");
        row(
            "beats", [](Corpus& c) { c.track().references[1] = beatReference(110.0 * 1.045); }, "beats-disagree",
            "warning", "+4.5 %");
        row(
            "octave of beats", [](Corpus& c) { c.track().references[1] = beatReference(55.0); }, "beats-disagree",
            "warning", "-50.0 %");
    }

    void eachFaultIsFoundAndNothingElse()
    {
        QFETCH(const std::function<void(Corpus&)>, plant);
        QFETCH(const QString, key);
        QFETCH(const QString, severity);
        QFETCH(const QString, words);
        Corpus corpus = cleanCorpus();
        plant(corpus);
        const std::vector<Problem> problems = corpus.problems();
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(std::string(keyOf(problems[0].kind))), key);
        QCOMPARE(QString::fromStdString(std::string(nameOf(problems[0].severity))), severity);
        QCOMPARE(problems[0].id,
                 problems[0].kind == ProblemKind::MissingTrack ? std::string("rock.00099") : corpus.track().id);
        QVERIFY2(QString::fromStdString(problems[0].detail).contains(words), problems[0].detail.c_str());
    }

    void duplicatesNameTheOthers()
    {
        Corpus corpus = cleanCorpus();
        corpus.scans[2].hash = corpus.scans[0].hash;
        corpus.duplicates = {{.tracks = {0, 1, 2},
                              .links = {{.first = 0, .second = 2, .bitErrorRate = std::nullopt, .offset = {}},
                                        {.first = 0, .second = 1, .bitErrorRate = 0.031, .offset = Seconds{1.0}}},
                              .isExact = false}};
        const std::vector<Problem> problems = corpus.problems();
        QCOMPARE(problems.size(), std::size_t{5});
        QCOMPARE(problems[0].kind, ProblemKind::ExactDuplicate);
        QCOMPARE(problems[0].detail, std::string("has the same samples as blues.00002"));
        QCOMPARE(problems[3].id, std::string("blues.00001"));
        QCOMPARE(problems[3].kind, ProblemKind::NearDuplicate);
        QCOMPARE(problems[3].detail,
                 std::string("is the same recording as blues.00000, blues.00002 (3.1 % of the fingerprint differ)"));
    }

    void aSmallPartOfGtzanIsOnlyNoted()
    {
        Corpus corpus = cleanCorpus();
        corpus.dataset.expectedButMissing = {"rock.00000", "rock.00001", "rock.00002", "rock.00003", "rock.00004"};
        const std::vector<Problem> problems = corpus.problems();
        QCOMPARE(problems.size(), std::size_t{5});
        QCOMPARE(problems[0].severity, Severity::Note);
    }

    void theEndsOfTheRangeBelongToIt()
    {
        Corpus corpus = cleanCorpus();
        corpus.dataset.tracks[0].references = {tempoReference(40.0), beatReference(40.0)};
        corpus.dataset.tracks[1].references = {tempoReference(250.0), beatReference(250.0)};
        QVERIFY(corpus.problems().empty());
        QCOMPARE(corpus.problems({.trainingRange = {Bpm{60.0}, Bpm{200.0}}}).size(), std::size_t{3});
        QVERIFY_EXCEPTION_THROWN(corpus.problems({.trainingRange = {Bpm{60.0}, Bpm{60.0}}}), Error);
    }

    void otherDatasetsHaveNoExpectedForm()
    {
        Corpus corpus = cleanCorpus();
        corpus.dataset.isGtzan = false;
        corpus.audio().sourceRate = SampleRate{44100.0};
        corpus.audio().decodedDuration = Seconds{200.0};
        QVERIFY(corpus.problems().empty());
        IntegrityOptions options;
        options.expectedRate = SampleRate{44100.0};
        options.expectedDuration = Seconds{200.5};
        QCOMPARE(corpus.problems(options).size(), std::size_t{6});
    }

    void theReferenceCanBeChosen()
    {
        Corpus corpus = cleanCorpus();
        corpus.track().references[1] = beatReference(300.0);
        IntegrityOptions options;
        options.referenceVersion = kBeats;
        const std::vector<Problem> problems = corpus.problems(options);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].kind, ProblemKind::TempoOutOfRange);
        options.referenceVersion = "none";
        QVERIFY_EXCEPTION_THROWN(corpus.problems(options), Error);
    }

    void aReferenceThatFewHaveIsNotMissed()
    {
        Corpus corpus = cleanCorpus();
        for (const std::size_t track : {0U, 1U, 2U})
            corpus.dataset.tracks[track].references.pop_back();
        QVERIFY(corpus.problems().empty());
    }

    void problemsAreSortedAndKeysAreUnique()
    {
        Corpus corpus = cleanCorpus();
        for (std::size_t i = 0; i < 4; ++i) {
            corpus.scans[3 - i].audio->clippedShare = 0.5;
            corpus.scans[i].audio->sourceRate = SampleRate{8000.0};
        }
        const std::vector<Problem> problems = corpus.problems();
        QCOMPARE(problems.size(), std::size_t{8});
        QVERIFY(std::ranges::is_sorted(problems, {}, [](const Problem& p) { return std::pair(p.kind, p.id); }));
        std::set<std::string_view> keys;
        for (std::size_t i = 0; i < kProblemKinds; ++i) {
            QCOMPARE(static_cast<std::size_t>(allProblemKinds()[i]), i);
            QVERIFY(keys.insert(keyOf(allProblemKinds()[i])).second);
            QVERIFY(!titleOf(allProblemKinds()[i]).empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestIntegrity)
#include "tst_integrity.moc"
