// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/training/close_question.h"

#include "app/workbench/training/training_controller.h"

#include <QMessageBox>
#include <QPushButton>

namespace tempo::workbench {

CloseQuestion::CloseQuestion(TrainingController& controller, QWidget& window)
    : QObject(&window), m_controller(controller), m_window(window)
{
    connect(&controller, &TrainingController::runEnded, this, &CloseQuestion::runEnded);
}

QMessageBox* CloseQuestion::dialog() const
{
    return m_dialog;
}

bool CloseQuestion::mayClose()
{
    if (m_controller.state() == TrainingState::Idle || m_isEnding)
        return true;
    if (m_dialog)
        m_dialog->activateWindow();
    else
        ask();
    return false;
}

void CloseQuestion::ask()
{
    m_dialog = new QMessageBox(&m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setIcon(QMessageBox::Question);
    m_dialog->setWindowTitle(tr("A training is running"));
    m_dialog->setText(tr("A training is running. What becomes of it?"));
    QString details = m_controller.epochs().empty()
                          ? tr("No epoch has ended yet.")
                          : tr("%n epoch(s) have ended; a run can be resumed from the last one at any time.", nullptr,
                               static_cast<int>(m_controller.epochs().size()));
    if (m_controller.queued() > 0)
        details +=
            QLatin1Char(' ') + tr("The queue of %n run(s) is forgotten if it ends.", nullptr, m_controller.queued());
    m_dialog->setInformativeText(details);
    m_keep = m_dialog->addButton(tr("Keep training"), QMessageBox::RejectRole);
    m_stop = m_dialog->addButton(tr("Stop and keep best"), QMessageBox::AcceptRole);
    m_cancel = m_dialog->addButton(tr("Cancel and discard"), QMessageBox::DestructiveRole);
    m_keep->setToolTip(tr("The window stays open"));
    m_stop->setToolTip(tr("Ends after this batch, keeps the best model, and closes"));
    m_cancel->setToolTip(tr("Ends after this batch without a model, and closes"));
    m_dialog->setDefaultButton(m_keep);
    m_dialog->setEscapeButton(m_keep);
    connect(m_dialog, &QMessageBox::finished, this, &CloseQuestion::answer);
    m_dialog->open();
}

void CloseQuestion::answer()
{
    const QAbstractButton* const clicked = m_dialog->clickedButton();
    m_dialog.clear();
    if ((clicked != m_stop && clicked != m_cancel) || m_controller.state() == TrainingState::Idle)
        return;
    m_isEnding = true;
    m_controller.clearQueue();
    if (clicked == m_stop)
        m_controller.stopAndKeepBest();
    else
        m_controller.cancelAndDiscard();
}

void CloseQuestion::runEnded(const QString& problem)
{
    const bool wasAsked = !m_dialog.isNull();
    if ((!wasAsked && !m_isEnding) || m_controller.queued() > 0)
        return;
    m_isEnding = false;
    if (wasAsked)
        m_dialog->reject();
    // What went wrong has to be read.
    if (problem.isEmpty())
        QMetaObject::invokeMethod(this, &CloseQuestion::closingWanted, Qt::QueuedConnection);
}

} // namespace tempo::workbench
