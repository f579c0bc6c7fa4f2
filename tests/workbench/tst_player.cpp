// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/playback/music_loader.h"
#include "app/workbench/playback/player.h"
#include "app/workbench/task_runner.h"
#include "tests/support/audio_files.h"
#include "tests/support/temp_folder.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace tempo;
using namespace tempo::workbench;

namespace {

constexpr double kRate = 44100.0;

/// A device that is not there.
class NoOutput final : public AudioOutput {
public:
    QString open() override { return "There is no audio device"; }
    [[nodiscard]] SampleRate rate() const override { return SampleRate{0.0}; }
    QString start(Fill) override { return open(); }
    void stop() override {}
    [[nodiscard]] std::int64_t playedFrames() const override { return 0; }
};

/// Two seconds in which each sample tells its place.
std::vector<float> ramp()
{
    std::vector<float> samples(static_cast<std::size_t>(2.0 * kRate));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(i) / static_cast<float>(samples.size());
    return samples;
}

std::size_t framesOf(double seconds)
{
    return static_cast<std::size_t>(std::llround(seconds * kRate));
}

} // namespace

class TestPlayer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void playsFromTheStartToTheEnd();
    void seekAndPauseKeepThePlace();
    void loopComesBackOnTheSample();
    void clicksAreHeardAtTheirTimes();
    void slowerKeepsThePlaceInTheRecording();
    void anotherFileStopsWhatPlays();
    void fileThatCannotBeReadIsSaid();
    void noDeviceIsSaidInOneLine();
    void longFilesAreCutAndSoIsSaid();

private:
    void startPlaying();

    std::unique_ptr<test::TempFolder> m_folder;
    std::unique_ptr<TaskRunner> m_tasks;
    std::unique_ptr<Player> m_player;
    NullAudioOutput* m_output = nullptr;
};

void TestPlayer::init()
{
    m_folder = std::make_unique<test::TempFolder>();
    test::writeWav(*m_folder / "ramp.wav", ramp(), {.rate = 44100, .floatSamples = true});
    m_tasks = std::make_unique<TaskRunner>();
    auto output = std::make_unique<NullAudioOutput>(SampleRate{kRate});
    m_output = output.get();
    m_player = std::make_unique<Player>(*m_tasks, std::move(output));
    m_player->setFile(*m_folder / "ramp.wav");
}

void TestPlayer::cleanup()
{
    m_player.reset();
    m_tasks.reset();
}

void TestPlayer::startPlaying()
{
    m_player->play();
    QTRY_COMPARE(m_player->state(), Player::State::Playing);
}

void TestPlayer::playsFromTheStartToTheEnd()
{
    QSignalSpy states(m_player.get(), &Player::stateChanged);
    startPlaying();
    const std::vector<float> heard = m_output->advance(framesOf(1.0));
    QCOMPARE(heard.size(), 2 * framesOf(1.0));
    QVERIFY(std::abs(heard[2 * 22050] - 0.25F * Mixer::kMusicGain) < 1e-4F);
    QVERIFY(std::abs(m_player->position() - 1.0) < 1e-6);
    QCOMPARE(m_output->advance(framesOf(1.5)).size(), 2 * framesOf(1.0));
    QTRY_COMPARE(m_player->state(), Player::State::Stopped);
    QCOMPARE(m_player->position(), 0.0);
    QVERIFY(states.count() >= 3); // loading, playing, stopped
    startPlaying();               // and again
    QVERIFY(std::abs(m_output->advance(10)[0]) < 1e-4F);
}

void TestPlayer::seekAndPauseKeepThePlace()
{
    m_player->seek(1.0); // before it was ever played
    startPlaying();
    QVERIFY(std::abs(m_output->advance(100)[0] - 0.5F * Mixer::kMusicGain) < 1e-4F);
    m_player->seek(0.5);
    QVERIFY(std::abs(m_output->advance(framesOf(0.25))[0] - 0.25F * Mixer::kMusicGain) < 1e-4F);
    m_player->pause();
    QVERIFY(!m_player->isActive());
    QVERIFY(std::abs(m_player->position() - 0.75) < 1e-6);
    QVERIFY(m_output->advance(10).empty());
    m_player->toggle();
    QCOMPARE(m_player->state(), Player::State::Playing);
    QVERIFY(std::abs(m_output->advance(10)[0] - 0.375F * Mixer::kMusicGain) < 1e-4F);
}

void TestPlayer::loopComesBackOnTheSample()
{
    m_player->setLoop(Player::Loop{.begin = 0.5, .end = 0.75});
    startPlaying();
    const std::vector<float> heard = m_output->advance(framesOf(0.6));
    const std::size_t length = framesOf(0.75) - framesOf(0.5);
    for (std::size_t i = 0; i < 50; ++i)
        QCOMPARE(heard[2 * (i + length)], heard[2 * i]);
    QVERIFY(std::abs(m_player->position() - 0.6) < 1e-3); // 0.5 + 0.6 mod 0.25
    m_player->setLoop({});
    m_output->advance(framesOf(5.0));
    QTRY_COMPARE(m_player->state(), Player::State::Stopped);
}

void TestPlayer::clicksAreHeardAtTheirTimes()
{
    m_player->setClicksOn(ClickVoice::Reference, false);
    m_player->setClicks(ClickVoice::Reference, {0.1});
    m_player->setClicks(ClickVoice::Model, {0.25});
    m_player->setClicksOn(ClickVoice::Model, true);
    startPlaying();
    const std::vector<float> heard = m_output->advance(framesOf(0.5));
    const auto music = [](std::size_t frame) {
        return Mixer::kMusicGain * static_cast<float>(frame) / static_cast<float>(framesOf(2.0));
    };
    QVERIFY(std::abs(heard[2 * framesOf(0.1)] - music(framesOf(0.1))) < 1e-4F); // switched off
    QVERIFY(heard[2 * framesOf(0.25) + 1] > music(framesOf(0.25)) + 0.4F);
    QVERIFY(std::abs(heard[2 * (framesOf(0.25) - 1) + 1] - music(framesOf(0.25) - 1)) < 1e-4F);
}

void TestPlayer::slowerKeepsThePlaceInTheRecording()
{
    startPlaying();
    m_output->advance(framesOf(0.5));
    QSignalSpy speeds(m_player.get(), &Player::speedChanged);
    QSignalSpy messages(m_player.get(), &Player::message);
    m_player->setSpeed(0.5);
    QTRY_VERIFY_WITH_TIMEOUT(!speeds.isEmpty(), 20000);
    if (m_player->speed() == 1.0) { // no Rubber Band: the reason is said
        QVERIFY(messages.back().front().toString().contains("Rubber Band"));
        return;
    }
    QCOMPARE(m_player->state(), Player::State::Playing);
    QVERIFY(std::abs(m_player->position() - 0.5) < 0.001);
    m_output->advance(framesOf(1.0));
    QVERIFY(std::abs(m_player->position() - 1.0) < 0.001);
    m_player->setSpeed(1.0);
    QVERIFY(std::abs(m_player->position() - 1.0) < 0.001);
}

void TestPlayer::anotherFileStopsWhatPlays()
{
    startPlaying();
    m_output->advance(framesOf(0.5));
    m_player->setFile({});
    QCOMPARE(m_player->state(), Player::State::Stopped);
    QCOMPARE(m_player->position(), 0.0);
    m_player->play(); // there is nothing
    QCOMPARE(m_player->state(), Player::State::Stopped);
}

void TestPlayer::fileThatCannotBeReadIsSaid()
{
    QSignalSpy messages(m_player.get(), &Player::message);
    m_player->setFile(*m_folder / "missing.wav");
    m_player->play();
    QTRY_COMPARE(messages.count(), 1);
    QVERIFY(messages.front().front().toString().contains("missing.wav"));
    QCOMPARE(m_player->state(), Player::State::Stopped);
}

void TestPlayer::noDeviceIsSaidInOneLine()
{
    m_player->setOutput(std::make_unique<NoOutput>());
    QSignalSpy messages(m_player.get(), &Player::message);
    m_player->play();
    QCOMPARE(messages.count(), 1);
    QCOMPARE(messages.front().front().toString(), "There is no audio device");
    QCOMPARE(m_player->state(), Player::State::Stopped);
}

void TestPlayer::longFilesAreCutAndSoIsSaid()
{
    const LoadedMusic music = loadMusic(*m_folder / "ramp.wav", SampleRate{kRate}, Seconds{0.5}, {});
    QVERIFY(music.isCut);
    QCOMPARE(music.audio->samples.size(), framesOf(0.5));
    QVERIFY(!loadMusic(*m_folder / "ramp.wav", SampleRate{kRate}, Seconds{2.0}, {}).isCut);
}

QTEST_MAIN(TestPlayer)
#include "tst_player.moc"
