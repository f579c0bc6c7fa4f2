// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the judged tracks are shown, selected and heard.
#include "app/workbench/dataset/filter_bar.h"
#include "app/workbench/dataset/track_catalogue.h"
#include "app/workbench/dataset/track_selection.h"
#include "app/workbench/evaluation/evaluation_page.h"
#include "app/workbench/evaluation/prediction_model.h"
#include "app/workbench/evaluation/xy_pair.h"
#include "app/workbench/inspector/track_inspector.h"
#include "app/workbench/playback/player.h"

#include <QItemSelectionModel>
#include <QTableView>

#include <algorithm>
#include <array>
#include <set>

namespace tempo::workbench {

void EvaluationPage::shareWith(const TrackCatalogue& catalogue, TrackSelection& selection)
{
    m_catalogue = &catalogue;
    m_shared = &selection;
    connect(&selection, &TrackSelection::changed, this, [this](const QSet<QString>& ids, const QObject* source) {
        if (source != this && sharesDataset())
            followShared(ids);
    });
}

bool EvaluationPage::sharesDataset() const
{
    return m_shared && m_work && !m_work->bundle && m_view.all && m_catalogue->dataset() &&
           m_catalogue->dataset()->root == m_work->dataset.root;
}

void EvaluationPage::followShared(const QSet<QString>& ids)
{
    std::vector<std::size_t> items;
    for (const std::size_t item : m_shown)
        if (ids.contains(QString::fromStdString(m_work->evaluation.items[item].id)))
            items.push_back(item);
    takeSelection(items);
}

TrackRow EvaluationPage::rowOf(std::size_t item) const
{
    const EvaluationItem& track = m_work->evaluation.items[item];
    TrackRow row;
    const QString id = QString::fromStdString(track.id);
    if (const int index = sharesDataset() ? m_catalogue->indexOf(id) : -1; index >= 0)
        row = m_catalogue->row(index);
    row.id = id;
    row.genre = QString::fromStdString(track.genre);
    row.bpm = track.references[referenceIndex(m_work->evaluation, *m_view.all)].bpm->value();
    return row;
}

void EvaluationPage::filterTracks()
{
    if (!m_view.all)
        return;
    m_shown.clear();
    for (const std::size_t item : m_view.all->items)
        if (m_filter.isEmpty() || m_filter.passes(rowOf(item)))
            m_shown.push_back(item);
    showFiltered();
    std::vector<std::size_t> still;
    std::set_intersection(m_selected.begin(), m_selected.end(), m_shown.begin(), m_shown.end(),
                          std::back_inserter(still));
    // Whoever shares the selection need not hear of a filter that leaves it as it is.
    if (still != m_selected)
        selectItems(still);
    else
        askForView();
}

void EvaluationPage::showFiltered()
{
    QVector<int> rows;
    for (const std::size_t item : m_shown)
        rows.append(m_predictions->rowOf(item));
    m_plots->setShownRows(rows);
    m_sorted->setShown(m_shown);
    m_filterBar->setCounts(static_cast<int>(m_selected.size()), static_cast<int>(m_shown.size()),
                           static_cast<int>(m_view.all->items.size()));
}

void EvaluationPage::selectItems(const std::vector<std::size_t>& items)
{
    takeSelection(items);
    if (!sharesDataset())
        return;
    const QStringList ids = idsOf(m_selected);
    m_shared->select(QSet<QString>(ids.begin(), ids.end()), this);
}

void EvaluationPage::takeSelection(const std::vector<std::size_t>& items)
{
    std::vector<std::size_t> wanted = items;
    std::ranges::sort(wanted);
    m_selected.clear();
    // What is filtered out is neither counted nor heard.
    std::set_intersection(wanted.begin(), wanted.end(), m_shown.begin(), m_shown.end(), std::back_inserter(m_selected));
    showSelection();
    askForView();
}

void EvaluationPage::joinSelection(const QVector<int>& rows, ui::XyPlot::Join join)
{
    std::set<std::size_t> items;
    if (join != ui::XyPlot::Join::Replace)
        items.insert(m_selected.begin(), m_selected.end());
    for (const int row : rows) {
        const std::size_t item = m_predictions->itemAt(row);
        if (join == ui::XyPlot::Join::Remove)
            items.erase(item);
        else
            items.insert(item);
    }
    selectItems({items.begin(), items.end()});
}

void EvaluationPage::showSelection()
{
    QVector<int> rows;
    QItemSelection selection;
    for (const std::size_t item : m_selected) {
        const int row = m_predictions->rowOf(item);
        if (row < 0)
            continue;
        rows.append(row);
        const QModelIndex index = m_sorted->mapFromSource(m_predictions->index(row, 0));
        selection.select(index, index);
    }
    m_plots->setSelectedRows(rows);
    {
        const QSignalBlocker blocker(m_table->selectionModel());
        m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    m_table->viewport()->update();
    if (rows.size() == 1) {
        m_table->scrollTo(m_sorted->mapFromSource(m_predictions->index(rows.front(), 0)));
        showTrack(m_selected.front());
    }
    if (m_view.all)
        m_filterBar->setCounts(static_cast<int>(m_selected.size()), static_cast<int>(m_shown.size()),
                               static_cast<int>(m_view.all->items.size()));
    Q_EMIT statusChanged();
}

void EvaluationPage::showTrack(std::size_t item)
{
    m_heard = item;
    const Track& track = m_work->dataset.tracks[item];
    const std::size_t reference = referenceIndex(m_work->evaluation, *m_view.all);
    InspectedTrack shown{.id = QString::fromStdString(track.id),
                         .audio = track.audio.value_or(std::filesystem::path()),
                         .reference = m_work->evaluation.items[item].references[reference].bpm,
                         .beats = {}};
    if (const BeatAnnotation* const beats = beatsOf(track))
        shown.beats = *beats;
    for (const EvaluatedSystem& system : m_work->evaluation.systems) {
        if (system.kind == SystemKind::Baseline)
            shown.baseline = system.predictions[item].bpm;
        if (system.kind == SystemKind::Model && !shown.model)
            shown.model = system.predictions[item].bpm;
    }
    m_inspector->showTrack(shown);
}

void EvaluationPage::playWith(ClickVoice voice)
{
    if (m_selected.empty()) {
        m_services.notice(tr("Select a track first, in the plot or in the table."), {});
        return;
    }
    const bool isSelected = m_heard && std::ranges::binary_search(m_selected, *m_heard);
    if (!isSelected)
        showTrack(m_selected.front());
    if (!m_work->dataset.tracks[*m_heard].audio) {
        m_services.problem(tr("The audio of %1 is not on this computer, so that it cannot be played.")
                               .arg(QString::fromStdString(m_work->dataset.tracks[*m_heard].id)),
                           {});
        return;
    }
    m_inspector->playWith(voice);
}

void EvaluationPage::hideEvent(QHideEvent* event)
{
    // The inspector may lie behind the table, and then nobody tells it that the page goes.
    m_inspector->player().pause();
    Page::hideEvent(event);
}

void EvaluationPage::selectRatio(double ratio)
{
    if (!m_view.all)
        return;
    std::vector<std::size_t> items;
    const std::size_t reference = referenceIndex(m_work->evaluation, *m_view.all);
    for (const std::size_t item : m_shown)
        for (const EvaluatedSystem& system : m_work->evaluation.systems) {
            const Bpm wanted{m_work->evaluation.items[item].references[reference].bpm->value() * ratio};
            if (isCorrect({.reference = wanted, .estimate = system.predictions[item].bpm}, tolerance())) {
                items.push_back(item);
                break;
            }
        }
    selectItems(items);
}

void EvaluationPage::selectOctaveErrors()
{
    if (!m_view.all)
        return;
    constexpr std::array kOctaveErrors{TempoRelation::Half, TempoRelation::Double, TempoRelation::Third,
                                       TempoRelation::Triple};
    std::vector<std::size_t> items;
    const std::size_t reference = referenceIndex(m_work->evaluation, *m_view.all);
    for (const std::size_t item : m_shown) {
        const Bpm truth = *m_work->evaluation.items[item].references[reference].bpm;
        const bool isOctaveError = std::ranges::any_of(m_work->evaluation.systems, [&](const EvaluatedSystem& system) {
            const TempoPair pair{.reference = truth, .estimate = system.predictions[item].bpm};
            return std::ranges::find(kOctaveErrors, relationOf(pair, tolerance())) != kOctaveErrors.end();
        });
        if (isOctaveError)
            items.push_back(item);
    }
    selectItems(items);
}

std::vector<std::size_t> EvaluationPage::itemsOf(const QStringList& ids) const
{
    const QSet<QString> wanted(ids.begin(), ids.end());
    std::vector<std::size_t> items;
    for (const std::size_t item : m_view.all->items)
        if (wanted.contains(QString::fromStdString(m_work->evaluation.items[item].id)))
            items.push_back(item);
    return items;
}

QStringList EvaluationPage::idsOf(const std::vector<std::size_t>& items) const
{
    QStringList ids;
    for (const std::size_t item : items)
        ids << QString::fromStdString(m_work->evaluation.items[item].id);
    return ids;
}

} // namespace tempo::workbench
