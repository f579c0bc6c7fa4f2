// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/about.h"

#include "app/common/processors.h"
#include "app/workbench/session_file.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QStringList>
#include <QSysInfo>
#include <QVBoxLayout>

namespace tempo::workbench {

QString diagnosticsText()
{
    QStringList lines;
    lines << QStringLiteral("tempnetic " TEMPNETIC_VERSION);
    lines << QStringLiteral("Qt %1 (built with %2), platform %3")
                 .arg(QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR), QGuiApplication::platformName());
    lines << QStringLiteral("%1, %2, %3 processors")
                 .arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture())
                 .arg(app::availableProcessors());
    for (const QScreen* screen : QGuiApplication::screens())
        lines << QStringLiteral("screen %1x%2 at %3")
                     .arg(screen->size().width())
                     .arg(screen->size().height())
                     .arg(screen->devicePixelRatio());
    const QString module = qEnvironmentVariable("TEMPNETIC_TORCH_MODULE");
    lines << QStringLiteral("neural module: %1").arg(module.isEmpty() ? QStringLiteral("beside the program") : module);
    lines << QStringLiteral("colours: %1").arg(ui::Theme::instance().isDark() ? "dark" : "light");
    lines << QStringLiteral("language: %1").arg(QLocale().name());
    lines << QStringLiteral("session: %1").arg(SessionFile::defaultPath());
    return lines.join(QLatin1Char('\n'));
}

void copyDiagnostics()
{
    QApplication::clipboard()->setText(diagnosticsText());
}

void showAbout(QWidget* parent)
{
    auto* const dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QApplication::translate("About", "About tempnetic"));
    dialog->resize(560, 400);
    auto* const title = new QLabel(QStringLiteral("tempnetic " TEMPNETIC_VERSION), dialog);
    title->setProperty("kind", "title");
    auto* const text = new QLabel(
        QApplication::translate(
            "About", "A workbench for global tempo estimation: datasets, training, evaluation, and the tempo "
                     "of your songs. It works offline; nothing leaves this computer.\n\n"
                     "Free software under the GNU General Public License, version 3 or later, without any "
                     "warranty."),
        dialog);
    text->setWordWrap(true);
    auto* const diagnostics = new QPlainTextEdit(diagnosticsText(), dialog);
    diagnostics->setReadOnly(true);
    diagnostics->setAccessibleName(QApplication::translate("About", "Diagnostics"));
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QPushButton* const copy =
        buttons->addButton(QApplication::translate("About", "Copy diagnostics"), QDialogButtonBox::ActionRole);
    QObject::connect(copy, &QPushButton::clicked, dialog, &copyDiagnostics);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* const layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(ui::measure::kPageMargin, ui::measure::kPageMargin, ui::measure::kPageMargin,
                               ui::measure::kGap);
    layout->setSpacing(ui::measure::kInset);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(diagnostics, 1);
    layout->addWidget(buttons);
    dialog->open();
}

} // namespace tempo::workbench
