// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/playback_bar.h"

#include "app/workbench/playback/player.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"
#include "widgets/views/marks.h"
#include "widgets/views/time_axis.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

#include <algorithm>

namespace tempo::workbench {

namespace {

constexpr std::array kSpeeds{0.5, 0.75, 1.0};

QString nameOf(ClickVoice voice)
{
    switch (voice) {
    case ClickVoice::Reference:
        return PlaybackBar::tr("Reference");
    case ClickVoice::Baseline:
        return PlaybackBar::tr("Baseline");
    case ClickVoice::Model:
        break;
    }
    return PlaybackBar::tr("Model");
}

/// Whole sentences, since languages bend a name in the middle of one.
QString clicksText(ClickVoice voice)
{
    switch (voice) {
    case ClickVoice::Reference:
        return PlaybackBar::tr("Clicks of the reference");
    case ClickVoice::Baseline:
        return PlaybackBar::tr("Clicks of the baseline");
    case ClickVoice::Model:
        break;
    }
    return PlaybackBar::tr("Clicks of the model");
}

QString clockText(double seconds)
{
    const int whole = static_cast<int>(seconds);
    return QStringLiteral("%1:%2%3%4")
        .arg(whole / 60)
        .arg(whole % 60, 2, 10, QLatin1Char('0'))
        .arg(QLocale().decimalPoint())
        .arg(static_cast<int>(10.0 * (seconds - whole)));
}

} // namespace

PlaybackBar::PlaybackBar(Player& player, ui::TimeAxis& axis, QWidget* parent)
    : QWidget(parent), m_player(player), m_axis(axis), m_clock(new QLabel(clockText(0.0), this)),
      m_note(new QLabel(this))
{
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    buildTransport();
    layout->addSpacing(ui::measure::kSmallGap);
    buildSpeeds();
    layout->addSpacing(ui::measure::kSmallGap);
    buildClicks();
    layout->addSpacing(ui::measure::kSmallGap);
    m_note->setProperty("kind", "caption");
    m_note->setAccessibleName(tr("Note on playing"));
    m_note->setMinimumWidth(0);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_note, 1);

    connect(&m_player, &Player::stateChanged, this, &PlaybackBar::showState);
    connect(&m_player, &Player::message, this, &PlaybackBar::setNote);
    connect(&m_player, &Player::positionChanged, this, [this](double seconds) {
        m_clock->setText(clockText(seconds));
        m_axis.setCursor(m_axis.duration() > 0.0 ? std::optional(seconds) : std::nullopt);
        if (m_player.state() == Player::State::Playing)
            m_axis.followCursor();
    });
    connect(&m_player, &Player::speedChanged, this, [this](double speed) {
        for (std::size_t i = 0; i < kSpeeds.size(); ++i)
            m_speeds[i]->setChecked(kSpeeds[i] == speed);
    });
    connect(&m_player, &Player::slowUnavailable, this, [this](const QString& reason) {
        for (std::size_t i = 0; i < kSpeeds.size(); ++i)
            if (kSpeeds[i] != 1.0) {
                m_speeds[i]->setEnabled(false);
                m_speeds[i]->setToolTip(reason);
            }
    });
    connect(&m_axis, &ui::TimeAxis::seekWanted, &m_player, &Player::seek);
    connect(&m_axis, &ui::TimeAxis::regionChosen, this, [this] {
        if (m_axis.region())
            m_loop->setChecked(true);
        takeRegion();
    });
}

QAction* PlaybackBar::add(const char* icon, const QString& text, const QKeySequence& keys)
{
    auto* const action = new QAction(text, this);
    if (icon)
        action->setIcon(ui::iconOf(QString::fromLatin1(icon)));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    if (!keys.isEmpty())
        action->setToolTip(tr("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
    m_actions.push_back(action);
    return action;
}

QToolButton* PlaybackBar::button(QAction* action, bool withText)
{
    auto* const button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setFixedHeight(ui::measure::kControl);
    button->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    button->setIconSize({ui::measure::kIcon, ui::measure::kIcon});
    button->setToolButtonStyle(withText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    layout()->addWidget(button);
    return button;
}

void PlaybackBar::buildTransport()
{
    m_play = add("play", tr("Play"), QKeySequence(Qt::Key_Space));
    connect(m_play, &QAction::triggered, &m_player, &Player::toggle);
    button(m_play, false);
    QAction* const replay = add("restart", tr("Play from the beginning"), QKeySequence(Qt::Key_R));
    connect(replay, &QAction::triggered, this, [this] {
        m_player.seek(m_axis.region() && m_loop->isChecked() ? m_axis.region()->begin : 0.0);
        m_player.play();
    });
    button(replay, false);
    m_loop = add("loop", tr("Loop the marked region, or all"), QKeySequence(Qt::Key_L));
    m_loop->setCheckable(true);
    connect(m_loop, &QAction::toggled, this, &PlaybackBar::takeRegion);
    button(m_loop, false);
    m_audition = add("sound", tr("Play what is selected at once"), QKeySequence(Qt::Key_A));
    m_audition->setCheckable(true);
    button(m_audition, false);
    m_clock->setFont(ui::fontOf(ui::TextRole::Body));
    m_clock->setAccessibleName(tr("Position"));
    m_clock->setMinimumWidth(48);
    m_clock->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout()->addWidget(m_clock);
}

void PlaybackBar::buildSpeeds()
{
    auto* const group = new QActionGroup(this);
    for (const double speed : kSpeeds) {
        const QString text = tr("%1×").arg(QLocale().toString(speed));
        QAction* const action = add(nullptr, text, {});
        action->setToolTip(tr("Play at %1 of the speed, with the pitch kept").arg(text));
        action->setCheckable(true);
        action->setChecked(speed == 1.0);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, speed] { m_player.setSpeed(speed); });
        m_speeds.push_back(action);
        button(action, true)->setToolButtonStyle(Qt::ToolButtonTextOnly);
    }
    for (QAction* const action : m_speeds)
        std::erase(m_actions, action);
    connect(add(nullptr, tr("Slower"), QKeySequence(Qt::Key_Comma)), &QAction::triggered, this,
            [this] { stepSpeed(-1); });
    connect(add(nullptr, tr("Faster"), QKeySequence(Qt::Key_Period)), &QAction::triggered, this,
            [this] { stepSpeed(1); });
}

void PlaybackBar::stepSpeed(int step)
{
    int now = 0;
    for (std::size_t i = 0; i < m_speeds.size(); ++i)
        if (m_speeds[i]->isChecked())
            now = static_cast<int>(i);
    const int wanted = std::clamp(now + step, 0, static_cast<int>(m_speeds.size()) - 1);
    m_speeds[static_cast<std::size_t>(wanted)]->trigger();
}

void PlaybackBar::buildClicks()
{
    auto* const caption = new QLabel(tr("Clicks"), this);
    caption->setProperty("kind", "caption");
    layout()->addWidget(caption);
    for (std::size_t i = 0; i < kClickVoices; ++i) {
        const auto voice = static_cast<ClickVoice>(i);
        QAction* const action =
            add(nullptr, clicksText(voice), QKeySequence(static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i))));
        action->setIcon(ui::markIcon(static_cast<ui::Meaning>(i)));
        action->setCheckable(true);
        action->setChecked(m_player.areClicksOn(voice));
        action->setEnabled(false);
        action->setIconText(nameOf(voice));
        connect(action, &QAction::toggled, this, [this, voice](bool isOn) { m_player.setClicksOn(voice, isOn); });
        m_clicks[i] = action;
        button(action, true);
    }
}

void PlaybackBar::setTempo(ClickVoice voice, std::optional<Bpm> tempo)
{
    QAction* const action = m_clicks[static_cast<std::size_t>(voice)];
    action->setEnabled(tempo.has_value());
    action->setIconText(tempo ? tr("%1 %2").arg(nameOf(voice), QLocale().toString(tempo->value(), 'f', 1))
                              : nameOf(voice));
}

void PlaybackBar::setClicksOn(ClickVoice voice, bool isOn)
{
    m_clicks[static_cast<std::size_t>(voice)]->setChecked(isOn);
}

void PlaybackBar::leaveClickKeys()
{
    for (QAction* const action : m_clicks) {
        action->setShortcut({});
        action->setToolTip(action->text());
    }
}

void PlaybackBar::setNote(const QString& text)
{
    m_note->setText(text);
    m_note->setToolTip(text);
}

QString PlaybackBar::note() const
{
    return m_note->text();
}

bool PlaybackBar::isAuditioning() const
{
    return m_audition->isChecked();
}

void PlaybackBar::setAuditioning(bool isOn)
{
    m_audition->setChecked(isOn);
}

void PlaybackBar::showState()
{
    m_play->setIcon(ui::iconOf(m_player.isActive() ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setText(m_player.isActive() ? tr("Pause") : tr("Play"));
    m_play->setToolTip(tr("%1 (%2)").arg(m_play->text(), m_play->shortcut().toString(QKeySequence::NativeText)));
}

void PlaybackBar::takeRegion()
{
    if (!m_loop->isChecked() || m_axis.duration() <= 0.0) {
        m_player.setLoop({});
        return;
    }
    const ui::TimeRegion region = m_axis.region().value_or(ui::TimeRegion{.begin = 0.0, .end = m_axis.duration()});
    m_player.setLoop(Player::Loop{.begin = region.begin, .end = region.end});
}

} // namespace tempo::workbench
