// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/inspector/track_analysis.h"
#include "app/workbench/inspector/track_memory.h"
#include "app/workbench/playback/audio_output.h"
#include "app/workbench/playback/mixer.h"
#include "app/workbench/services.h"
#include "engine/core/units.h"
#include "engine/datasets/dataset.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QLabel;
class QStackedWidget;

namespace tempo::ui {
class Panel;
}

namespace tempo::workbench {

class CorrectionBar;
class InspectorViews;
class PlaybackBar;
class Player;

/// What the inspector is asked to show.
struct InspectedTrack {
    QString id;                       ///< the heading
    std::filesystem::path audio;      ///< empty: there is none
    std::optional<Bpm> reference;     ///< the tempo that counts, corrections included
    BeatAnnotation beats;             ///< may be empty
    std::optional<Bpm> baseline = {}; ///< where it is known; else it is worked out
    std::optional<Bpm> model = {};    ///< likewise
};

/// One track to look at and to listen to: waveform with beats, spectrogram, tempogram, onset envelope, and playback
/// with clicks. What needs the audio is worked out in the background; the newest track wins.
class TrackInspector final : public QWidget {
    Q_OBJECT
public:
    explicit TrackInspector(const Services& services, QWidget* parent = nullptr);
    ~TrackInspector() override;

    /// Empty: an empty state.
    void showTrack(std::optional<InspectedTrack> track);
    /// Of the track that is shown, after a correction; nothing is computed again but where its beats are.
    void setReference(std::optional<Bpm> reference);
    /// Of the track that is shown, when they came from elsewhere; what is empty stays as it was.
    void setEstimates(std::optional<Bpm> baseline, std::optional<Bpm> model);
    /// Play, loop, speed, clicks, corrections: for the menu of the page that has the inspector. A
    /// null stands for a separator.
    [[nodiscard]] std::vector<QAction*> trackActions() const { return m_actions; }
    /// Plays the track that is shown, or is about to be. The clicks of the best tempo that is known are switched on.
    void playWithClicks();

    /// The same with the clicks of one voice alone.
    void playWith(ClickVoice voice);
    /// The page that has the inspector uses the keys 1, 2 and 3 itself.
    void leaveClickKeys();

    /// What the next start brings back: which clicks are on, whether selecting plays.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

    /// Another place for the sound, e.g. none; what plays stops.
    void setAudioOutput(std::unique_ptr<AudioOutput> output);
    [[nodiscard]] Player& player() { return *m_player; }
    [[nodiscard]] InspectorViews& views() { return *m_views; }
    /// The line beside the controls.
    [[nodiscard]] QString note() const;
    /// Recordings that were really worked out, not taken from memory.
    [[nodiscard]] int analysisCount() const { return m_analysisCount; }

Q_SIGNALS:
    /// x2, /2, 3/2, 2/3, tapped or typed. @param reason  e.g. "halved", "tapped"
    void correctionWanted(tempo::Bpm bpm, const QString& reason);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void playSoon();
    void buildControls();
    void showHeading();
    void settle();
    void showKnown(const KnownTrack& known);
    void analyse();
    void findTempiOf(const std::filesystem::path& audio, std::shared_ptr<const std::vector<float>> samples,
                     std::shared_ptr<const TrackPictures> pictures);
    void followTempi();
    void showTempi();
    void showFailure(const QString& text);
    [[nodiscard]] bool hasBeatsOfReference() const;

    Services m_services;
    QString m_key; ///< of this inspector's tasks
    std::vector<QAction*> m_actions;
    std::shared_ptr<SharedNetwork> m_network;
    std::optional<InspectedTrack> m_track;
    TrackMemory m_memory;
    std::optional<TrackTempi> m_tempi;
    QTimer m_settling; ///< runs while tracks are flown over
    QElapsedTimer m_sinceChange;
    bool m_playsWhenSettled = false;
    int m_analysisCount = 0;
    QStackedWidget* m_stack;
    ui::Panel* m_panel;
    QLabel* m_tempo;
    InspectorViews* m_views;
    Player* m_player;
    PlaybackBar* m_playback = nullptr;
    CorrectionBar* m_corrections = nullptr;
};

} // namespace tempo::workbench
