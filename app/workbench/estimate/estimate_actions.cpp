// SPDX-License-Identifier: GPL-3.0-or-later
// What the Estimate page does when it is told to, apart from what it shows.
#include "app/workbench/estimate/estimate_page.h"
#include "app/workbench/estimate/song_estimation.h"
#include "app/workbench/estimate/song_export.h"
#include "app/workbench/estimate/song_model.h"
#include "app/workbench/estimate/song_table.h"
#include "app/workbench/inspector/space_for_buttons.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/tags/tag_dialog.h"
#include "app/workbench/task_runner.h"
#include "engine/datasets/atomic_file.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <array>
#include <string_view>

namespace tempo::workbench {

QAction* EstimatePage::addAction(const char* icon, const QString& text, const QKeySequence& keys,
                                 std::function<void()> work)
{
    auto* const action = new QAction(text, this);
    if (icon)
        action->setIcon(ui::iconOf(QString::fromLatin1(icon)));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(work));
    QWidget::addAction(action);
    m_actions.push_back(action);
    return action;
}

void EstimatePage::buildActions()
{
    QAction* const adding =
        addAction("add", tr("Add songs…"), QKeySequence(Qt::CTRL | Qt::Key_N), [this] { chooseSongs(); });
    addAction("open", tr("Add a folder…"), {}, [this] { chooseFolder(); });
    QAction* const model = addAction(nullptr, tr("Choose the model…"), {}, [this] { chooseModel(); });
    QAction* const standard = addAction(nullptr, tr("Use the standard model"), {}, [this] { setModel({}); });
    auto* const models = new QMenu(this);
    models->addActions({standard, model});
    m_model->setMenu(models);
    m_actions.push_back(nullptr);
    m_cancel = addAction("stop", tr("Cancel"), QKeySequence(Qt::Key_Escape), [this] { cancel(); });
    m_retry =
        addAction("retry", tr("Retry failed and cancelled songs"), QKeySequence(Qt::Key_F5), [this] { retryFailed(); });
    addAction("remove", tr("Remove from the list"), QKeySequence(Qt::Key_Delete), [this] { removeSelected(); });
    addAction(nullptr, tr("Clear the list"), QKeySequence(Qt::CTRL | Qt::Key_Backspace), [this] { clear(); });
    m_actions.push_back(nullptr);
    QAction* const copying = addAction("copy", tr("Copy as a table"), QKeySequence::Copy, [this] { copy(); });
    QAction* const csv = addAction("export", tr("Export as CSV…"), QKeySequence(Qt::CTRL | Qt::Key_E), [this] {
        const QString file = QFileDialog::getSaveFileName(this, tr("Export as CSV"),
                                                          QDir(m_folder).filePath(QStringLiteral("tempi.csv")),
                                                          tr("Comma-separated values (*.csv)"));
        if (!file.isEmpty())
            exportCsv(file);
    });
    QAction* const jams = addAction("export", tr("Export as JAMS, a file a song…"), {}, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for the JAMS files"), m_folder);
        if (!folder.isEmpty())
            exportJams(folder);
    });
    QAction* const tags = addAction("tag", tr("Write tempi into tags…"), {}, [this] { writeTags(); });
    m_actions.push_back(nullptr);
    for (QAction* const action : m_inspector->trackActions()) {
        m_actions.push_back(action);
        if (action)
            QWidget::addAction(action);
    }
    auto* const menu = new QMenu(this);
    menu->addActions({copying, csv, jams});
    menu->addSeparator();
    menu->addAction(tags);
    m_export = new QPushButton(tr("Export"), this);
    m_export->setMenu(menu);
    const auto addButton = [this](QAction* action, const QString& text) {
        auto* const button = new QToolButton(this);
        action->setIconText(text);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFixedHeight(ui::measure::kControl);
        m_header->addWidget(button);
        // A tool button stays when its action is hidden.
        connect(action, &QAction::changed, button, [action, button] { button->setVisible(action->isVisible()); });
    };
    addButton(m_cancel, tr("Cancel"));
    addButton(m_retry, tr("Retry"));
    addButton(adding, tr("Add songs…"));
    m_header->addWidget(m_export);
    keepSpaceForButtons(this);
}

void EstimatePage::cancel()
{
    m_estimation->cancel();
}

void EstimatePage::retryFailed()
{
    m_estimation->add(m_songs->requeueFailed());
    showCounts();
}

void EstimatePage::removeSelected()
{
    m_songs->remove(m_table->selectedSongs());
    showCurrent();
    showCounts();
}

void EstimatePage::clear()
{
    m_estimation->cancel();
    m_songs->clear();
    showCurrent();
    showCounts();
}

std::vector<Song> EstimatePage::songsToExport() const
{
    std::vector<std::uint64_t> ids = m_table->selectedSongs();
    if (ids.size() < 2)
        ids = m_table->allSongs();
    std::vector<Song> songs;
    songs.reserve(ids.size());
    for (const std::uint64_t id : ids)
        songs.push_back(*m_songs->song(id));
    return songs;
}

void EstimatePage::copy()
{
    m_services.tasks.run(
        {.title = tr("Copying"), .key = QStringLiteral("copy-songs"), .isListed = false},
        [songs = songsToExport()](TaskContext&) { return QString::fromStdString(songsTsv(songs)); }, this,
        [](const TaskResult<QString>& result) {
            if (result.value)
                QApplication::clipboard()->setText(*result.value);
        });
}

void EstimatePage::exportCsv(const QString& file)
{
    m_folder = QFileInfo(file).absolutePath();
    runExport(tr("Exporting"), [songs = songsToExport(), file](const std::stop_token&) {
        const std::string text = songsCsv(songs);
        const std::array<std::string_view, 1> parts{text};
        writeFileAtomically(QFile::encodeName(file).toStdString(), parts);
        return tr("Songs written to %2: %1.").arg(songs.size()).arg(QDir::toNativeSeparators(file));
    });
}

void EstimatePage::exportJams(const QString& folder)
{
    m_folder = folder;
    runExport(tr("Exporting"), [songs = songsToExport(), folder](const std::stop_token& stop) {
        const int nWritten = writeJams(songs, QFile::encodeName(folder).toStdString(), stop);
        return tr("JAMS files written to %2: %1.").arg(nWritten).arg(QDir::toNativeSeparators(folder));
    });
}

void EstimatePage::runExport(const QString& title, std::function<QString(const std::stop_token&)> work)
{
    m_services.tasks.run(
        {.title = title, .key = {}}, [work = std::move(work)](TaskContext& task) { return work(task.stop()); }, this,
        [this](const TaskResult<QString>& result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            else if (result.value)
                m_services.notice(*result.value, {});
        });
}

void EstimatePage::writeTags()
{
    std::vector<TagDialog::Entry> entries;
    for (const Song& song : songsToExport())
        if (song.tempo())
            entries.push_back({.path = song.path, .tempo = *song.tempo()});
    if (entries.empty()) {
        m_services.notice(tr("There is no tempo to write yet."), {});
        return;
    }
    auto* const dialog = new TagDialog(m_services.tasks, std::move(entries), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void EstimatePage::chooseSongs()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Estimate songs"), m_folder);
    if (files.isEmpty())
        return;
    m_folder = QFileInfo(files.front()).absolutePath();
    addPaths(files);
}

void EstimatePage::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Estimate a folder"), m_folder);
    if (folder.isEmpty())
        return;
    m_folder = folder;
    addPaths({folder});
}

void EstimatePage::chooseModel()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Choose a model"), m_folder, tr("Models (*.safetensors)"));
    if (!file.isEmpty())
        setModel(file);
}

} // namespace tempo::workbench
