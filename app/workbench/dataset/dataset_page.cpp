// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/dataset_page.h"

#include "app/workbench/dataset/dataset_header.h"
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/histogram_panel.h"
#include "app/workbench/dataset/problems_view.h"
#include "app/workbench/dataset/split_view.h"
#include "app/workbench/dataset/track_table.h"
#include "app/workbench/engine_texts.h"
#include "app/workbench/inspector/track_inspector.h"
#include "engine/datasets/integrity.h"
#include "widgets/controls/empty_state.h"
#include "widgets/theme/icons.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStackedWidget>
#include <QUndoStack>

#include <algorithm>

namespace tempo::workbench {

namespace {

constexpr qsizetype kMostRecent = 10;

std::filesystem::path pathOf(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

} // namespace

DatasetPage::DatasetPage(const Services& services, QWidget* parent)
    : Page(parent), m_services(services), m_model(m_catalogue),
      m_store(services.tasks, [this](const QString& text) { m_services.problem(text, {}); }),
      m_editor(m_catalogue, m_store, services.undo), m_scanner(services.tasks)
{
    buildView();
    connectParts();
    buildActions();
    m_split->clear();
    showEmpty(
        tr("No dataset"),
        tr("Open a folder of music with annotated tempi: GTZAN in any of its shapes, a folder with .bpm, .beats or "
           ".jams files, or a CSV manifest. Or drop it here."),
        false);
}

QIcon DatasetPage::icon() const
{
    return ui::iconOf(QStringLiteral("dataset"));
}

void DatasetPage::openDataset(const QString& path)
{
    m_path = QDir::cleanPath(path);
    if (m_pending && m_pending->path != m_path)
        m_pending.reset();
    m_header->setScanning(true);
    if (!isShowingDataset())
        showEmpty(tr("Looking at %1").arg(QFileInfo(m_path).fileName()), tr("What it is will be known in a moment."),
                  false);
    m_scanner.start(pathOf(m_path), pathOf(m_formerPath));
    m_formerPath.clear();
}

void DatasetPage::relink(const QString& path)
{
    const QString former = m_path;
    m_formerPath = former;
    m_recent.removeAll(former);
    if (m_pending && m_pending->path == former)
        m_pending->path = QDir::cleanPath(path);
    openDataset(path);
}

void DatasetPage::rescan()
{
    if (!m_path.isEmpty())
        openDataset(m_path);
}

void DatasetPage::remember(const QString& path)
{
    m_recent.removeAll(path);
    m_recent.prepend(path);
    m_recent.resize(std::min(m_recent.size(), kMostRecent));
}

bool DatasetPage::isShowingDataset() const
{
    return m_catalogue.dataset() != nullptr;
}

void DatasetPage::showOpened(const OpenedDataset& opened)
{
    const bool isSame = m_shownPath == m_path && isShowingDataset();
    remember(m_path);
    m_review.reset();
    m_scanned.reset();
    if (!isSame) {
        m_services.undo.clear();
        m_selection.select({}, this);
        m_selection.setCurrent({}, this);
        m_store.load(opened.edits.tracks, opened.edits.file);
        if (!opened.edits.message.empty())
            m_services.problem(QString::fromStdString(opened.edits.message), {});
    }
    m_shownPath = m_path;
    QStringList versions;
    for (const std::string& version : opened.dataset->referenceVersions)
        versions << QString::fromStdString(version);
    QString wanted = isSame ? m_header->version() : m_pending ? m_pending->version : QString();
    if (!versions.contains(wanted))
        wanted = versions.value(0);
    m_header->setName(QFileInfo(m_path).fileName(), QDir::toNativeSeparators(m_path));
    m_header->setVersions(versions, wanted);
    m_catalogue.setDataset(opened.dataset, wanted.toStdString(), m_store.edits());
    m_filter->setChoices(m_catalogue.genres(), m_catalogue.tags());
    m_split->clear();
    m_stack->setCurrentIndex(1);
    if (m_pending) {
        m_selection.select(QSet<QString>(m_pending->selected.begin(), m_pending->selected.end()), this);
        m_selection.setCurrent(m_pending->current, this);
        m_pending.reset();
    }
    showRead({});
}

void DatasetPage::showRead(const std::vector<ReadTrack>& tracks)
{
    m_catalogue.addRead(tracks);
    if (m_scanner.isRunning() || !m_review) {
        const QLocale locale;
        QString text = tr("%1 of %2 files are read.")
                           .arg(locale.toString(m_scanner.readCount()), locale.toString(m_scanner.totalCount()));
        if (m_scanner.faultyCount() > 0)
            text += QLatin1Char(' ') + tr("%1 of them cannot be used.").arg(locale.toString(m_scanner.faultyCount()));
        m_problems->showProgress(text);
    }
    showDetail();
}

void DatasetPage::showScanned(const std::shared_ptr<const ScanReport>& report, const QStringList& messages)
{
    m_scanned = report;
    m_header->setScanning(false);
    if (!messages.isEmpty())
        m_services.problem(messages.front(), messages.join(QLatin1Char('\n')));
    reviewSoon();
}

void DatasetPage::reviewSoon()
{
    if (!m_scanned)
        return;
    const ReviewWishes wishes{.version = m_catalogue.version(), .edits = m_store.edits(), .split = m_split->options()};
    m_services.tasks.run(
        {.title = tr("Looking for problems"), .key = QStringLiteral("review"), .isListed = false},
        [scanned = m_scanned, wishes](TaskContext& task) {
            return std::make_shared<const DatasetReview>(reviewDataset(*scanned, wishes, task.stop()));
        },
        this,
        [this](TaskResult<std::shared_ptr<const DatasetReview>> result) {
            if (result.value)
                adoptReview(*result.value);
            else if (result.error)
                m_services.problem(QString::fromStdString(result.error->message()), {});
        });
}

void DatasetPage::adoptReview(std::shared_ptr<const DatasetReview> review)
{
    m_review = std::move(review);
    m_catalogue.setProblems(m_review->report.problems);
    if (m_review->split)
        m_catalogue.setSplit(*m_review->split);
    m_problems->showReport(m_review->report);
    m_split->showReview(*m_review);
    m_model.arrange();
    showDetail();
}

void DatasetPage::showFailure(const QString& message, bool isMissing)
{
    m_header->setScanning(false);
    m_locate->setEnabled(!m_path.isEmpty());
    if (isShowingDataset() && m_shownPath == m_path) {
        // What was read stays; it is only older than the disk.
        m_services.problem(isMissing ? tr("%1. What is shown is what was there before; “Locate…” finds it again if it "
                                          "was moved.")
                                           .arg(message)
                                     : message,
                           {});
        showDetail();
        return;
    }
    if (isShowingDataset()) {
        m_services.problem(message, {});
        m_path = m_shownPath;
        return;
    }
    showEmpty(isMissing ? tr("The dataset is not there") : tr("This is no dataset"), message, isMissing);
    m_services.problem(message, {});
}

void DatasetPage::showEmpty(const QString& title, const QString& text, bool canLocate)
{
    m_empty->setText(title, text);
    m_locateButton->setVisible(canLocate);
    m_stack->setCurrentIndex(0);
    Q_EMIT statusChanged();
}

QString DatasetPage::emptyTitle() const
{
    return m_stack->currentIndex() == 0 ? m_empty->title() : QString();
}

void DatasetPage::chooseVersion(const QString& version)
{
    m_catalogue.setVersion(version.toStdString());
    m_model.arrange();
    inspect(m_selection.current());
    reviewSoon();
}

void DatasetPage::inspect(const QString& id)
{
    const Track* const track = m_catalogue.track(id);
    if (!track) {
        m_inspector->showTrack(std::nullopt);
        return;
    }
    const TrackRow& row = m_catalogue.row(m_catalogue.indexOf(id));
    const BeatAnnotation* const beats = beatsOf(*track);
    m_inspector->showTrack(InspectedTrack{.id = id,
                                          .audio = track->audio.value_or(std::filesystem::path()),
                                          .reference = row.bpm > 0.0 ? std::optional(Bpm{row.bpm}) : std::nullopt,
                                          .beats = beats ? *beats : BeatAnnotation()});
}

void DatasetPage::chooseTracks(const QStringList& ids, const QString& predicate)
{
    // What is filtered out could not be seen: then the filter makes way.
    if (std::ranges::any_of(
            ids, [this](const QString& id) { return m_catalogue.indexOf(id) >= 0 && m_model.rowOf(id) < 0; }))
        m_filter->setText(predicate);
    m_selection.select(QSet<QString>(ids.begin(), ids.end()), m_problems);
    if (!ids.isEmpty() && m_catalogue.indexOf(ids.front()) < 0)
        m_services.notice(tr("%1 is neither on the disk nor in the table.").arg(ids.front()),
                          ids.join(QLatin1Char('\n')));
}

void DatasetPage::followSelection()
{
    if (!m_selection.ids().isEmpty() && !m_selection.ids().contains(m_selection.current()))
        m_selection.setCurrent(selectedIds().value(0), this);
    showPreviews();
    showCounts();
}

QStringList DatasetPage::selectedIds() const
{
    std::vector<int> rows;
    for (const QString& id : m_selection.ids())
        if (const int row = m_model.rowOf(id); row >= 0)
            rows.push_back(row);
    std::ranges::sort(rows);
    QStringList ids;
    for (const int row : rows)
        ids << m_model.idAt(row);
    return ids;
}

int DatasetPage::shownSelectedCount() const
{
    return static_cast<int>(
        std::ranges::count_if(m_selection.ids(), [this](const QString& id) { return m_model.rowOf(id) >= 0; }));
}

void DatasetPage::showCounts()
{
    m_filter->setCounts(shownSelectedCount(), m_model.rowCount(), static_cast<int>(m_catalogue.rows().size()));
    Q_EMIT statusChanged();
}

void DatasetPage::showDetail()
{
    if (!isShowingDataset())
        return;
    const QLocale locale;
    const auto withTempo = std::ranges::count_if(m_catalogue.rows(), [](const TrackRow& row) { return row.bpm > 0.0; });
    QString text =
        tr("%1 tracks, %2 with a tempo · %3")
            .arg(locale.toString(static_cast<qlonglong>(m_catalogue.rows().size())),
                 locale.toString(static_cast<qlonglong>(withTempo)), engineText(m_catalogue.dataset()->layout));
    if (m_scanner.isRunning())
        text = tr("%1 of %2 files read · %3")
                   .arg(locale.toString(m_scanner.readCount()), locale.toString(m_scanner.totalCount()), text);
    m_header->setDetail(text);
    showCounts();
}

QString DatasetPage::status() const
{
    if (!m_hint.isEmpty())
        return m_hint;
    if (m_stack->currentIndex() == 0)
        return {};
    const QLocale locale;
    return tr("%1 selected of %2 shown of %3 tracks")
        .arg(locale.toString(shownSelectedCount()), locale.toString(m_model.rowCount()),
             locale.toString(static_cast<qlonglong>(m_catalogue.rows().size())));
}

} // namespace tempo::workbench
