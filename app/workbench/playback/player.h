// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/playback/audio_output.h"
#include "app/workbench/playback/mixer.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tempo::workbench {

class TaskRunner;

/// Plays one recording with clicks over it. The file is read in the background when it is first played; music and
/// clicks are mixed into the one buffer that the device gets. GUI thread only. Times are seconds of the recording,
/// whatever the speed.
class Player final : public QObject {
    Q_OBJECT
public:
    /// What is kept of a recording: 48 kHz mono takes 170 MB.
    static constexpr Seconds kLongest{900.0};

    enum class State { Stopped, Loading, Playing };

    Player(TaskRunner& tasks, std::unique_ptr<AudioOutput> output, QObject* parent = nullptr);
    ~Player() override;

    /// What plays stops.
    void setOutput(std::unique_ptr<AudioOutput> output);
    /// Another recording, from its beginning; what plays stops. Empty: none.
    void setFile(const std::filesystem::path& path);
    /// From where it stands; at the end from the beginning.
    void play();
    void pause();
    void toggle() { isActive() ? pause() : play(); }
    void seek(double seconds);
    /// Empty: no loop. From the end of the region playing goes on at its beginning.
    struct Loop {
        double begin = 0.0;
        double end = 0.0;
    };
    void setLoop(std::optional<Loop> loop);
    /// 0.5, 0.75 or 1, with the pitch kept; worked out in the background, the old speed holds until it is ready.
    void setSpeed(double speed);
    void setClicks(ClickVoice voice, std::vector<double> seconds);
    void setClicksOn(ClickVoice voice, bool isOn);

    [[nodiscard]] State state() const { return m_state; }
    /// Playing, or about to.
    [[nodiscard]] bool isActive() const { return m_state != State::Stopped; }
    [[nodiscard]] double position() const;
    [[nodiscard]] double speed() const { return m_speed; }
    [[nodiscard]] bool areClicksOn(ClickVoice voice) const { return m_clicksOn[static_cast<std::size_t>(voice)]; }

Q_SIGNALS:
    void stateChanged();
    /// 30 times a second while it plays.
    void positionChanged(double seconds);
    void speedChanged(double speed);
    /// Slow playback cannot be had on this machine, and why.
    void slowUnavailable(const QString& reason);
    /// One line for the user; empty: nothing to say any more.
    void message(const QString& text);

private:
    /// From this frame of the output on, this sample of the music is heard.
    struct Jump {
        std::int64_t output = 0;
        std::int64_t music = 0;
    };

    void load();
    void stretch(double speed);
    void takeSpeed(double speed);
    void begin();
    void halt();
    void tick();
    void updateScene();
    void setState(State state);
    std::size_t fill(std::span<float> stereo);
    [[nodiscard]] std::int64_t musicAt(double seconds) const;
    [[nodiscard]] std::shared_ptr<const AudioBuffer> music() const;

    TaskRunner& m_tasks;
    std::unique_ptr<AudioOutput> m_output;
    std::unique_ptr<Mixer> m_mixer;
    QString m_key; ///< of the task that reads
    QString m_stretchKey;
    QTimer m_tick;
    State m_state = State::Stopped;
    std::filesystem::path m_path;
    std::map<double, std::shared_ptr<const AudioBuffer>> m_music; ///< by speed
    double m_speed = 1.0;
    double m_position = 0.0; ///< while nothing plays
    std::optional<Loop> m_loop;
    std::array<std::vector<double>, kClickVoices> m_clicks;
    std::array<bool, kClickVoices> m_clicksOn{true, false, false};
    MixScene m_scene;
    std::vector<Jump> m_jumps;
    std::int64_t m_nextOutput = 0; ///< frame that is mixed next
    std::int64_t m_nextMusic = 0;
    bool m_isAtEnd = false;
};

} // namespace tempo::workbench
