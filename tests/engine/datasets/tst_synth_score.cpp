// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/datasets/synth/composer.h"
#include "engine/datasets/synth/harmony.h"
#include "engine/datasets/synth/pattern.h"
#include "engine/datasets/synth/style.h"
#include "engine/datasets/synth/tempo_plan.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>
#include <string>

using namespace tempo;
using namespace tempo::synth;

namespace {

std::vector<double> manyTempi(int clipsPerGenre)
{
    std::vector<double> tempi;
    for (const std::string_view genre : kGenres)
        for (int seed = 0; seed < clipsPerGenre; ++seed)
            tempi.push_back(compose(genre, static_cast<std::uint64_t>(seed) * 7919 + 1).bpm.value());
    std::ranges::sort(tempi);
    return tempi;
}

double shareBetween(const std::vector<double>& tempi, double low, double high)
{
    const auto count = std::ranges::count_if(tempi, [=](double bpm) { return bpm >= low && bpm < high; });
    return static_cast<double>(count) / static_cast<double>(tempi.size());
}

bool isWholeBars(const Pattern& pattern, int beatsPerBar)
{
    return pattern.size() > 0 && pattern.size() % static_cast<std::size_t>(pattern.stepsPerBar(beatsPerBar)) == 0;
}

bool isSame(const Note& a, const Note& b)
{
    return a.onset == b.onset && a.duration == b.duration && a.channel == b.channel && a.key == b.key &&
           a.velocity == b.velocity;
}

} // namespace

class TestSynthScore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomNumbersAreTheSameEverywhere();
    void uniformNumbersFillTheirRange();
    void patternsAreReadAndHeld();
    void everyPatternOfEveryStyleIsWholeBars();
    void chordsAreSpelled();
    void machineBeatsAreExactlyThePeriodApart();
    void swingDelaysTheSecondEighth();
    void sameSeedGivesTheSameScore();
    void otherSeedGivesAnotherScore();
    void heldOutStylesAreNotTrainedOn();
    void beatsAscendAndCountTheBar();
    void tempoIsTheMedianOfTheBeats();
    void tempiAreSpreadAsGtzans();
    void genresDifferAsTheyShould();
    void unknownGenreIsRefused();
};

void TestSynthScore::randomNumbersAreTheSameEverywhere()
{
    // The algorithm computed independently, in Python: a corpus made elsewhere from the same seed must be the same
    // music.
    QCOMPARE(Random(1).next(), std::uint64_t{0xcfc5d07f6f03c29bULL});
    QVERIFY(Random(1).fork("drums").next() != Random(1).fork("bass").next());
    QCOMPARE(Random(1).fork("drums").next(), Random(1).fork("drums").next());
}

void TestSynthScore::uniformNumbersFillTheirRange()
{
    Random random(42);
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < 100000; ++i) {
        const double x = random.uniform();
        QVERIFY(x >= 0.0 && x < 1.0);
        sum += x;
        const double n = random.normal();
        squares += n * n;
    }
    // Five standard errors of 100 000 draws.
    QVERIFY(std::abs(sum / 100000.0 - 0.5) < 0.005);
    QVERIFY(std::abs(squares / 100000.0 - 1.0) < 0.025);
}

void TestSynthScore::patternsAreReadAndHeld()
{
    const Pattern pattern("2 x--.o...");
    QCOMPARE(pattern.stepsPerBar(4), 8);
    QCOMPARE(pattern.at(0, 0, 4), 'x');
    QCOMPARE(pattern.at(3, 4, 4), 'o');
    QCOMPARE(pattern.beatsHeld(0, 0, 4), 1.5);
    QCOMPARE(parseGroove("4 K x...x...x...x... S ....x.......x...").size(), std::size_t{2});
    QVERIFY_THROWS_EXCEPTION(Error, parseGroove("4 ? x..."));
    QVERIFY_THROWS_EXCEPTION(Error, parseGroove("4 K"));
    QVERIFY_THROWS_EXCEPTION(Error, Pattern("x..."));
}

void TestSynthScore::everyPatternOfEveryStyleIsWholeBars()
{
    for (const std::string_view genre : kGenres)
        for (const Family& family : familiesOf(genre)) {
            const QByteArray name = QByteArray(genre.data(), static_cast<int>(genre.size())) + " " +
                                    QByteArray(family.name.data(), static_cast<int>(family.name.size()));
            for (const std::string_view groove : family.grooves)
                for (const DrumLane& lane : parseGroove(groove))
                    QVERIFY2(isWholeBars(lane.pattern, family.beatsPerBar), name);
            for (const std::string_view bass : family.basses)
                QVERIFY2(isWholeBars(Pattern(bass), family.beatsPerBar), name);
            QVERIFY2(!family.accompaniments.empty() && !family.progressions.empty(), name);
            for (const Accompaniment& accompaniment : family.accompaniments)
                QVERIFY2(isWholeBars(Pattern(accompaniment.pattern), family.beatsPerBar), name);
            for (const std::string_view progression : family.progressions)
                QVERIFY2(parseProgression(progression, 0).chords.size() >= 2, name);
            QVERIFY2(family.tempo.low >= 38.0 && family.tempo.high <= 320.0, name);
        }
}

void TestSynthScore::chordsAreSpelled()
{
    const Progression progression = parseProgression("0:M 9:m7 7:7", 2);
    QCOMPARE(progression.chords.size(), std::size_t{3});
    QCOMPARE(progression.chords[1].root, 11);
    QVERIFY(!progression.isMinor);
    QVERIFY(parseProgression("0:m 7:M", 0).isMinor);
    const std::vector<int> expected{62, 66, 69};
    QCOMPARE(voiceNear(progression.at(0), 66), expected);
    QVERIFY_THROWS_EXCEPTION(Error, parseProgression("0:x", 0));
}

void TestSynthScore::machineBeatsAreExactlyThePeriodApart()
{
    const TempoPlan plan({.bpm = Bpm{120.0}, .start = Seconds{-0.25}}, Random(1));
    const BeatAnnotation beats = plan.beats();
    QCOMPARE(beats.times.size(), std::size_t{60});
    for (std::size_t i = 0; i < beats.times.size(); ++i)
        QCOMPARE(beats.times[i].value(), 0.25 + 0.5 * static_cast<double>(i));
    // The first bar begins before the clip, so the first beat that is heard is the second of its bar.
    QCOMPARE(beats.positions.front(), 2);
    QCOMPARE(medianTempo(beats).value(), 120.0);
}

void TestSynthScore::swingDelaysTheSecondEighth()
{
    const TempoPlan straight({.bpm = Bpm{60.0}}, Random(1));
    QCOMPARE(straight.secondsAt(3.5), 3.5);
    const TempoPlan swung({.bpm = Bpm{60.0}, .swing = 2.0 / 3.0}, Random(1));
    QVERIFY(std::abs(swung.secondsAt(3.5) - (3.0 + 2.0 / 3.0)) < 1e-12);
    QCOMPARE(swung.secondsAt(4.0), 4.0);
    const TempoPlan shuffled({.bpm = Bpm{60.0}, .sixteenthSwing = 0.6}, Random(1));
    QVERIFY(std::abs(shuffled.secondsAt(0.25) - 0.3) < 1e-12);
    QVERIFY(std::abs(shuffled.secondsAt(0.5) - 0.5) < 1e-12);
}

void TestSynthScore::sameSeedGivesTheSameScore()
{
    for (const std::string_view genre : kGenres) {
        const Score a = compose(genre, 17);
        const Score b = compose(genre, 17);
        QCOMPARE(a.family, b.family);
        QCOMPARE(a.nSamples, b.nSamples);
        QCOMPARE(a.bpm.value(), b.bpm.value());
        QVERIFY(std::ranges::equal(a.notes, b.notes, isSame));
        QCOMPARE(a.mastering.noiseSeed, b.mastering.noiseSeed);
    }
}

void TestSynthScore::otherSeedGivesAnotherScore()
{
    QVERIFY(compose("rock", 1).bpm != compose("rock", 2).bpm);
    QVERIFY(compose("rock", 1).bpm != compose("pop", 1).bpm);
}

void TestSynthScore::heldOutStylesAreNotTrainedOn()
{
    for (const std::string_view genre : kGenres) {
        std::set<std::string> trained;
        std::set<std::string> heldOut;
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            trained.insert(compose(genre, seed, StyleSet::Training).family);
            heldOut.insert(compose(genre, seed, StyleSet::HeldOut).family);
        }
        QCOMPARE(heldOut.size(), std::size_t{1});
        QVERIFY(trained.size() >= 3);
        QVERIFY(!trained.contains(*heldOut.begin()));
    }
}

void TestSynthScore::beatsAscendAndCountTheBar()
{
    for (const std::string_view genre : kGenres)
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const Score score = compose(genre, seed);
            const double duration = static_cast<double>(score.nSamples) / kAnalysisRate.value();
            QVERIFY(duration > 29.9 && duration < 30.7);
            const int beatsPerBar = *std::ranges::max_element(score.beats.positions);
            QVERIFY(beatsPerBar >= 2 && beatsPerBar <= 7);
            QCOMPARE(score.beats.times.size(), score.beats.positions.size());
            for (std::size_t i = 0; i < score.beats.times.size(); ++i) {
                QVERIFY(score.beats.times[i].value() >= 0.0 && score.beats.times[i].value() < duration);
                if (i == 0)
                    continue;
                QVERIFY(score.beats.times[i] > score.beats.times[i - 1]);
                QCOMPARE(score.beats.positions[i], score.beats.positions[i - 1] % beatsPerBar + 1);
            }
            QVERIFY(score.notes.size() > 20);
        }
}

void TestSynthScore::tempoIsTheMedianOfTheBeats()
{
    const Score score = compose("classical", 3);
    QCOMPARE(score.bpm.value(), medianTempo(score.beats).value());
}

void TestSynthScore::tempiAreSpreadAsGtzans()
{
    const std::vector<double> tempi = manyTempi(60);
    QVERIFY(tempi.front() > 36.0);
    QVERIFY(tempi.back() < 330.0);
    const double median = tempi[tempi.size() / 2];
    QVERIFY2(median > 104.0 && median < 120.0, qPrintable(QString::number(median)));
    // GTZAN's shares are 13, 45, 29 and 13 %.
    QVERIFY(shareBetween(tempi, 0.0, 80.0) > 0.08 && shareBetween(tempi, 0.0, 80.0) < 0.25);
    QVERIFY(shareBetween(tempi, 80.0, 120.0) > 0.35);
    QVERIFY(shareBetween(tempi, 120.0, 160.0) > 0.17);
    QVERIFY(shareBetween(tempi, 160.0, 400.0) > 0.06);
}

void TestSynthScore::genresDifferAsTheyShould()
{
    int jazzSwung = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const Score classical = compose("classical", seed);
        QVERIFY(std::ranges::none_of(classical.notes, [](const Note& note) { return note.channel == kDrumChannel; }));
        const Score disco = compose("disco", seed);
        QVERIFY(std::ranges::any_of(disco.notes, [](const Note& note) { return note.channel == kDrumChannel; }));
        QVERIFY(disco.bpm.value() > 80.0 && disco.bpm.value() < 152.0);
        jazzSwung += compose("jazz", seed).family.find("swing") != std::string::npos ? 1 : 0;
    }
    QVERIFY(jazzSwung >= 5);
}

void TestSynthScore::unknownGenreIsRefused()
{
    QVERIFY_THROWS_EXCEPTION(Error, compose("polka", 1));
}

QTEST_APPLESS_MAIN(TestSynthScore)
#include "tst_synth_score.moc"
