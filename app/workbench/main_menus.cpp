// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the main window, apart from what they do.
#include "app/workbench/about.h"
#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/language.h"
#include "app/workbench/main_window.h"
#include "app/workbench/page.h"
#include "app/workbench/shortcut_sheet.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDir>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>
#include <QUndoStack>

namespace tempo::workbench {

void MainWindow::buildMenus()
{
    buildFileMenu();

    QMenu* const edit = menuBar()->addMenu(tr("&Edit"));
    QAction* const undo = m_undo->createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setIcon(ui::iconOf(QStringLiteral("undo")));
    QAction* const redo = m_undo->createRedoAction(this, tr("Redo"));
    redo->setShortcut(QKeySequence::Redo);
    redo->setIcon(ui::iconOf(QStringLiteral("redo")));
    edit->addAction(undo);
    edit->addAction(redo);
    edit->addSeparator();
    QAction* const paste = edit->addAction(tr("&Paste files to estimate"), this, &MainWindow::pastePaths);
    paste->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V));

    buildViewMenu();
    for (Page* const page : m_pages) {
        QMenu* const menu = menuBar()->addMenu(page->title());
        for (QAction* const action : page->pageActions())
            if (action) {
                menu->addAction(action);
                page->addAction(action);
            } else {
                menu->addSeparator();
            }
        menu->menuAction()->setVisible(!menu->isEmpty());
    }
    buildHelpMenu();
}

void MainWindow::buildFileMenu()
{
    QMenu* const file = menuBar()->addMenu(tr("&File"));
    QAction* const open =
        file->addAction(ui::iconOf(QStringLiteral("open")), tr("&Open a dataset…"), this, &MainWindow::chooseDataset);
    open->setShortcut(QKeySequence::Open);
    m_recentMenu = file->addMenu(tr("Open &recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    QAction* const songs =
        file->addAction(ui::iconOf(QStringLiteral("estimate")), tr("&Estimate songs…"), this, &MainWindow::chooseAudio);
    songs->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    file->addAction(ui::iconOf(QStringLiteral("evaluation")), tr("Open an e&vidence bundle…"), this,
                    &MainWindow::chooseBundle);
    file->addSeparator();
    file->addAction(tr("Open a &session…"), this, &MainWindow::chooseSession);
    QAction* const save = file->addAction(tr("Save the session &as…"), this, &MainWindow::saveSessionAs);
    save->setShortcut(QKeySequence::SaveAs);
    file->addSeparator();
    QAction* const quit = file->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    for (const QString& path : m_dataset->recentDatasets())
        m_recentMenu->addAction(QDir::toNativeSeparators(path), this, [this, path] {
            showPage(0);
            m_dataset->openDataset(path);
        });
    if (m_recentMenu->isEmpty())
        m_recentMenu->addAction(tr("No dataset was opened yet"))->setEnabled(false);
}

void MainWindow::buildViewMenu()
{
    QMenu* const view = menuBar()->addMenu(tr("&View"));
    for (std::size_t page = 0; page < m_pages.size(); ++page) {
        const int index = static_cast<int>(page);
        QAction* const action =
            view->addAction(m_pages[page]->icon(), m_pages[page]->title(), this, [this, index] { showPage(index); });
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index)));
    }
    view->addSeparator();
    auto* const schemes = new QActionGroup(this);
    const auto addScheme = [&](const QString& text, ui::SchemeWish wish) {
        QAction* const action = view->addAction(text, this, [wish] { ui::Theme::instance().setWish(wish); });
        action->setCheckable(true);
        schemes->addAction(action);
        connect(&ui::Theme::instance(), &ui::Theme::changed, action,
                [action, wish] { action->setChecked(ui::Theme::instance().wish() == wish); });
        action->setChecked(ui::Theme::instance().wish() == wish);
    };
    addScheme(tr("Colours of the &system"), ui::SchemeWish::System);
    addScheme(tr("&Light"), ui::SchemeWish::Light);
    addScheme(tr("&Dark"), ui::SchemeWish::Dark);
    view->addSeparator();
    buildLanguageMenu(*view);
}

void MainWindow::buildLanguageMenu(QMenu& view)
{
    QMenu* const menu = view.addMenu(tr("Lan&guage"));
    m_languages = new QActionGroup(this);
    const auto add = [this, menu](const QString& text, const QString& code) {
        QAction* const action = menu->addAction(text, this, [this] {
            m_services.notice(tr("The window speaks the other language from its next start on."), {});
        });
        action->setCheckable(true);
        action->setData(code);
        m_languages->addAction(action);
        return action;
    };
    add(tr("As the s&ystem"), {})->setChecked(true);
    for (const QString& code : languages())
        add(languageName(code), code);
}

void MainWindow::buildHelpMenu()
{
    QMenu* const help = menuBar()->addMenu(tr("&Help"));
    QAction* const keys = help->addAction(tr("&Keyboard shortcuts"), this, [this] { showShortcuts(menuBar(), this); });
    keys->setShortcut(QKeySequence(Qt::Key_F1));
    help->addAction(tr("&Copy diagnostics"), this, [this] {
        copyDiagnostics();
        m_services.notice(tr("Versions and settings are in the clipboard."), {});
    });
    help->addAction(tr("&About tempnetic"), this, [this] { showAbout(this); });
}

} // namespace tempo::workbench
