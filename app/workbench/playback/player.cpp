// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/playback/player.h"

#include "app/workbench/playback/music_loader.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/extend/time_stretch.h"

#include <algorithm>
#include <cmath>

namespace tempo::workbench {

namespace {

constexpr int kTickMilliseconds = 33;
/// A loop that is shorter than this would be a tone.
constexpr double kShortestLoop = 0.05;

} // namespace

Player::Player(TaskRunner& tasks, std::unique_ptr<AudioOutput> output, QObject* parent)
    : QObject(parent), m_tasks(tasks), m_output(std::move(output)),
      m_key(QStringLiteral("player-%1").arg(reinterpret_cast<quintptr>(this))), m_stretchKey(m_key + QLatin1Char('s'))
{
    m_tick.setInterval(kTickMilliseconds);
    connect(&m_tick, &QTimer::timeout, this, &Player::tick);
}

Player::~Player()
{
    m_output->stop();
}

void Player::setOutput(std::unique_ptr<AudioOutput> output)
{
    pause();
    m_music.clear();
    m_output = std::move(output);
}

void Player::setFile(const std::filesystem::path& path)
{
    halt();
    m_tasks.cancelKey(m_key);
    m_tasks.cancelKey(m_stretchKey);
    m_path = path;
    m_music.clear();
    m_scene = {};
    m_clicks = {};
    m_loop.reset();
    m_position = 0.0;
    setState(State::Stopped);
    Q_EMIT positionChanged(0.0);
}

void Player::play()
{
    if (isActive() || m_path.empty())
        return;
    if (const QString trouble = m_output->open(); !trouble.isEmpty()) {
        Q_EMIT message(trouble);
        return;
    }
    if (const auto known = m_music.find(1.0); known != m_music.end() && known->second->rate != m_output->rate())
        m_music.clear(); // another device
    if (!m_music.contains(1.0)) {
        load();
        return;
    }
    begin();
}

void Player::load()
{
    setState(State::Loading);
    m_tasks.run(
        {.title = {}, .key = m_key, .isListed = false},
        [path = m_path, rate = m_output->rate()](TaskContext& task) {
            throwIfStopped(task.stop());
            return loadMusic(path, rate, kLongest, task.stop());
        },
        this,
        [this](TaskResult<LoadedMusic> result) {
            if (result.error)
                Q_EMIT message(QString::fromStdString(result.error->message()));
            if (!result.value) {
                setState(State::Stopped);
                return;
            }
            if (result.value->isCut)
                Q_EMIT message(tr("Only the first %1 minutes of this recording can be played.")
                                   .arg(static_cast<int>(kLongest.value() / 60.0)));
            m_music[1.0] = result.value->audio;
            if (m_state == State::Loading)
                begin();
        });
}

void Player::begin()
{
    const double wishedSpeed = m_speed;
    if (!m_music.contains(m_speed))
        m_speed = 1.0; // until the slow one is ready
    const std::shared_ptr<const AudioBuffer> samples = music();
    m_mixer = std::make_unique<Mixer>(m_output->rate());
    updateScene();
    std::int64_t start = musicAt(m_position);
    if (start >= static_cast<std::int64_t>(samples->samples.size()))
        start = 0;
    if (m_loop && (start < musicAt(m_loop->begin) || start >= musicAt(m_loop->end)))
        start = musicAt(m_loop->begin);
    m_nextOutput = 0;
    m_nextMusic = start;
    m_isAtEnd = false;
    m_jumps = {{.output = 0, .music = start}};
    const QString trouble = m_output->start([this](std::span<float> stereo) { return fill(stereo); });
    if (!trouble.isEmpty()) {
        setState(State::Stopped);
        Q_EMIT message(trouble);
        return;
    }
    setState(State::Playing);
    m_tick.start();
    if (wishedSpeed != m_speed) {
        m_speed = 1.0;
        setSpeed(wishedSpeed);
    }
}

std::shared_ptr<const AudioBuffer> Player::music() const
{
    const auto found = m_music.find(m_speed);
    return found == m_music.end() ? nullptr : found->second;
}

std::int64_t Player::musicAt(double seconds) const
{
    return std::llround(std::max(0.0, seconds) / m_speed * m_output->rate().value());
}

std::size_t Player::fill(std::span<float> stereo)
{
    const auto end = static_cast<std::int64_t>(m_scene.music->samples.size());
    const std::int64_t loopBegin = m_loop ? musicAt(m_loop->begin) : 0;
    const std::int64_t loopEnd = m_loop ? std::min(end, musicAt(m_loop->end)) : end;
    const std::size_t nFrames = stereo.size() / 2;
    std::size_t filled = 0;
    while (filled < nFrames && !m_isAtEnd) {
        const bool isInLoop = m_loop && m_nextMusic < loopEnd;
        const std::int64_t border = isInLoop ? loopEnd : end;
        const auto count = static_cast<std::size_t>(
            std::clamp<std::int64_t>(border - m_nextMusic, 0, static_cast<std::int64_t>(nFrames - filled)));
        m_mixer->mix(m_scene, m_nextMusic, stereo.subspan(2 * filled, 2 * count));
        filled += count;
        m_nextOutput += static_cast<std::int64_t>(count);
        m_nextMusic += static_cast<std::int64_t>(count);
        if (m_nextMusic < border)
            continue;
        if (isInLoop) {
            m_nextMusic = loopBegin;
            m_jumps.push_back({.output = m_nextOutput, .music = m_nextMusic});
        } else {
            m_isAtEnd = true;
        }
    }
    return filled;
}

double Player::position() const
{
    if (m_state != State::Playing)
        return m_position;
    const std::int64_t played = std::min(m_output->playedFrames(), m_nextOutput);
    auto jump = std::ranges::upper_bound(m_jumps, played, {}, &Jump::output);
    jump = jump == m_jumps.begin() ? jump : std::prev(jump);
    return static_cast<double>(jump->music + played - jump->output) / m_output->rate().value() * m_speed;
}

void Player::tick()
{
    const QString trouble = m_output->trouble();
    Q_EMIT positionChanged(position());
    if (!trouble.isEmpty()) {
        pause();
        Q_EMIT message(trouble);
    } else if (m_isAtEnd && m_output->playedFrames() >= m_nextOutput) {
        halt();
        m_position = 0.0;
        setState(State::Stopped);
        Q_EMIT positionChanged(0.0);
    }
}

void Player::halt()
{
    m_position = position();
    m_tick.stop();
    m_output->stop();
}

void Player::pause()
{
    halt();
    setState(State::Stopped);
}

void Player::seek(double seconds)
{
    const bool wasPlaying = m_state == State::Playing;
    if (wasPlaying)
        halt();
    m_position = std::max(0.0, seconds);
    if (wasPlaying) {
        if (m_loop && (seconds < m_loop->begin || seconds >= m_loop->end))
            m_position = m_loop->begin;
        begin();
    }
    Q_EMIT positionChanged(m_position);
}

void Player::setLoop(std::optional<Loop> loop)
{
    if (loop && loop->end - loop->begin < kShortestLoop)
        loop.reset();
    m_loop = loop;
    if (m_state != State::Playing || !m_loop)
        return;
    const double now = position();
    if (now < m_loop->begin || now >= m_loop->end)
        seek(m_loop->begin);
}

void Player::setSpeed(double speed)
{
    m_tasks.cancelKey(m_stretchKey); // what was wished before
    if (speed == m_speed)
        return;
    if (!m_music.contains(1.0) || m_music.contains(speed))
        takeSpeed(speed);
    else
        stretch(speed);
}

void Player::takeSpeed(double speed)
{
    const bool wasPlaying = m_state == State::Playing;
    if (wasPlaying)
        halt();
    m_speed = speed;
    if (wasPlaying)
        begin();
    Q_EMIT speedChanged(m_speed);
}

void Player::stretch(double speed)
{
    Q_EMIT message(tr("Slowing down…"));
    m_tasks.run(
        {.title = tr("Slowing down"), .key = m_stretchKey},
        [music = m_music.at(1.0), speed](TaskContext& task) {
            return std::shared_ptr<const AudioBuffer>(
                std::make_shared<AudioBuffer>(stretchTime(*music, speed, task.stop())));
        },
        this,
        [this, speed](TaskResult<std::shared_ptr<const AudioBuffer>> result) {
            Q_EMIT message(result.error
                               ? tr("Cannot play slowly: %1").arg(QString::fromStdString(result.error->message()))
                               : QString());
            if (result.isCancelled)
                return;
            if (result.error)
                Q_EMIT slowUnavailable(QString::fromStdString(result.error->message()));
            if (result.value) {
                m_music[speed] = *result.value;
                takeSpeed(speed);
            } else {
                takeSpeed(1.0);
            }
        });
}

void Player::setClicks(ClickVoice voice, std::vector<double> seconds)
{
    m_clicks[static_cast<std::size_t>(voice)] = std::move(seconds);
    updateScene();
}

void Player::setClicksOn(ClickVoice voice, bool isOn)
{
    m_clicksOn[static_cast<std::size_t>(voice)] = isOn;
    updateScene();
}

void Player::updateScene()
{
    m_scene.music = music();
    if (!m_scene.music)
        return;
    for (std::size_t voice = 0; voice < kClickVoices; ++voice)
        m_scene.clicks[voice] =
            m_clicksOn[voice] ? clickSamples(m_clicks[voice], m_output->rate(), m_speed) : std::vector<std::int64_t>{};
}

void Player::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace tempo::workbench
