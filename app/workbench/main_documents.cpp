// SPDX-License-Identifier: GPL-3.0-or-later
// The window's own kinds of files: saved sessions and evidence bundles.
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/main_window.h"
#include "engine/evaluation/evidence/evidence_bundle.h"
#include "widgets/controls/navigation_rail.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStackedWidget>

namespace tempo::workbench {

namespace {

bool isOf(const QString& path, const char* suffix)
{
    return QFileInfo(path).suffix().compare(QLatin1String(suffix), Qt::CaseInsensitive) == 0;
}

} // namespace

bool MainWindow::openDocument(const QString& path)
{
    if (isOf(path, SessionFile::kSuffix)) {
        openSession(path);
        return true;
    }
    if (!isOf(path, kEvidenceSuffix))
        return false;
    showPage(m_stack->indexOf(m_evaluation));
    m_evaluation->openBundle(path);
    return true;
}

void MainWindow::chooseBundle()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Open an evidence bundle"), {}, tr("Evidence bundles (*.%1)").arg(QLatin1String(kEvidenceSuffix)));
    if (!file.isEmpty())
        openDocument(file);
}

void MainWindow::chooseSession()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a session"), {},
                                                      tr("Sessions (*.%1)").arg(QLatin1String(SessionFile::kSuffix)));
    if (!file.isEmpty())
        openSession(file);
}

void MainWindow::openSession(const QString& path)
{
    const SessionFile::Loaded loaded = SessionFile::read(path);
    if (!loaded.message.isEmpty()) {
        m_services.problem(loaded.message, {});
        return;
    }
    restoreSession(loaded.state);
    showPage(m_rail->current());
}

void MainWindow::saveSessionAs()
{
    const QString suffix = QLatin1Char('.') + QLatin1String(SessionFile::kSuffix);
    QString file = QFileDialog::getSaveFileName(this, tr("Save the session"),
                                                QDir::home().filePath(QStringLiteral("tempnetic") + suffix),
                                                tr("Sessions (*%1)").arg(suffix));
    if (file.isEmpty())
        return;
    if (!isOf(file, SessionFile::kSuffix))
        file += suffix;
    const QString trouble = SessionFile(file).save(sessionState());
    if (trouble.isEmpty())
        m_services.notice(tr("Written: %1").arg(QDir::toNativeSeparators(file)), {});
    else
        m_services.problem(trouble, {});
}

} // namespace tempo::workbench
