// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/datasets/synth/composer.h"
#include "engine/datasets/synth/halve_rate.h"
#include "engine/datasets/synth/mastering.h"
#include "engine/datasets/synth/renderer.h"
#include "engine/datasets/wav_bytes.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numbers>

using namespace tempo;
using namespace tempo::synth;

namespace {

constexpr double kRate = kAnalysisRate.value();

std::vector<float> sine(double hertz, double rate, std::size_t count)
{
    std::vector<float> samples(count);
    for (std::size_t i = 0; i < count; ++i)
        samples[i] = static_cast<float>(std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rate));
    return samples;
}

double rootMeanSquare(std::span<const float> samples)
{
    double sum = 0.0;
    for (const float sample : samples)
        sum += double{sample} * double{sample};
    return std::sqrt(sum / static_cast<double>(samples.size()));
}

/// A score with nothing but kick drums on the beats.
Score kicksAt(const std::vector<double>& times)
{
    Score score{};
    score.nSamples = static_cast<std::int64_t>(4.0 * kRate);
    score.parts = {{.channel = kDrumChannel, .program = 0, .volume = 120, .pan = 64, .reverb = 0}};
    score.mastering.reverbLevel = 0.0;
    for (const double time : times)
        score.notes.push_back({.onset = time, .duration = 0.1, .channel = kDrumChannel, .key = 37, .velocity = 120});
    return score;
}

/// The first sample from `from` on that is louder than a hundredth of the loudest.
std::size_t firstSound(std::span<const float> samples, std::size_t from)
{
    const float peak = *std::ranges::max_element(samples);
    std::size_t i = from;
    while (i < samples.size() && std::abs(samples[i]) < 0.01F * peak)
        ++i;
    return i;
}

} // namespace

class TestSynthRender : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void halvingKeepsLowTonesAndStopsHighOnes();
    void halvingHasNoDelay();
    void masteringReachesItsLevel();
    void filtersStopWhatTheyShould();
    void clippingCutsTheShareOff();
    void fadeInBeginsSilent();
    void notesSoundWhereTheyAreWritten();
    void beatsOfADrumGenreHaveOnsets();
    void sameScoreGivesTheSameSamples();
    void aNoteBeforeTheClipReachesIntoIt();
    void missingSoundFontIsAnError();
    void stopsWhenAsked();

private:
    /// @return nothing where no sound font is installed
    std::unique_ptr<Renderer> makeRenderer() const
    {
        return installedSoundFont().empty() ? nullptr : std::make_unique<Renderer>(installedSoundFont());
    }
};

void TestSynthRender::halvingKeepsLowTonesAndStopsHighOnes()
{
    const std::vector<float> low = halveRate(sine(1000.0, 44100.0, 44100), 0, 22050);
    QVERIFY(std::abs(rootMeanSquare(std::span(low).subspan(100, 21000)) - std::numbers::sqrt2 / 2.0) < 1e-3);
    // 14 kHz would come back as 8 kHz.
    const std::vector<float> high = halveRate(sine(14000.0, 44100.0, 44100), 0, 22050);
    QVERIFY(rootMeanSquare(std::span(high).subspan(100, 21000)) < 1e-3);
}

void TestSynthRender::halvingHasNoDelay()
{
    std::vector<float> impulse(1000, 0.0F);
    impulse[400] = 1.0F;
    const std::vector<float> halved = halveRate(impulse, 0, 500);
    QCOMPARE(std::ranges::max_element(halved) - halved.begin(), std::ptrdiff_t{200});
    const std::vector<float> later = halveRate(impulse, 100, 400);
    QCOMPARE(std::ranges::max_element(later) - later.begin(), std::ptrdiff_t{150});
}

void TestSynthRender::masteringReachesItsLevel()
{
    std::vector<float> samples = sine(440.0, kRate, 22050);
    master(samples, {.peakDecibel = -6.0});
    QVERIFY(std::abs(*std::ranges::max_element(samples) - 0.5012F) < 1e-3F);
}

void TestSynthRender::filtersStopWhatTheyShould()
{
    std::vector<float> samples = sine(440.0, kRate, 22050);
    const std::vector<float> high = sine(8000.0, kRate, 22050);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] += high[i];
    master(samples, {.peakDecibel = 0.0, .lowPassHertz = 2000.0});
    const double rms = rootMeanSquare(std::span(samples).subspan(2000));
    // What is left is nearly a sine at full level.
    QVERIFY2(std::abs(rms - 0.68) < 0.04, qPrintable(QString::number(rms)));
}

void TestSynthRender::clippingCutsTheShareOff()
{
    std::vector<float> samples = sine(440.0, kRate, 22050);
    master(samples, {.clippedShare = 0.1});
    const std::vector<std::int16_t> integers = toInt16(samples);
    const auto clipped = std::ranges::count_if(integers, [](std::int16_t x) { return x == 32767 || x <= -32767; });
    // A tenth of the samples, within a percent of all.
    QVERIFY2(std::abs(static_cast<double>(clipped) - 2205.0) < 220.0, qPrintable(QString::number(clipped)));
}

void TestSynthRender::fadeInBeginsSilent()
{
    std::vector<float> samples = sine(440.0, kRate, 44100);
    master(samples, {.peakDecibel = 0.0, .fadeInSeconds = 1.0});
    QVERIFY(rootMeanSquare(std::span(samples).first(2000)) < 0.02);
    QVERIFY(rootMeanSquare(std::span(samples).last(2000)) > 0.6);
}

void TestSynthRender::notesSoundWhereTheyAreWritten()
{
    const std::unique_ptr<Renderer> renderer = makeRenderer();
    if (!renderer)
        QSKIP("no sound font is installed");
    const std::vector<double> times{0.5, 1.2345, 2.0007, 3.1};
    const std::vector<float> samples = renderer->render(kicksAt(times));
    QCOMPARE(samples.size(), static_cast<std::size_t>(4.0 * kRate));
    // Half a block is 0.73 ms; the drum itself takes up to 2 ms to become loud.
    for (const double time : times) {
        const std::size_t found = firstSound(samples, static_cast<std::size_t>((time - 0.05) * kRate));
        const double error = static_cast<double>(found) / kRate - time;
        QVERIFY2(error > -0.0015 && error < 0.003, qPrintable(QString::number(error)));
    }
}

void TestSynthRender::beatsOfADrumGenreHaveOnsets()
{
    const std::unique_ptr<Renderer> renderer = makeRenderer();
    if (!renderer)
        QSKIP("no sound font is installed");
    // Drums alone, so that nothing else covers them; a kick on every beat is what makes disco.
    std::uint64_t seed = 0;
    Score score = compose("disco", seed);
    while (score.family != "four on the floor" || score.mastering.fadeInSeconds > 0.0)
        score = compose("disco", ++seed);
    std::erase_if(score.notes, [](const Note& note) { return note.channel != kDrumChannel || note.key != 36; });
    const std::vector<float> samples = renderer->render(score);
    int nFound = 0;
    int nKicks = 0;
    for (const Seconds beat : score.beats.times) {
        // A break or the beginning of a song has no drums.
        const bool hasKick = std::ranges::any_of(
            score.notes, [&](const Note& note) { return std::abs(note.onset - beat.value()) < 0.02; });
        if (!hasKick || beat.value() < 0.1 || beat.value() > 29.5)
            continue;
        ++nKicks;
        const auto at = [&](double offset) { return static_cast<std::size_t>((beat.value() + offset) * kRate); };
        const double before = rootMeanSquare(std::span(samples).subspan(at(-0.06), at(-0.03) - at(-0.06)));
        const double after = rootMeanSquare(std::span(samples).subspan(at(0.0), at(0.03) - at(0.0)));
        nFound += after > 3.0 * before ? 1 : 0;
    }
    QVERIFY(nKicks > 20);
    QVERIFY2(nFound >= nKicks * 95 / 100, qPrintable(QString("%1 of %2").arg(nFound).arg(nKicks)));
}

void TestSynthRender::sameScoreGivesTheSameSamples()
{
    const std::unique_ptr<Renderer> renderer = makeRenderer();
    if (!renderer)
        QSKIP("no sound font is installed");
    Score score = compose("reggae", 5);
    score.nSamples = 100000;
    const std::vector<float> first = renderer->render(score);
    // Neither another clip in between nor another object changes it.
    renderer->render(kicksAt({0.1}));
    QVERIFY(renderer->render(score) == first);
    QVERIFY(makeRenderer()->render(score) == first);
    QVERIFY(rootMeanSquare(first) > 1e-4);
}

void TestSynthRender::aNoteBeforeTheClipReachesIntoIt()
{
    const std::unique_ptr<Renderer> renderer = makeRenderer();
    if (!renderer)
        QSKIP("no sound font is installed");
    Score score{};
    score.nSamples = 22050;
    score.parts = {{.channel = 0, .program = 48}};
    score.notes = {{.onset = -0.5, .duration = 2.0, .channel = 0, .key = 60, .velocity = 100}};
    const std::vector<float> samples = renderer->render(score);
    QVERIFY(rootMeanSquare(std::span(samples).first(2000)) > 1e-4);
}

void TestSynthRender::missingSoundFontIsAnError()
{
    QVERIFY_THROWS_EXCEPTION(Error, Renderer("/nonexistent/font.sf2"));
}

void TestSynthRender::stopsWhenAsked()
{
    const std::unique_ptr<Renderer> renderer = makeRenderer();
    if (!renderer)
        QSKIP("no sound font is installed");
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled, renderer->render(kicksAt({0.1}), stop.get_token()));
}

QTEST_APPLESS_MAIN(TestSynthRender)
#include "tst_synth_render.moc"
