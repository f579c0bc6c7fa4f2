// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/main_window.h"

#include "app/workbench/dataset/dataset_page.h"
#include "app/workbench/engine_texts.h"
#include "app/workbench/estimate/estimate_page.h"
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/language.h"
#include "app/workbench/page.h"
#include "app/workbench/training/close_question.h"
#include "app/workbench/training/training_page.h"
#include "training/neural/training_session.h"
#include "widgets/controls/job_bar.h"
#include "widgets/controls/message_bar.h"
#include "widgets/controls/navigation_rail.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QStackedWidget>
#include <QUndoStack>
#include <QUrl>
#include <QVBoxLayout>

namespace tempo::workbench {

namespace {

const QString kPage = QStringLiteral("page");
const QString kPages = QStringLiteral("pages");
const QString kGeometry = QStringLiteral("geometry");
const QString kScheme = QStringLiteral("scheme");
const QString kLanguage = QStringLiteral("language");

QStringList localPaths(const QMimeData& data)
{
    QStringList paths;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    return paths;
}

/// One folder or manifest is a dataset where the dataset page is looked at; all else is music to estimate.
bool isDataset(const QStringList& paths)
{
    if (paths.size() != 1)
        return false;
    const QFileInfo file(paths.front());
    return file.isDir() || file.suffix().compare(QLatin1String("csv"), Qt::CaseInsensitive) == 0;
}

} // namespace

MainWindow::MainWindow(SessionFile session, QWidget* parent)
    : QMainWindow(parent), m_session(std::move(session)), m_tasks(new TaskRunner(this)),
      m_undo(new QUndoStack(this)), m_services{
                                        .tasks = *m_tasks,
                                        .undo = *m_undo,
                                        .notice =
                                            [this](const QString& text, const QString& details) {
                                                m_messages->showMessage(ui::MessageBar::Kind::Notice, text, details);
                                            },
                                        .problem =
                                            [this](const QString& text, const QString& details) {
                                                m_messages->showMessage(ui::MessageBar::Kind::Problem, text, details);
                                            }},
      m_rail(new ui::NavigationRail(this)), m_stack(new QStackedWidget(this)), m_messages(new ui::MessageBar(this)),
      m_jobs(new ui::JobBar(this)), m_dataset(new DatasetPage(m_services, this)),
      m_training(new TrainingPage(m_services, defaultRunsFolder(), this)),
      m_evaluation(new EvaluationPage(m_services, this)), m_estimate(new EstimatePage(m_services, this)),
      m_closeQuestion(new CloseQuestion(m_training->controller(), *this))
{
    setWindowTitle(QStringLiteral("tempnetic"));
    setAcceptDrops(true);
    setMinimumSize(960, 600);
    resize(1280, 800);

    auto* const centre = new QWidget(this);
    auto* const columns = new QHBoxLayout(centre);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_rail);
    auto* const rows = new QVBoxLayout;
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* const messageRow = new QVBoxLayout;
    messageRow->setContentsMargins(ui::measure::kPageMargin, 0, ui::measure::kPageMargin, 0);
    messageRow->addWidget(m_messages);
    rows->addLayout(messageRow);
    rows->addWidget(m_stack, 1);
    rows->addWidget(m_jobs);
    columns->addLayout(rows, 1);
    setCentralWidget(centre);

    addPage(m_dataset);
    addPage(m_training);
    addPage(m_evaluation);
    addPage(m_estimate);
    connect(m_rail, &ui::NavigationRail::chosen, this, &MainWindow::showPage);
    connect(m_jobs, &ui::JobBar::cancelWanted, m_tasks, &TaskRunner::cancel);
    connect(m_tasks, &TaskRunner::listedChanged, this, &MainWindow::showJobs);
    connect(m_training, &TrainingPage::evaluationWanted, this,
            [this](const std::filesystem::path& model, const QString& dataset) {
                showPage(m_stack->indexOf(m_evaluation));
                m_evaluation->proposeDataset(dataset);
                m_evaluation->addModel(QString::fromStdString(model.string()));
                m_evaluation->evaluate();
            });
    connect(m_training, &TrainingPage::estimationWanted, this, [this](const std::filesystem::path& model) {
        m_estimate->setModel(QString::fromStdString(model.string()));
        showPage(m_stack->indexOf(m_estimate));
    });
    m_evaluation->shareWith(m_dataset->catalogue(), m_dataset->selection());
    connect(m_training, &TrainingPage::runRenamed, this,
            [this](const std::filesystem::path& from, const std::filesystem::path& to) {
                m_estimate->followRename(from, to);
                m_evaluation->followRename(from, to);
            });
    connect(m_closeQuestion, &CloseQuestion::closingWanted, this, &QWidget::close);
    buildMenus();
    showPage(0);
}

MainWindow::~MainWindow()
{
    // Pages and their widgets may be told of the end of tasks as long as there are any.
    delete m_tasks;
}

void MainWindow::addPage(Page* page)
{
    const int number = static_cast<int>(m_pages.size()) + 1;
    m_pages.push_back(page);
    m_stack->addWidget(page);
    m_rail->addEntry(page->icon(), page->title(), tr("%1 (Ctrl+%2)").arg(page->title()).arg(number));
    connect(page, &Page::statusChanged, this, &MainWindow::showStatus);
}

void MainWindow::start(const StartWishes& wishes)
{
    const SessionFile::Loaded loaded = m_session.load();
    if (!loaded.message.isEmpty())
        m_services.problem(loaded.message, {});
    restoreSession(loaded.state);
    if (!wishes.session.isEmpty())
        openSession(wishes.session);
    if (!wishes.dataset.isEmpty()) {
        showPage(0);
        m_dataset->openDataset(wishes.dataset);
    }
    if (!wishes.audio.isEmpty()) {
        m_estimate->addPaths(wishes.audio);
        if (wishes.dataset.isEmpty())
            m_rail->setCurrent(m_stack->indexOf(m_estimate));
    }
    showPage(wishes.page >= 0 ? wishes.page : m_rail->current());
    if (!wishes.bundle.isEmpty())
        openDocument(wishes.bundle);
}

void MainWindow::showPage(int index)
{
    if (index < 0 || index >= m_stack->count())
        return;
    QWidget* const page = m_stack->widget(index);
    QWidget* const lastUsed = page->focusWidget();
    m_stack->setCurrentIndex(index);
    // The page's keys work at once, and its first field has no frame around it that nobody asked for.
    (lastUsed ? lastUsed : page)->setFocus();
    if (m_stack->currentWidget() == m_training)
        m_training->proposeDataset(m_dataset->datasetPath());
    if (m_stack->currentWidget() == m_evaluation)
        m_evaluation->proposeDataset(m_dataset->datasetPath());
    m_rail->setCurrent(index);
    enablePageActions();
    showStatus();
}

int MainWindow::currentPage() const
{
    return m_stack->currentIndex();
}

void MainWindow::enablePageActions()
{
    // One shortcut may mean another thing on every page.
    for (std::size_t page = 0; page < m_pages.size(); ++page)
        for (QAction* const action : m_pages[page]->pageActions())
            if (action)
                action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

void MainWindow::showJobs()
{
    QVector<ui::JobState> jobs;
    for (const TaskStatus& task : m_tasks->listed())
        jobs.append({.id = task.id,
                     .title = task.title,
                     .stage = engineText(task.stage.toStdString()),
                     .fraction = task.fraction});
    m_jobs->setJobs(jobs);
}

void MainWindow::showStatus()
{
    m_jobs->setStatus(m_pages[static_cast<std::size_t>(currentPage())]->status());
}

void MainWindow::openPaths(const QStringList& paths)
{
    if (paths.isEmpty())
        return;
    if (paths.size() == 1 && openDocument(paths.front()))
        return;
    if (m_stack->currentWidget() == m_dataset && isDataset(paths)) {
        m_dataset->openDataset(paths.front());
        return;
    }
    m_estimate->addPaths(paths);
    showPage(m_stack->indexOf(m_estimate));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls()) {
        m_estimate->setDragOver(true);
        event->acceptProposedAction();
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_estimate->setDragOver(false);
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_estimate->setDragOver(false);
    const QStringList paths = localPaths(*event->mimeData());
    if (paths.isEmpty()) {
        m_services.problem(tr("What was dropped is not a file of this computer."), {});
        return;
    }
    event->acceptProposedAction();
    openPaths(paths);
}

void MainWindow::pastePaths()
{
    const QMimeData* const content = QApplication::clipboard()->mimeData();
    if (content)
        openPaths(localPaths(*content));
}

void MainWindow::chooseDataset()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a dataset"), m_dataset->datasetPath());
    if (folder.isEmpty())
        return;
    showPage(m_stack->indexOf(m_dataset));
    m_dataset->openDataset(folder);
}

void MainWindow::chooseAudio()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Estimate songs"));
    if (files.isEmpty())
        return;
    m_estimate->addPaths(files);
    showPage(m_stack->indexOf(m_estimate));
}

void MainWindow::closeAtOnce()
{
    m_isClosingAtOnce = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    // The system does not wait for an answer when it ends the session.
    if (!m_isClosingAtOnce && !qGuiApp->isSavingSession() && !m_closeQuestion->mayClose()) {
        event->ignore();
        return;
    }
    saveSession();
    m_tasks->cancelAll();
    event->accept();
}

QJsonObject MainWindow::sessionState() const
{
    QJsonObject pages;
    for (const Page* page : m_pages)
        pages.insert(QString::fromLatin1(page->metaObject()->className()).section(QStringLiteral("::"), -1),
                     page->saveState());
    return {{kPage, currentPage()},
            {kGeometry, QString::fromLatin1(saveGeometry().toBase64())},
            {kScheme, static_cast<int>(ui::Theme::instance().wish())},
            {kLanguage, m_languages->checkedAction()->data().toString()},
            {kPages, pages}};
}

void MainWindow::saveSession()
{
    const QString trouble = m_session.save(sessionState());
    if (!trouble.isEmpty())
        qWarning("tempnetic-workbench: %s", qPrintable(trouble));
}

QString MainWindow::languageIn(const QJsonObject& state)
{
    const QString code = state.value(kLanguage).toString();
    return languages().contains(code) ? code : QString();
}

ui::SchemeWish MainWindow::schemeIn(const QJsonObject& state)
{
    const int scheme = state.value(kScheme).toInt();
    return scheme > 0 && scheme <= static_cast<int>(ui::SchemeWish::Dark) ? static_cast<ui::SchemeWish>(scheme)
                                                                          : ui::SchemeWish::System;
}

void MainWindow::restoreSession(const QJsonObject& state)
{
    restoreGeometry(QByteArray::fromBase64(state.value(kGeometry).toString().toLatin1()));
    if (const ui::SchemeWish scheme = schemeIn(state); scheme != ui::SchemeWish::System)
        ui::Theme::instance().setWish(scheme);
    for (QAction* const language : m_languages->actions())
        language->setChecked(language->data().toString() == languageIn(state));
    const QJsonObject pages = state.value(kPages).toObject();
    for (Page* page : m_pages)
        page->restoreState(
            pages.value(QString::fromLatin1(page->metaObject()->className()).section(QStringLiteral("::"), -1))
                .toObject());
    m_rail->setCurrent(state.value(kPage).toInt());
}

} // namespace tempo::workbench
