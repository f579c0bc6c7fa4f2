// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/inspector/correction_bar.h"

#include "engine/datasets/annotation.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace tempo::workbench {

namespace {

QString shown(Bpm tempo)
{
    return QLocale().toString(tempo.value(), 'f', 1);
}

/// A tempo as people type it: with the point or with their language's sign.
std::optional<Bpm> readTempo(const QString& text)
{
    bool isNumber = false;
    QLocale point = QLocale::c();
    point.setNumberOptions(QLocale::RejectGroupSeparator); // "120,500" is no hundred thousand
    double bpm = point.toDouble(text.trimmed(), &isNumber);
    if (!isNumber)
        bpm = QLocale().toDouble(text.trimmed(), &isNumber);
    if (!isNumber || !(bpm >= kSlowestAnnotation.value() && bpm <= kFastestAnnotation.value()))
        return {};
    return Bpm{bpm};
}

} // namespace

CorrectionBar::CorrectionBar(QWidget* parent)
    : QWidget(parent), m_tap(new QAction(ui::iconOf(QStringLiteral("tap")), tr("Tap the tempo"), this)),
      m_field(new QLineEdit(this)), m_use(new QPushButton(this))
{
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_clock.start();
    addRatio(tr("÷2"), tr("Halve the tempo"), tr("halved"), 0.5, QKeySequence(Qt::Key_H));
    addRatio(tr("×⅔"), tr("Two thirds of the tempo"), tr("times 2/3"), 2.0 / 3.0, QKeySequence(Qt::SHIFT | Qt::Key_H));
    addRatio(tr("×1½"), tr("Three halves of the tempo"), tr("times 3/2"), 1.5, QKeySequence(Qt::SHIFT | Qt::Key_D));
    addRatio(tr("×2"), tr("Double the tempo"), tr("doubled"), 2.0, QKeySequence(Qt::Key_D));

    m_tap->setIconText(tr("Tap"));
    m_tap->setShortcut(QKeySequence(Qt::Key_T));
    m_tap->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_tap->setAutoRepeat(false);
    m_tap->setToolTip(tr("Tap the tempo (T)"));
    m_actions.push_back(m_tap);
    addButton(m_tap)->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    // By the press, not by the release of the button: that is when one taps.
    connect(m_tap, &QAction::triggered, this, [this] { tapAt(1e-3 * static_cast<double>(m_clock.elapsed())); });

    m_field->setPlaceholderText(tr("BPM"));
    m_field->setAccessibleName(tr("Type a tempo in BPM"));
    m_field->setFixedWidth(72);
    m_field->setAlignment(Qt::AlignRight);
    layout->addSpacing(ui::measure::kSmallGap);
    layout->addWidget(m_field);
    layout->addWidget(m_use);
    connect(m_field, &QLineEdit::textEdited, this, &CorrectionBar::takeTyped);
    connect(m_field, &QLineEdit::returnPressed, this, &CorrectionBar::use);
    connect(m_use, &QPushButton::clicked, this, &CorrectionBar::use);
    m_use->setMinimumWidth(88);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setTempo({});
    reset();
}

void CorrectionBar::addRatio(const QString& text, const QString& toolTip, const QString& reason, double factor,
                             const QKeySequence& keys)
{
    auto* const action = new QAction(toolTip, this);
    action->setIconText(text);
    action->setToolTip(tr("%1 (%2)").arg(toolTip, keys.toString(QKeySequence::NativeText)));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, [this, factor, reason] {
        if (m_tempo)
            Q_EMIT correctionWanted(Bpm{factor * m_tempo->value()}, reason);
    });
    m_ratios.push_back(action);
    m_actions.push_back(action);
    addButton(action)->setToolButtonStyle(Qt::ToolButtonTextOnly);
}

QToolButton* CorrectionBar::addButton(QAction* action)
{
    auto* const button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setFixedHeight(ui::measure::kControl);
    button->setIconSize({ui::measure::kIcon, ui::measure::kIcon});
    button->setAccessibleName(action->text());
    layout()->addWidget(button);
    return button;
}

void CorrectionBar::setTempo(std::optional<Bpm> tempo)
{
    m_tempo = tempo;
    for (QAction* const action : m_ratios)
        action->setEnabled(tempo.has_value());
}

void CorrectionBar::reset()
{
    m_taps.reset();
    m_tap->setIconText(tr("Tap"));
    m_field->clear();
    takeTyped({});
}

void CorrectionBar::tapAt(double seconds)
{
    m_taps.tap(seconds);
    const std::optional<Bpm> tempo = m_taps.bpm();
    if (!tempo) {
        m_tap->setIconText(tr("Tap…"));
        return;
    }
    m_tap->setIconText(m_taps.isSettled() ? tr("Tap %1").arg(shown(*tempo))
                                          : tr("Tap %1 (%2)").arg(shown(*tempo)).arg(m_taps.count()));
    m_field->clear();
    propose(tempo, tr("tapped"));
}

void CorrectionBar::takeTyped(const QString& text)
{
    const std::optional<Bpm> tempo = readTempo(text);
    m_field->setProperty("invalid", !text.isEmpty() && !tempo);
    m_field->style()->unpolish(m_field);
    m_field->style()->polish(m_field);
    propose(tempo, tr("typed"));
}

void CorrectionBar::propose(std::optional<Bpm> tempo, const QString& reason)
{
    m_proposal = tempo;
    m_reason = reason;
    m_use->setEnabled(tempo.has_value());
    m_use->setText(tempo ? tr("Use %1").arg(shown(*tempo)) : tr("Use"));
}

void CorrectionBar::use()
{
    if (!m_proposal)
        return;
    const Bpm tempo = *m_proposal;
    const QString reason = m_reason;
    reset();
    Q_EMIT correctionWanted(tempo, reason);
}

} // namespace tempo::workbench
