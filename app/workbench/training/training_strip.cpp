// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/training_strip.h"

#include "app/workbench/training/training_controller.h"
#include "training/files/run_record.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tempo::workbench {

namespace {

constexpr double kMinute = 60.0;
constexpr double kHour = 3600.0;
constexpr double kGibibyte = 1024.0 * 1024.0 * 1024.0;

QString stateText(const TrainingController& controller)
{
    switch (controller.state()) {
    case TrainingState::Idle:
        return controller.epochs().empty() ? TrainingStrip::tr("No training") : TrainingStrip::tr("Ended");
    case TrainingState::Preparing:
        return TrainingStrip::tr("Preparing");
    case TrainingState::Running:
        return TrainingStrip::tr("Training");
    case TrainingState::Paused:
        return TrainingStrip::tr("Paused");
    case TrainingState::Stopping:
        return TrainingStrip::tr("Stopping after this batch");
    }
    return {};
}

QString factsText(const TrainingController& controller)
{
    QStringList facts;
    const std::vector<EpochRecord>& epochs = controller.epochs();
    if (!controller.steps().empty())
        facts << TrainingStrip::tr("epoch %1 of %2")
                     .arg(controller.steps().back().epoch + 1)
                     .arg(controller.config().trainer.maxEpochs);
    const bool isGoing = controller.state() == TrainingState::Running;
    if (isGoing && controller.stepsPerSecond() > 0.0)
        facts << TrainingStrip::tr("%1 steps/s").arg(QLocale().toString(controller.stepsPerSecond(), 'g', 3));
    if (const std::optional<double> left = controller.secondsLeft(); isGoing && left)
        facts << TrainingStrip::tr("%1 left").arg(durationText(*left));
    if (!epochs.empty()) {
        const EpochRecord* const best = &epochs[*bestEpochOf(epochs)];
        facts << TrainingStrip::tr("best %1 % (epoch %2)")
                     .arg(QLocale().toString(100.0 * best->accuracy1, 'f', 1))
                     .arg(best->epoch + 1);
        const int without = epochs.back().epoch - best->epoch;
        const int patience = controller.config().trainer.patience;
        if (without > 0)
            facts << (patience > 0 ? TrainingStrip::tr("%1 of %2 epochs without improvement").arg(without).arg(patience)
                                   : TrainingStrip::tr("%n epoch(s) without improvement", nullptr, without));
    }
    if (const std::optional<DeviceMemory>& memory = controller.memory(); isGoing && memory)
        facts << TrainingStrip::tr("GPU memory %1 of %2 GiB")
                     .arg(QLocale().toString(static_cast<double>(memory->used) / kGibibyte, 'f', 1),
                          QLocale().toString(static_cast<double>(memory->total) / kGibibyte, 'f', 1));
    if (controller.queued() > 0)
        facts << TrainingStrip::tr("%n in the queue", nullptr, controller.queued());
    return facts.join(QStringLiteral("  ·  "));
}

} // namespace

QString durationText(double seconds)
{
    if (seconds >= kHour)
        return TrainingStrip::tr("%1 h %2 min")
            .arg(static_cast<int>(seconds / kHour))
            .arg(static_cast<int>(std::fmod(seconds, kHour) / kMinute), 2, 10, QLatin1Char('0'));
    if (seconds >= kMinute)
        return TrainingStrip::tr("%1 min").arg(static_cast<int>(std::lround(seconds / kMinute)));
    return TrainingStrip::tr("%1 s").arg(static_cast<int>(std::lround(seconds)));
}

TrainingStrip::TrainingStrip(TrainingController& controller, QWidget* parent)
    : QWidget(parent), m_controller(controller), m_state(new QLabel(this)), m_facts(new QLabel(this)),
      m_pause(new QPushButton(tr("Pause"), this)), m_stop(new QPushButton(tr("Stop and keep best"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_state->setProperty("kind", "section");
    m_facts->setProperty("kind", "secondary");
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_pause->setIcon(ui::iconOf(QStringLiteral("pause")));
    m_stop->setIcon(ui::iconOf(QStringLiteral("stop")));
    m_stop->setToolTip(tr("Ends after this batch; the best model so far is kept"));
    m_cancel->setToolTip(tr("Ends after this batch without a model; the run can be resumed"));
    auto* const row = new QHBoxLayout;
    row->setSpacing(ui::measure::kSmallGap);
    row->addWidget(m_state, 1);
    for (QPushButton* const button : {m_pause, m_stop, m_cancel})
        row->addWidget(button);
    // Beside the buttons there is no room for them in a small window.
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ui::measure::kSmallGap / 2);
    layout->addLayout(row);
    layout->addWidget(m_facts);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_controller.state() == TrainingState::Paused)
            m_controller.goOn();
        else
            m_controller.pause();
    });
    connect(m_stop, &QPushButton::clicked, &controller, &TrainingController::stopAndKeepBest);
    connect(m_cancel, &QPushButton::clicked, &controller, &TrainingController::cancelAndDiscard);
    connect(&controller, &TrainingController::stateChanged, this, &TrainingStrip::show);
    connect(&controller, &TrainingController::progressed, this, &TrainingStrip::show);
    show();
}

void TrainingStrip::show()
{
    const TrainingState state = m_controller.state();
    m_state->setText(stateText(m_controller));
    m_facts->setText(factsText(m_controller));
    m_facts->setToolTip(m_facts->text());
    const bool isPaused = state == TrainingState::Paused;
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    m_pause->setIcon(ui::iconOf(isPaused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setEnabled(isPaused || state == TrainingState::Running);
    const bool canEnd = isPaused || state == TrainingState::Running || state == TrainingState::Preparing;
    m_stop->setEnabled(canEnd);
    m_cancel->setEnabled(canEnd);
}

QString TrainingStrip::text() const
{
    return m_state->text() + QLatin1Char(' ') + m_facts->text();
}

} // namespace tempo::workbench
