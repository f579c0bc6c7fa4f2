// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/estimate/estimate_page.h"

#include "app/workbench/estimate/correction_command.h"
#include "app/workbench/estimate/song_estimation.h"
#include "app/workbench/estimate/song_intake.h"
#include "app/workbench/estimate/song_model.h"
#include "app/workbench/estimate/song_table.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/task_runner.h"
#include "engine/core/printable.h"
#include "widgets/controls/empty_state.h"
#include "widgets/controls/panel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace tempo::workbench {

namespace {

const QString kSplitter = QStringLiteral("splitter");
const QString kColumns = QStringLiteral("columns");
const QString kModel = QStringLiteral("model");
const QString kFolder = QStringLiteral("folder");
const QString kInspector = QStringLiteral("inspector");

std::filesystem::path pathOf(const QString& text)
{
    return QFile::encodeName(text).toStdString();
}

bool isSimpleRatio(double factor)
{
    constexpr std::array kFactors{0.5, 2.0 / 3.0, 1.5, 2.0};
    return std::ranges::any_of(kFactors, [factor](double simple) { return std::abs(factor - simple) < 1e-9; });
}

} // namespace

EstimatePage::EstimatePage(const Services& services, QWidget* parent)
    : Page(parent), m_services(services), m_songs(new SongModel(this)),
      m_estimation(new SongEstimation(services.tasks, this)), m_table(new SongTable(*m_songs, this)),
      m_inspector(new TrackInspector(services, this)), m_stack(new QStackedWidget(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_empty(new ui::EmptyState(icon(), tr("Drop songs here"),
                                 tr("Files, folders or playlists, anywhere on the window. Each song gets its tempo, "
                                    "by the network and by librosa's method."),
                                 this)),
      m_dropHere(new ui::EmptyState(icon(), tr("Drop to estimate"), tr("Files, folders or playlists."), this)),
      m_model(new QPushButton(this))
{
    build();
    buildActions();
    connect(m_estimation, &SongEstimation::updated, this, &EstimatePage::takeUpdates);
    connect(m_estimation, &SongEstimation::noticed, this, [this](const QString& text) { tell(text, {}); });
    connect(m_estimation, &SongEstimation::runningChanged, this, &EstimatePage::showCounts);
    connect(m_table, &SongTable::currentSongChanged, this, &EstimatePage::showCurrent);
    connect(m_table, &SongTable::playWanted, this, [this](std::uint64_t id) {
        if (m_shown != id)
            m_table->selectSong(id);
        m_inspector->playWithClicks();
    });
    connect(m_inspector, &TrackInspector::correctionWanted, this, &EstimatePage::correct);
    connect(m_songs, &QAbstractItemModel::dataChanged, this, [this] {
        // A correction, done or undone.
        const Song* const song = m_shown ? m_songs->song(*m_shown) : nullptr;
        if (song && song->corrected != m_shownCorrection)
            m_inspector->setReference(m_shownCorrection = song->corrected);
    });
    setModel({});
    showCounts();
}

EstimatePage::~EstimatePage() = default;

QIcon EstimatePage::icon() const
{
    return ui::iconOf(QStringLiteral("estimate"));
}

void EstimatePage::build()
{
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::measure::kPageMargin, ui::measure::kGap, ui::measure::kPageMargin,
                               ui::measure::kGap);
    layout->setSpacing(ui::measure::kInset);
    layout->addWidget(buildHeader());
    layout->addWidget(m_stack, 1);

    m_empty->setDropTarget(true);
    connect(m_empty->addButton(tr("Choose songs…")), &QPushButton::clicked, this, &EstimatePage::chooseSongs);
    connect(m_empty->addButton(tr("Choose a folder…")), &QPushButton::clicked, this, &EstimatePage::chooseFolder);
    m_stack->addWidget(m_empty);
    auto* const songs = new ui::Panel({}, this);
    songs->setWideBody(m_table);
    m_splitter->addWidget(songs);
    m_splitter->addWidget(m_inspector);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(ui::measure::kInset);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({330, 340});
    m_stack->addWidget(m_splitter);
    m_dropHere->setDropTarget(true);
    m_dropHere->setDragOver(true);
    m_dropHere->hide();
}

QWidget* EstimatePage::buildHeader()
{
    auto* const header = new QWidget(this);
    header->setMinimumHeight(ui::measure::kToolRow);
    m_header = new QHBoxLayout(header);
    QHBoxLayout* const row = m_header;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(ui::measure::kSmallGap);
    auto* const heading = new QLabel(title(), header);
    heading->setProperty("kind", "title");
    heading->setAccessibleName(title());
    row->addWidget(heading);
    row->addStretch();
    m_model->setProperty("kind", "quiet");
    row->addWidget(m_model);
    return header;
}

void EstimatePage::resizeEvent(QResizeEvent* event)
{
    m_dropHere->setGeometry(
        rect().adjusted(ui::measure::kGap, ui::measure::kGap, -ui::measure::kGap, -ui::measure::kGap));
    Page::resizeEvent(event);
}

void EstimatePage::addPaths(const QStringList& paths)
{
    m_told.clear();
    m_toldDetails.clear();
    std::vector<std::filesystem::path> inputs;
    for (const QString& path : paths)
        inputs.push_back(pathOf(path));
    m_services.tasks.run(
        {.title = tr("Looking for songs"), .key = {}},
        [inputs = std::move(inputs)](TaskContext& task) { return takeIn(inputs, task.stop()); }, this,
        [this](TaskResult<SongIntake> result) {
            if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
            if (result.value)
                takeIntake(*result.value);
        });
}

void EstimatePage::takeIntake(const SongIntake& intake)
{
    const std::vector<SongEstimation::Wish> added = m_songs->add(intake.songs);
    const std::size_t nKnown = intake.songs.size() - added.size() + intake.repeated;
    const std::size_t nAll = intake.songs.size() + intake.skipped.size() + intake.repeated;
    QStringList parts;
    if (!intake.skipped.empty()) {
        const bool isAllNoAudio =
            std::ranges::all_of(intake.skipped, [](const SkippedPath& path) { return path.reason == "not audio"; });
        parts.append(isAllNoAudio ? tr("%1 of %2 skipped: not audio.").arg(intake.skipped.size()).arg(nAll)
                                  : tr("%1 of %2 skipped.").arg(intake.skipped.size()).arg(nAll));
    }
    if (nKnown > 0)
        parts.append(tr("%1 of %2 were in the list already.").arg(nKnown).arg(nAll));
    QStringList details;
    for (const SkippedPath& path : intake.skipped)
        details.append(QString::fromStdString(printable(path.path) + ": " + path.reason));
    if (!parts.isEmpty())
        tell(parts.join(QLatin1Char(' ')), details.join(QLatin1Char('\n')));
    m_estimation->add(added);
    showCounts();
    if (!m_table->currentSong() && m_songs->rowCount() > 0)
        m_table->selectRow(0);
}

void EstimatePage::tell(const QString& text, const QString& details)
{
    m_told += (m_told.isEmpty() ? QString() : QStringLiteral(" ")) + text;
    m_toldDetails += details;
    m_services.notice(m_told, m_toldDetails);
}

void EstimatePage::takeUpdates(const std::vector<SongUpdate>& updates)
{
    m_songs->apply(updates);
    for (const SongUpdate& update : updates)
        if (m_shown == update.id && update.result)
            if (const Song* const song = m_songs->song(update.id))
                m_inspector->setEstimates(song->result->baseline,
                                          song->result->method == "librosa" ? std::nullopt : song->estimated());
    showCounts();
}

void EstimatePage::showCurrent()
{
    m_shown = m_table->currentSong();
    const Song* const song = m_shown ? m_songs->song(*m_shown) : nullptr;
    if (!song) {
        m_shown.reset();
        m_inspector->showTrack({});
        return;
    }
    m_shownCorrection = song->corrected;
    const bool hasModel = song->result && song->result->method != "librosa";
    m_inspector->showTrack(InspectedTrack{.id = song->name(),
                                          .audio = song->path,
                                          .reference = song->corrected,
                                          .beats = {},
                                          .baseline = song->result ? song->result->baseline : std::nullopt,
                                          .model = hasModel ? song->estimated() : std::nullopt});
}

void EstimatePage::correct(Bpm tempo, const QString& reason)
{
    const Song* const shown = m_shown ? m_songs->song(*m_shown) : nullptr;
    if (!shown)
        return;
    std::vector<SongCorrection> corrections{{.id = shown->id, .tempo = tempo, .reason = reason}};
    const double factor = shown->tempo() ? tempo.value() / shown->tempo()->value() : 0.0;
    // A ratio makes sense for all that are selected, a tempo for one.
    if (isSimpleRatio(factor))
        for (const std::uint64_t id : m_table->selectedSongs())
            if (const Song* const song = m_songs->song(id); song->id != shown->id && song->tempo())
                corrections.push_back({.id = id, .tempo = Bpm{factor * song->tempo()->value()}, .reason = reason});
    const QString text = corrections.size() == 1 ? tr("%1: %2").arg(shown->name(), reason)
                                                 : tr("%1 songs: %2").arg(corrections.size()).arg(reason);
    m_services.undo.push(new CorrectionCommand(m_songs, std::move(corrections), text));
}

void EstimatePage::setDragOver(bool isOver)
{
    const bool isEmpty = m_stack->currentIndex() == 0;
    m_empty->setDragOver(isOver && isEmpty);
    m_dropHere->setVisible(isOver && !isEmpty);
    m_dropHere->raise();
}

void EstimatePage::showCounts()
{
    const SongCounts counts = m_songs->counts();
    m_stack->setCurrentIndex(counts.all == 0 ? 0 : 1);
    m_cancel->setEnabled(m_estimation->isRunning());
    m_cancel->setVisible(m_estimation->isRunning());
    m_retry->setEnabled(counts.failed + counts.cancelled > 0);
    m_retry->setVisible(counts.failed + counts.cancelled > 0);
    m_export->setEnabled(counts.all > 0);
    Q_EMIT statusChanged();
}

QString EstimatePage::status() const
{
    const SongCounts counts = m_songs->counts();
    if (counts.all == 0)
        return tr("No songs");
    QStringList parts{counts.all == 1 ? tr("1 song") : tr("%1 songs").arg(counts.all)};
    if (counts.waiting > 0)
        parts.append(tr("%1 to go").arg(counts.waiting));
    if (counts.failed > 0)
        parts.append(tr("%1 failed").arg(counts.failed));
    if (counts.cancelled > 0)
        parts.append(tr("%1 cancelled").arg(counts.cancelled));
    return parts.join(QStringLiteral(", "));
}

void EstimatePage::setModel(const QString& file)
{
    m_estimation->setModel(pathOf(file));
    m_model->setToolTip(file.isEmpty() ? tr("The network that comes with tempnetic estimates.")
                                       : tr("%1 estimates the songs that are added from now on.").arg(file));
    m_model->setText(tr("Model: %1").arg(file.isEmpty() ? tr("standard") : QFileInfo(file).completeBaseName()));
}

void EstimatePage::followRename(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (m_estimation->model().parent_path() == from)
        setModel(QString::fromStdString((to / m_estimation->model().filename()).native()));
}

QJsonObject EstimatePage::saveState() const
{
    return {{kSplitter, QString::fromLatin1(m_splitter->saveState().toBase64())},
            {kColumns, m_table->headerState()},
            {kModel, QString::fromStdString(m_estimation->model().native())},
            {kFolder, m_folder},
            {kInspector, m_inspector->saveState()}};
}

void EstimatePage::restoreState(const QJsonObject& state)
{
    m_splitter->restoreState(QByteArray::fromBase64(state.value(kSplitter).toString().toLatin1()));
    m_splitter->setOrientation(Qt::Vertical);
    m_table->restoreHeader(state.value(kColumns).toString());
    m_folder = state.value(kFolder).toString();
    setModel(state.value(kModel).toString());
    m_inspector->restoreState(state.value(kInspector).toObject());
}

} // namespace tempo::workbench
