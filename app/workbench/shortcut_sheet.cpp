// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/shortcut_sheet.h"

#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tempo::workbench {

namespace {

/// @return the number of rows that were added
int addShortcuts(const QMenu& menu, QGridLayout& grid, int row)
{
    int added = 0;
    for (const QAction* action : menu.actions()) {
        if (action->shortcut().isEmpty())
            continue;
        if (added == 0) {
            auto* const title = new QLabel(menu.title().remove(QLatin1Char('&')));
            title->setProperty("kind", "section");
            title->setContentsMargins(0, row == 0 ? 0 : ui::measure::kInset, 0, 4);
            grid.addWidget(title, row + added++, 0, 1, 2);
        }
        auto* const key = new QLabel(action->shortcut().toString(QKeySequence::NativeText));
        key->setProperty("kind", "secondary");
        grid.addWidget(new QLabel(action->text().remove(QLatin1Char('&')).remove(QStringLiteral("…"))), row + added, 0);
        grid.addWidget(key, row + added++, 1);
    }
    return added;
}

} // namespace

void showShortcuts(QMenuBar* menus, QWidget* parent)
{
    auto* const dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QApplication::translate("Shortcuts", "Keyboard shortcuts"));
    dialog->resize(460, 560);
    auto* const list = new QWidget;
    auto* const grid = new QGridLayout(list);
    grid->setColumnStretch(0, 1);
    grid->setHorizontalSpacing(ui::measure::kPageMargin);
    int row = 0;
    for (const QAction* action : menus->actions())
        if (action->menu())
            row += addShortcuts(*action->menu(), *grid, row);
    grid->setRowStretch(row, 1);
    auto* const scroll = new QScrollArea(dialog);
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* const layout = new QVBoxLayout(dialog);
    layout->addWidget(scroll);
    layout->addWidget(buttons);
    dialog->open();
}

} // namespace tempo::workbench
