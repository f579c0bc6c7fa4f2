// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workbench/services.h"
#include "app/workbench/session_file.h"
#include "app/workbench/task_runner.h"
#include "widgets/theme/theme.h"

#include <QMainWindow>
#include <QStringList>

#include <vector>

class QActionGroup;
class QMenu;
class QStackedWidget;
class QUndoStack;

namespace tempo::ui {
class JobBar;
class MessageBar;
class NavigationRail;
} // namespace tempo::ui

namespace tempo::workbench {

class CloseQuestion;
class DatasetPage;
class EstimatePage;
class EvaluationPage;
class Page;
class TrainingPage;

/// What the command line asks for.
struct StartWishes {
    QString dataset;   ///< a folder or a manifest; empty: the last session's
    QStringList audio; ///< files, folders and playlists to estimate
    QString session;   ///< a saved session in the place of the last one
    QString bundle;    ///< an evidence bundle
    int page = -1;     ///< the page to begin with; negative: what the others make of it
};

/// The window: the rail, the pages, what runs, and the menus. It owns what all pages share.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(SessionFile session, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Brings back the last session, and then does what the command line wishes.
    void start(const StartWishes& wishes);

    void showPage(int index);
    [[nodiscard]] int currentPage() const;
    [[nodiscard]] const std::vector<Page*>& pages() const { return m_pages; }
    [[nodiscard]] TaskRunner& tasks() { return *m_tasks; }
    [[nodiscard]] DatasetPage& datasetPage() { return *m_dataset; }
    [[nodiscard]] TrainingPage& trainingPage() { return *m_training; }
    [[nodiscard]] EvaluationPage& evaluationPage() { return *m_evaluation; }
    [[nodiscard]] EstimatePage& estimatePage() { return *m_estimate; }
    /// Without a question: a training ends after its batch and keeps its best.
    void closeAtOnce();
    /// What is asked while a training runs.
    [[nodiscard]] CloseQuestion& closeQuestion() { return *m_closeQuestion; }
    /// The language that a session's state wishes for, of languages(); else the system's.
    [[nodiscard]] static QString languageIn(const QJsonObject& state);
    /// The colours that a session's state wishes for.
    [[nodiscard]] static ui::SchemeWish schemeIn(const QJsonObject& state);
    /// The line above the pages.
    [[nodiscard]] ui::MessageBar& messages() { return *m_messages; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addPage(Page* page);
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    void buildLanguageMenu(QMenu& view);
    void buildHelpMenu();
    void fillRecentMenu();
    void enablePageActions();
    void showJobs();
    void showStatus();
    void openPaths(const QStringList& paths);
    /// A saved session or an evidence bundle; false for any other file.
    bool openDocument(const QString& path);
    void chooseBundle();
    void chooseSession();
    void openSession(const QString& path);
    void saveSessionAs();
    [[nodiscard]] QJsonObject sessionState() const;
    void chooseDataset();
    void chooseAudio();
    void pastePaths();
    void saveSession();
    void restoreSession(const QJsonObject& state);

    SessionFile m_session;
    TaskRunner* m_tasks;
    QUndoStack* m_undo;
    Services m_services;
    std::vector<Page*> m_pages;
    ui::NavigationRail* m_rail;
    QStackedWidget* m_stack;
    ui::MessageBar* m_messages;
    ui::JobBar* m_jobs;
    QMenu* m_recentMenu = nullptr;
    QActionGroup* m_languages = nullptr; ///< its actions' data are codes
    DatasetPage* m_dataset;
    TrainingPage* m_training;
    EvaluationPage* m_evaluation;
    EstimatePage* m_estimate;
    CloseQuestion* m_closeQuestion;
    bool m_isClosingAtOnce = false;
};

} // namespace tempo::workbench
