// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/playback/mixer.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tempo;
using namespace tempo::workbench;

namespace {

constexpr SampleRate kRate{44100.0};

std::shared_ptr<const AudioBuffer> constantMusic(std::size_t nSamples, float value)
{
    return std::make_shared<const AudioBuffer>(
        AudioBuffer{.rate = kRate, .samples = std::vector<float>(nSamples, value)});
}

std::vector<float> mixed(const MixScene& scene, std::int64_t first, std::size_t nFrames)
{
    std::vector<float> stereo(2 * nFrames, 9.0F);
    Mixer(kRate).mix(scene, first, stereo);
    return stereo;
}

} // namespace

class TestMixer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void musicIsInTheMiddleAndEndsInSilence();
    void clickBeginsOnItsSample();
    void clickIsTheSameHoweverTheBlocksAreCut();
    void voicesDifferInPlaceAndPitch();
    void loudThingsStayWithinLimits();
    void slowerSpeedMovesClicksApart();
    void notFiniteMusicIsSilence();
};

void TestMixer::musicIsInTheMiddleAndEndsInSilence()
{
    const std::vector<float> stereo = mixed({.music = constantMusic(10, 0.5F), .clicks = {}}, 5, 10);
    for (std::size_t frame = 0; frame < 10; ++frame) {
        QCOMPARE(stereo[2 * frame], frame < 5 ? 0.5F * Mixer::kMusicGain : 0.0F);
        QCOMPARE(stereo[2 * frame + 1], stereo[2 * frame]);
    }
    QVERIFY(std::ranges::all_of(mixed({}, 0, 4), [](float sample) { return sample == 0.0F; }));
}

void TestMixer::clickBeginsOnItsSample()
{
    MixScene scene;
    scene.clicks[0] = {1234};
    const std::vector<float> stereo = mixed(scene, 0, 4096);
    for (std::size_t frame = 0; frame < 1234; ++frame)
        QCOMPARE(stereo[2 * frame], 0.0F);
    const Mixer mixer(kRate);
    const std::span<const float> click = mixer.click(ClickVoice::Reference);
    for (std::size_t i = 0; i < 200; ++i)
        QCOMPARE(stereo[2 * (1234 + i)], Mixer::kClickGain * panOf(ClickVoice::Reference).left * click[i]);
    QVERIFY(std::abs(click.front()) >= std::ranges::max(click));
    QVERIFY(std::abs(click.back()) < 0.005F);
}

void TestMixer::clickIsTheSameHoweverTheBlocksAreCut()
{
    MixScene scene{.music = constantMusic(5000, 0.1F), .clicks = {}};
    scene.clicks[0] = {0, 500, 700};
    scene.clicks[2] = {650};
    const std::vector<float> whole = mixed(scene, 0, 3000);
    std::vector<float> pieces;
    for (const std::size_t length : {1U, 499U, 2U, 300U, 1000U, 1198U}) {
        const std::vector<float> piece = mixed(scene, static_cast<std::int64_t>(pieces.size() / 2), length);
        pieces.insert(pieces.end(), piece.begin(), piece.end());
    }
    QCOMPARE(pieces, whole);
}

void TestMixer::voicesDifferInPlaceAndPitch()
{
    MixScene left;
    left.clicks[static_cast<std::size_t>(ClickVoice::Baseline)] = {0};
    MixScene right;
    right.clicks[static_cast<std::size_t>(ClickVoice::Model)] = {0};
    QVERIFY(mixed(left, 0, 1)[0] > 3.0F * mixed(left, 0, 1)[1]);
    QVERIFY(mixed(right, 0, 1)[1] > 3.0F * mixed(right, 0, 1)[0]);
    const Mixer mixer(kRate);
    const auto crossings = [&](ClickVoice voice) {
        const auto sound = mixer.click(voice).first(400);
        int count = 0;
        for (std::size_t i = 1; i < sound.size(); ++i)
            count += sound[i - 1] * sound[i] < 0.0F ? 1 : 0;
        return count;
    };
    QVERIFY(crossings(ClickVoice::Baseline) < crossings(ClickVoice::Model));
    QVERIFY(crossings(ClickVoice::Model) < crossings(ClickVoice::Reference));
}

void TestMixer::loudThingsStayWithinLimits()
{
    MixScene scene{.music = constantMusic(1000, 1.0F), .clicks = {}};
    for (auto& clicks : scene.clicks)
        clicks = {0, 10, 20, 30};
    for (const float sample : mixed(scene, 0, 1000))
        QVERIFY(sample >= -1.0F && sample <= 1.0F);
}

void TestMixer::slowerSpeedMovesClicksApart()
{
    const std::vector<double> seconds{1.0, 0.5, -0.1};
    QCOMPARE(clickSamples(seconds, kRate, 1.0), (std::vector<std::int64_t>{22050, 44100}));
    QCOMPARE(clickSamples(seconds, kRate, 0.5), (std::vector<std::int64_t>{44100, 88200}));
}

void TestMixer::notFiniteMusicIsSilence()
{
    for (const float sample : mixed({.music = constantMusic(10, std::nanf("")), .clicks = {}}, 0, 10))
        QCOMPARE(sample, 0.0F);
}

QTEST_APPLESS_MAIN(TestMixer)
#include "tst_mixer.moc"
