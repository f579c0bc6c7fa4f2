// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dataset/histogram_panel.h"

#include "app/workbench/dataset/track_catalogue.h"
#include "app/workbench/dataset/track_selection.h"
#include "app/workbench/dataset/track_table_model.h"
#include "widgets/controls/panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

namespace tempo::workbench {

HistogramPanel::HistogramPanel(const TrackCatalogue& catalogue, const TrackTableModel& model, TrackSelection& selection,
                               QWidget* parent)
    : QWidget(parent), m_catalogue(catalogue), m_model(model), m_selection(selection),
      m_histogram(new ui::TempoHistogram(this)), m_bins(new QComboBox(this)),
      m_stacked(new QCheckBox(tr("By genre"), this))
{
    m_histogram->setEmptyText(tr("No tempo yet"),
                              tr("The histogram shows the annotated tempi. Put .bpm, .beats or .jams files beside the "
                                 "audio, or a CSV manifest with a column bpm."));
    m_bins->addItem(tr("Bins of 5 BPM"));
    m_bins->addItem(tr("Octaves (log)"));
    m_bins->addItem(tr("25 bins"));
    m_bins->setAccessibleName(tr("Bins of the histogram"));
    m_bins->setItemData(2, tr("As in the original project"), Qt::ToolTipRole);
    m_stacked->setChecked(true);
    auto* const panel = new ui::Panel(tr("Tempo"), this);
    panel->addToTitleRow(m_stacked);
    panel->addToTitleRow(m_bins);
    panel->setBody(m_histogram);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(panel);
    connect(m_bins, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_histogram->setBinning(static_cast<ui::TempoBinning>(std::clamp(index, 0, 2))); });
    connect(m_stacked, &QCheckBox::toggled, m_histogram, &ui::TempoHistogram::setStacked);
    connect(&catalogue, &TrackCatalogue::tempiChanged, this, &HistogramPanel::count);
    connect(&model, &TrackTableModel::modelReset, this, &HistogramPanel::count);
    connect(&selection, &TrackSelection::changed, this, &HistogramPanel::mark);
    connect(m_histogram, &ui::TempoHistogram::rangeSelected, this, &HistogramPanel::rangeSelected);
    connect(m_histogram, &ui::TempoHistogram::barChosen, this, &HistogramPanel::selectTempi);
    connect(m_histogram, &ui::TempoHistogram::nothingChosen, this, [this] { m_selection.select({}, this); });
}

void HistogramPanel::count()
{
    ui::HistogramTracks tracks;
    tracks.groups = m_catalogue.genres();
    QHash<QString, int> groups;
    for (int group = 0; group < tracks.groups.size(); ++group)
        groups.insert(tracks.groups[group], group);
    const std::vector<TrackRow>& rows = m_catalogue.rows();
    tracks.bpm.reserve(rows.size());
    tracks.group.reserve(rows.size());
    for (const TrackRow& row : rows) {
        tracks.bpm.push_back(row.bpm);
        tracks.group.push_back(groups.value(row.genre));
    }
    m_histogram->setTracks(std::move(tracks));
    mark();
}

void HistogramPanel::mark()
{
    const std::vector<TrackRow>& rows = m_catalogue.rows();
    std::vector<bool> isShown(rows.size());
    std::vector<bool> isSelected(rows.size());
    for (std::size_t track = 0; track < rows.size(); ++track)
        isShown[track] = m_model.isShown(static_cast<int>(track));
    for (const QString& id : m_selection.ids())
        if (const int track = m_catalogue.indexOf(id); track >= 0)
            isSelected[static_cast<std::size_t>(track)] = true;
    m_histogram->setMarks(std::move(isShown), std::move(isSelected));
}

void HistogramPanel::selectTempi(double low, double high, bool extends)
{
    QSet<QString> ids = extends ? m_selection.ids() : QSet<QString>();
    const double last = m_histogram->bins().edges.empty() ? high : m_histogram->bins().edges.back();
    const std::vector<TrackRow>& rows = m_catalogue.rows();
    for (std::size_t track = 0; track < rows.size(); ++track) {
        const double bpm = rows[track].bpm;
        const bool isIn = bpm >= low && (bpm < high || (high >= last && bpm <= high));
        if (isIn && m_model.isShown(static_cast<int>(track)))
            ids.insert(rows[track].id);
    }
    m_selection.select(ids, this);
}

QJsonObject HistogramPanel::saveState() const
{
    return {{QStringLiteral("bins"), m_bins->currentIndex()}, {QStringLiteral("stacked"), m_stacked->isChecked()}};
}

void HistogramPanel::restoreState(const QJsonObject& state)
{
    const int bins = state.value(QStringLiteral("bins")).toInt();
    m_bins->setCurrentIndex(bins >= 0 && bins < m_bins->count() ? bins : 0);
    m_stacked->setChecked(state.value(QStringLiteral("stacked")).toBool(true));
}

} // namespace tempo::workbench
