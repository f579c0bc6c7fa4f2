// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/playback/mixer.h"
#include "engine/core/units.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QAction;
class QLabel;
class QToolButton;

namespace tempo::ui {
class TimeAxis;
}

namespace tempo::workbench {

class Player;

/// Play, loop, speed and clicks of one player, and the way between it and the views' time axis. The switches of the
/// clicks are also the legend: each shows its mark and its tempo.
class PlaybackBar final : public QWidget {
    Q_OBJECT
public:
    /// Both must live longer.
    PlaybackBar(Player& player, ui::TimeAxis& axis, QWidget* parent = nullptr);

    /// On the switch of a voice; empty: the switch is off and grey.
    void setTempo(ClickVoice voice, std::optional<Bpm> tempo);
    /// Tells the player what is to be looped, after another recording came to the axis.
    void takeRegion();
    /// The switches of the clicks have no keys from now on.
    void leaveClickKeys();
    void setClicksOn(ClickVoice voice, bool isOn);
    /// One line at the end of the row; empty: nothing.
    void setNote(const QString& text);
    [[nodiscard]] QString note() const;
    [[nodiscard]] bool isAuditioning() const;
    void setAuditioning(bool isOn);
    [[nodiscard]] const std::vector<QAction*>& barActions() const { return m_actions; }

private:
    void buildTransport();
    void buildSpeeds();
    void buildClicks();
    QAction* add(const char* icon, const QString& text, const QKeySequence& keys);
    QToolButton* button(QAction* action, bool withText);
    void showState();
    void stepSpeed(int step);

    Player& m_player;
    ui::TimeAxis& m_axis;
    std::vector<QAction*> m_actions;
    QAction* m_play = nullptr;
    QAction* m_loop = nullptr;
    QAction* m_audition = nullptr;
    std::array<QAction*, kClickVoices> m_clicks{};
    std::vector<QAction*> m_speeds;
    QLabel* m_clock;
    QLabel* m_note;
};

} // namespace tempo::workbench
